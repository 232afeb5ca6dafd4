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
    public void In_automatic_mode_it_is_a_provisional_version_at_once()
    {
        var (loop, id) = Returned(RedraftMode.Automatic);

        loop.Do(Redrafting.Take(loop.Workshop, id, Offer, loop.Clock));

        Assert.True(loop.Workshop.Current.Provisional);
        Assert.Equal("Be kind, always.", loop.Workshop.Current.Policy.Clauses.First().Text.Value);
        Assert.Empty(loop.Workshop.Drafted);
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
