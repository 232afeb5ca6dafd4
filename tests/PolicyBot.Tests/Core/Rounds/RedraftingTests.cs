using System.Collections.Immutable;
using PolicyBot.Core;
using PolicyBot.Core.Log;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Workshops;
using PolicyBot.Tests.TestKit;
using Xunit;
using static PolicyBot.Tests.TestKit.Loop;

namespace PolicyBot.Tests.Core.Rounds;

public sealed class RedraftingTests
{
    private static readonly RedraftTaken Offer = new(
        "Be kind, always.", "Two asked for it.", ["one"], ImmutableDictionary<string, string>.Empty.Add("two", "It is about C2."));

    [Fact]
    public void A_redraft_is_a_labelled_proposal_with_the_same_scenarios()
    {
        var (loop, id) = Returned(RedraftMode.Vote);

        loop.Do(Redrafting.Take(loop.Workshop, id, Offer, loop.Clock));

        var redraft = loop.Workshop.Drafted.Single();
        Assert.Equal((Origin.Model, id, null), (redraft.Origin, redraft.Follows!.Value, redraft.By));
        Assert.Equal("Be kind, always.", ((ReplaceClause)redraft.Proposal).Wording.Value);
        Assert.StartsWith("Redrafted by a model", redraft.Rationale!.Value, StringComparison.Ordinal);
        Assert.Equal([new ScenarioId(1)], redraft.Scenarios);
        Assert.Equal([("one", true), ("two", false)], loop.Round.Dispositions.Select(d => (d.Remark, d.Answered)));
        Assert.All(loop.Round.Dispositions, d => Assert.Contains("model", d.Why, StringComparison.Ordinal));
        Assert.Empty(Redrafting.Wanted(loop.Workshop));
        Assert.IsType<Refused>(Redrafting.Take(loop.Workshop, id, Offer, loop.Clock));
        Assert.Empty(loop.Workshop.AwaitingFacilitator);
    }

    [Fact]
    public void In_automatic_mode_it_becomes_a_provisional_version_when_people_can_see_it_and_not_before()
    {
        var (loop, id) = Returned(RedraftMode.Automatic);

        loop.Do(Redrafting.Take(loop.Workshop, id, Offer, loop.Clock));
        Assert.False(loop.Workshop.Current.Provisional);
        Assert.Equal([A(2)], Redrafting.Applying(loop.Workshop).Select(a => a.Id));
        loop.Do(Redrafting.ApplyShown(loop.Workshop, [A(2)], loop.Clock));

        Assert.True(loop.Workshop.Current.Provisional);
        Assert.Equal("Be kind, always.", loop.Workshop.Current.Policy.Clauses.First().Text.Value);
        Assert.Empty(loop.Workshop.Drafted);
        Assert.Equal(new VersionNumber(2), loop.Workshop.Find(A(2))!.Applied);
        Assert.Equal(new VersionNumber(1), WhatIf.Today(loop.Workshop, loop.Workshop.Find(A(2))!).Number);
        Assert.IsType<Refused>(Redrafting.ApplyShown(loop.Workshop, [A(2)], loop.Clock));
    }

    [Fact]
    public void Several_redrafts_go_in_as_one_version_and_of_two_on_one_clause_the_first()
    {
        var loop = new Loop();
        loop.Apply(new SettingsChanged(loop.Workshop.Settings with { Redraft = RedraftMode.Automatic }));
        AmendmentId[] returned = [loop.Replace(1, "Be very kind."), loop.Replace(1, "Be gentle."), loop.Replace(2, "Be very brief.")];
        loop.Open();
        loop.Do(loop.Close((returned[0], "aadd"), (returned[1], "aadd"), (returned[2], "aadd")));
        foreach (var id in returned)
            loop.Do(Redrafting.Take(loop.Workshop, id, Offer with { Wording = $"Redraft of {id}." }, loop.Clock));

        loop.Do(Redrafting.ApplyShown(loop.Workshop, [.. Redrafting.Applying(loop.Workshop).Select(a => a.Id)], loop.Clock));

        Assert.Equal(["Redraft of A1.", "Redraft of A3.", "Be honest."], loop.Workshop.Current.Policy.Clauses.Select(c => c.Text.Value));
        Assert.Equal([A(5)], loop.Workshop.Drafted.Select(a => a.Id));
        Assert.Empty(Redrafting.Applying(loop.Workshop));
    }

