using System.Collections.Immutable;
using PolicyBot.Core;
using PolicyBot.Core.Log;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Scenarios;
using PolicyBot.Core.Views;
using PolicyBot.Core.Voting;
using PolicyBot.Core.Workshops;
using Xunit;
using static PolicyBot.Tests.Core.Desk;

namespace PolicyBot.Tests.Core.Policies;

public sealed class ProposingTests
{
    private readonly Desk desk = new();

    [Fact]
    public void A_new_clause_is_proposed_and_the_missing_scenario_is_named()
    {
        var accepted = desk.Accepts(Ben, (w, at) => Proposing.Add(w, new(" Cite sources.\r\n", "Trust.", new(1), null), at));

        var amendment = desk.Workshop.Find(new AmendmentId(1))!;
        var add = Assert.IsType<AddClause>(amendment.Proposal);
        Assert.Equal(("Cite sources.", new ClauseId(1), "Trust.", Ben), (add.Wording.ToString(), add.After, amendment.Rationale!.ToString(), amendment.By));
        Assert.Contains("scenario add for:A1", WordsOf(accepted.Reply));
        Assert.Equal(["scenario add for:A1", "mine withdraw A1"], accepted.Reply.Card!.Buttons.Select(b => b.Act));
        Assert.True(accepted.Reply.Private);
    }

    [Fact]
    public void An_amendment_is_bound_to_the_exact_text()
    {
        var id = desk.Proposes(Ben, "Be kind and brief.", 1);

        var replace = Assert.IsType<ReplaceClause>(desk.Workshop.Find(id)!.Proposal);
        Assert.Equal(desk.Workshop.Current.Policy.Find(new ClauseId(1))!.Text, replace.Base);
    }

    [Fact]
    public void A_text_that_changed_since_it_was_read_is_shown_and_nothing_is_stored()
    {
        var accepted = desk.Accepts(Ben, (w, at) => Proposing.Amend(w, new(new(1), "Be brief.", null, null) { SeenText = new string('0', 64) }, at));

        Assert.Empty(accepted.Changes);
        Assert.True(accepted.Reply.Refusal);
        Assert.Contains("Be kind.", WordsOf(accepted.Reply));
        Assert.Contains("Be brief.", WordsOf(accepted.Reply));
        var seen = desk.Workshop.Current.Policy.Find(new ClauseId(1))!.Text.Hash;
        Assert.NotEmpty(desk.Accepts(Ben, (w, at) => Proposing.Amend(w, new(new(1), "Be brief.", null, null) { SeenText = seen }, at)).Changes);
    }

    [Theory]
    [InlineData("Be kind. ", "says exactly this already")]
    [InlineData("", "is empty")]
    [InlineData("a\u0007", "control character")]
    [InlineData("## Kindness\n\nBe brief.", "holds a heading")]
    [InlineData("## Kindness", "no clause in it")]
    public void A_wording_that_changes_nothing_or_is_unfit_is_refused(string wording, string reason) =>
        Assert.Contains(reason, desk.Refuses(Ben, (w, at) => Proposing.Amend(w, new(new(1), wording, null, null), at)).Reason);

    [Fact]
    public void An_unknown_clause_or_scenario_is_named_with_what_there_is()
    {
        Assert.Contains("C1, C2", desk.Refuses(Ben, (w, at) => Proposing.Amend(w, new(new(int.MaxValue), "x", null, null), at)).Next);
        Assert.Contains("no clause C9", desk.Refuses(Ben, (w, at) => Proposing.Add(w, new("x", null, new(9), null), at)).Reason);
        Assert.Contains("no clause C9", desk.Refuses(Ben, (w, at) => Proposing.Remove(w, new(new(9), null, null), at)).Reason);
        Assert.Contains("no scenario S4", desk.Refuses(Ben, (w, at) => Proposing.Remove(w, new(new(1), null, new(4)), at)).Reason);
    }

    [Fact]
    public void The_same_proposal_twice_is_refused_and_a_rival_is_mentioned()
    {
        desk.Proposes(Ben, "Be brief.", 1);

        Assert.Contains("A1 proposes exactly this", desk.Refuses(Carl, (w, at) => Proposing.Amend(w, new(new(1), "Be brief.", null, null), at)).Reason);
        Assert.Contains("A1 would change C1 too", WordsOf(desk.Accepts(Carl, (w, at) => Proposing.Remove(w, new(new(1), null, null), at)).Reply));
    }