    [Fact]
    public void None_goes_in_by_itself_once_the_facilitator_wants_a_vote_takes_it_back_or_opens_a_round()
    {
        var (loop, id) = Returned(RedraftMode.Automatic);
        loop.Do(Redrafting.Take(loop.Workshop, id, Offer, loop.Clock));

        var voting = Fold.Apply(loop.Workshop, new SettingsChanged(loop.Workshop.Settings with { Redraft = RedraftMode.Vote }), loop.Now);
        var withdrawn = Fold.Apply(loop.Workshop, new AmendmentWithdrawn(A(2), "A facilitator withdrew it."), loop.Now);
        loop.Do(Publishing.Publish(loop.Workshop, loop.Round.Id, new Gathered([], [], []), loop.Clock));
        Assert.Single(Redrafting.Applying(loop.Workshop));
        loop.Open();

        Assert.All([voting, withdrawn, loop.Workshop], w => Assert.Empty(Redrafting.Applying(w)));
    }

    [Fact]
    public void In_facilitator_mode_it_waits()
    {
        var (loop, id) = Returned(RedraftMode.Facilitator);

        loop.Do(Redrafting.Take(loop.Workshop, id, Offer, loop.Clock));

        Assert.Equal([A(2)], loop.Workshop.AwaitingFacilitator);
        Assert.False(loop.Workshop.Current.Provisional);
    }

    [Theory]
    [InlineData(null, "No comment asks")]
    [InlineData("Be very kind.", "repeats the old wording")]
    [InlineData("Be kind.", "repeats the present text")]
    [InlineData("evil \u202Etxet", "can't be used")]
    [InlineData(" ", "can't be used")]
    public void Without_a_usable_wording_nothing_is_proposed_and_why_is_said(string? wording, string why)
    {
        var (loop, id) = Returned(RedraftMode.Vote);

        loop.Do(Redrafting.Take(loop.Workshop, id, Offer with { Wording = wording, Why = "No comment asks for another." }, loop.Clock));

        Assert.Empty(loop.Workshop.Drafted);
        Assert.True(loop.Workshop.Find(id)!.Redrafted);
        Assert.Contains(why, loop.Changes.OfType<Redrafted>().Single().Why.Value, StringComparison.Ordinal);
        Assert.DoesNotContain(loop.Round.Dispositions, d => d.Answered);
        // Who wrote a comment that the model took up hears what became of it, too.
        Assert.Equal(["one", "two"], loop.Round.Dispositions.Select(d => d.Remark).Order());
    }

    [Fact]
    public void A_clause_that_changed_meanwhile_is_redrafted_on_its_present_text()
    {
        var loop = new Loop();
        var (lost, won) = (loop.Replace(1, "Be very kind."), loop.Replace(1, "Be gentle."));
        loop.Open();
        loop.Do(loop.Close((lost, "aaa"), (won, "aaaaaaaaa")));

        loop.Do(Redrafting.Take(loop.Workshop, lost, Offer, loop.Clock));

        Assert.Equal("Be gentle.", ((ReplaceClause)loop.Workshop.Drafted.Single().Proposal).Base.Value);
    }