    [Fact]
    public void Only_author_and_facilitator_withdraw_and_only_until_the_round_opens()
    {
        var a1 = desk.Proposes(Ben, "Be brief.", 1);
        var a2 = desk.Proposes(Ben, "Cite sources.");

        Assert.Contains("somebody else's", desk.Refuses(Carl, (w, at) => TakingBack.Withdraw(w, new(a1), at)).Reason);
        Assert.Contains("no amendment A7", desk.Refuses(Carl, (w, at) => TakingBack.Withdraw(w, new(new(7)), at)).Reason);
        desk.Accepts(Anna, (w, at) => TakingBack.Withdraw(w, new(a1), at));
        Assert.Equal(AmendmentState.Withdrawn, desk.Workshop.Find(a1)!.State);
        Assert.Empty(desk.Accepts(Ben, (w, at) => TakingBack.Withdraw(w, new(a1), at)).Changes);
        desk.Prepares(a2);
        Assert.Contains("being voted on", desk.Refuses(Ben, (w, at) => TakingBack.Withdraw(w, new(a2), at)).Reason);
    }

    [Fact]
    public void An_amendment_moves_to_the_present_text()
    {
        var old = desk.Proposes(Ben, "Be brief.", 1);
        Assert.Contains("is on the present text", desk.Refuses(Ben, (w, at) => TakingBack.Rebase(w, new(old), at)).Reason);
        desk.Accepts(Anna, (w, at) => Editing.Import(w, new("# Care {#care}\n\nBe very kind.\n\nSay when you are unsure.\n"), at));

        desk.Accepts(Ben, (w, at) => TakingBack.Rebase(w, new(old), at));

        var amendment = desk.Workshop.Find(new AmendmentId(2))!;
        Assert.Equal((old, Ben, "Be very kind."), (amendment.Follows, amendment.By, ((ReplaceClause)amendment.Proposal).Base.ToString()));
        Assert.Equal(AmendmentState.Withdrawn, desk.Workshop.Find(old)!.State);
        Assert.Contains("is settled", desk.Refuses(Ben, (w, at) => TakingBack.Rebase(w, new(old), at)).Reason);
    }

    [Fact]
    public void A_returned_amendment_is_taken_up_again_once()
    {
        var old = desk.Proposes(Ben, "Be brief.", 1);
        desk.Prepares(old);
        Assert.Contains("being voted on", desk.Refuses(Ben, (w, at) => TakingBack.Rebase(w, new(old), at)).Reason);
        desk.Ends(Result.Returned);

        desk.Accepts(Ben, (w, at) => TakingBack.Rebase(w, new(old), at));

        Assert.Equal(AmendmentState.Returned, desk.Workshop.Find(old)!.State);
        Assert.Contains("A2 takes it up already", desk.Refuses(Ben, (w, at) => TakingBack.Rebase(w, new(old), at)).Reason);
    }

    [Fact]
    public void A_rebase_without_its_clause_or_without_a_difference_is_refused()
    {
        var a1 = desk.Proposes(Ben, "Be brief.", 1);
        var a2 = desk.Proposes(Ben, "Say when you are not sure.", 2);
        desk.Accepts(Anna, (w, at) => Editing.Import(w, new("# Care {#care}\n\nSay when you are not sure.\n"), at));

        Assert.Contains("C1 is not in the policy any more", desk.Refuses(Ben, (w, at) => TakingBack.Rebase(w, new(a1), at)).Reason);
        Assert.Contains("C2 says exactly this already", desk.Refuses(Ben, (w, at) => TakingBack.Rebase(w, new(a2), at)).Reason);
    }

    [Fact]
    public void A_waiting_redraft_is_applied_as_a_provisional_version()
    {
        desk.Accepts(Anna, (w, at) => Running.ChangeSettings(w, new(SettingsPatch.Nothing with { Redraft = "facilitator" }), People, at));
        var old = desk.Proposes(Ben, "Be brief.", 1);
        desk.Prepares(old);
        desk.Ends(Result.Returned);
        AmendmentId redraft = new(2);
        desk.Happens(
            new ScenarioAdded(new(new(1), Text.Of("Bad news", "5a"), null, [new(Speaker.User, Text.Of("Is it bad?", "5a"))], Ben)),
            new AmendmentProposed(new(redraft, ((ReplaceClause)desk.Workshop.Find(old)!.Proposal) with { Wording = Text.Of("Be kind, briefly.", "5a") }, null, null, [new(1)]) { Origin = Origin.Model, Follows = old }),
            new Redrafted(old, redraft, Text.Of("Both.", "5a"), []));

        Assert.Contains("Only facilitators", desk.Refuses(Ben, (w, at) => TakingBack.Apply(Seen(w, redraft), new(redraft), at)).Reason);
        Assert.Contains("These wait: A2", desk.Refuses(Anna, (w, at) => TakingBack.Apply(Seen(w, redraft), new(old), at)).Next);
        var asked = PlainText.Of(desk.Accepts(Anna, (w, at) => TakingBack.Apply(Seen(w, redraft), new(redraft), at)).Reply.Card!);
        Assert.Contains("Bad news", asked);
        Assert.Contains("“No.”", asked);
        Assert.False(desk.Workshop.Current.Provisional);
        desk.Accepts(Anna, (w, at) => TakingBack.Apply(Seen(w, redraft), new(redraft, Sure: true), at));

        Assert.True(desk.Workshop.Current.Provisional);
        Assert.Equal("Be kind, briefly.", desk.Workshop.Current.Policy.Find(new ClauseId(1))!.Text);
        Assert.Equal(AmendmentState.Adopted, desk.Workshop.Find(redraft)!.State);
        Assert.Empty(desk.Workshop.AwaitingFacilitator);
    }

    [Fact]
    public void A_redraft_is_not_applied_before_its_responses_are_there_or_without_a_scenario()
    {
        desk.Accepts(Anna, (w, at) => Running.ChangeSettings(w, new(SettingsPatch.Nothing with { Redraft = "facilitator" }), People, at));
        var old = desk.Proposes(Ben, "Be brief.", 1);
        desk.Prepares(old);
        desk.Ends(Result.Returned);
        AmendmentId redraft = new(2);
        desk.Happens(
            new ScenarioAdded(new(new(1), Text.Of("Bad news", "5a"), null, [new(Speaker.User, Text.Of("Is it bad?", "5a"))], Ben)),
            new AmendmentProposed(new(redraft, ((ReplaceClause)desk.Workshop.Find(old)!.Proposal) with { Wording = Text.Of("Be kind, briefly.", "5a") }, null, null, [new(1)]) { Origin = Origin.Model, Follows = old }),
            new Redrafted(old, redraft, Text.Of("Both.", "5a"), []));

        Assert.Contains("not all there yet", desk.Refuses(Anna, (w, at) => TakingBack.Apply(Seen(w, redraft, failed: true), new(redraft, Sure: true), at)).Reason);
        desk.Happens(new ScenarioRetired(new(1)));
        Assert.Contains("no scenario", desk.Refuses(Anna, (w, at) => TakingBack.Apply(Seen(w, redraft), new(redraft, Sure: true), at)).Reason);
    }

    /// <summary>With every response that the amendment's first scenario needs.</summary>
    private static Shown Seen(Workshop workshop, AmendmentId id, bool failed = false)
    {
        var amendment = workshop.Find(id)!;
        ImmutableList<SampleShown> Said(string words) => [.. Enumerable.Repeat(new SampleShown(words, "small", null) { Failed = failed }, workshop.Settings.Samples)];
        return new(workshop, People, new(ImmutableDictionary<(ScenarioId, string), ImmutableList<SampleShown>>.Empty
            .Add((new(1), WhatIf.Today(workshop, amendment).Policy.Fingerprint), Said("Yes.")).Add((new(1), WhatIf.With(workshop, amendment).Fingerprint), Said("No."))), default);
    }

    [Fact]
    public void An_archived_workshop_takes_no_proposals()
    {
        desk.Happens(new WorkshopArchived());

        Assert.Contains("archived", desk.Refuses(Ben, (w, at) => Proposing.Add(w, new("x", null, null, null), at)).Reason);
    }
}