    [Fact]
    public void A_redraft_after_the_publication_changes_no_disposition_of_the_report()
    {
        var (loop, id) = Returned(RedraftMode.Vote);
        loop.Do(Publishing.Publish(loop.Workshop, loop.Round.Id, new Gathered([], [], []), loop.Clock));

        loop.Do(Redrafting.Take(loop.Workshop, id, Offer, loop.Clock));

        Assert.Empty(loop.Round.Dispositions);
        Assert.Single(loop.Workshop.Drafted);
        Assert.True(loop.Round.Became()["one"].Answered);
    }

    [Fact]
    public void A_facilitator_has_the_model_asked_again_and_the_newer_redraft_takes_the_place_of_the_older()
    {
        var (loop, id) = Returned(RedraftMode.Vote);
        loop.Do(Redrafting.Take(loop.Workshop, id, Offer, loop.Clock));
        loop.Do(Publishing.Publish(loop.Workshop, loop.Round.Id, new Gathered([], [], []), loop.Clock));
        Assert.Empty(Redrafting.Due(loop.Workshop));

        loop.Do(AskingAgain.Ask(loop.Workshop, new(id), true, loop.Facilitating));
        Assert.Equal([id], Redrafting.Due(loop.Workshop).Select(a => a.Id));
        loop.Do(Redrafting.Take(loop.Workshop, id, Offer with { Wording = "Be kind at all times." }, loop.Clock));

        Assert.Equal([A(3)], loop.Workshop.Drafted.Select(a => a.Id));
        Assert.Equal(AmendmentState.Withdrawn, loop.Workshop.Find(A(2))!.State);
        Assert.Empty(Redrafting.Due(loop.Workshop));
    }

    [Fact]
    public void Nobody_asks_again_for_what_is_voted_on_or_was_not_returned()
    {
        var (loop, id) = Returned(RedraftMode.Vote);
        loop.Do(Redrafting.Take(loop.Workshop, id, Offer, loop.Clock));
        loop.Do(Publishing.Publish(loop.Workshop, loop.Round.Id, new Gathered([], [], []), loop.Clock));

        Refuses("Only facilitators", loop.By("P2"), id);
        Refuses("No round has decided", loop.Facilitating, A(2));
        Refuses("There is no amendment A9", loop.Facilitating, A(9));
        loop.Open();
        Refuses("A2 takes A1 up and is being voted on", loop.Facilitating, id);

        void Refuses(string why, Occasion by, AmendmentId asked) =>
            Assert.Contains(why, Assert.IsType<Refused>(AskingAgain.Ask(loop.Workshop, new(asked), true, by)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_an_adopted_amendment_only_the_missing_themes_are_asked_for()
    {
        var loop = new Loop();
        var id = loop.Replace(1, "Be very kind.");
        loop.Open();
        loop.Do(loop.Close((id, "aaaa")));

        Assert.IsType<Refused>(AskingAgain.Ask(loop.Workshop, new(id), true, loop.Facilitating));
        loop.Do(AskingAgain.Ask(loop.Workshop, new(id), false, loop.Facilitating));

        Assert.Empty(Redrafting.Due(loop.Workshop));
        Assert.True(loop.Workshop.Find(id)!.AskedAgain);
    }

    [Fact]
    public void The_wordings_of_people_come_to_the_vote_before_a_models()
    {
        var (loop, id) = Returned(RedraftMode.Vote);
        loop.Do(Redrafting.Take(loop.Workshop, id, Offer, loop.Clock));
        loop.Do(Publishing.Publish(loop.Workshop, loop.Round.Id, new Gathered([], [], []), loop.Clock));
        loop.Replace(1, "Be kind and patient.");

        loop.Open();

        Assert.Equal([A(3), A(2)], loop.Round.Amendments);
    }

    private static (Loop, AmendmentId) Returned(RedraftMode mode)
    {
        var loop = new Loop();
        loop.Apply(new SettingsChanged(loop.Workshop.Settings with { Redraft = mode }));
        var id = loop.Replace(1, "Be very kind.");
        loop.Open();
        loop.Do(loop.Close((id, "aadd")));
        return (loop, id);
    }
}
