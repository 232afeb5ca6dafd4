using PolicyBot.Core;
using PolicyBot.Core.Confirmations;
using PolicyBot.Core.Log;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Reports;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Scenarios;
using PolicyBot.Core.Views;
using PolicyBot.Core.Voting;
using PolicyBot.Core.Workshops;
using PolicyBot.Tests.TestKit;
using Xunit;
using static PolicyBot.Tests.TestKit.Loop;

namespace PolicyBot.Tests.Core.Rounds;

public sealed class OverrulingTests
{
    private readonly Loop _loop = Published();

    [Fact]
    public void A_declined_amendment_is_adopted_as_a_provisional_version_and_the_votes_stay()
    {
        _loop.Do(Overruling.Overrule(_loop.Workshop, new(A(2), Result.Adopted, "A court has ruled.", true), _loop.Facilitating));

        Assert.Equal("Say so.", _loop.Workshop.Current.Policy.Find(new(2))!.Text.ToString());
        Assert.True(_loop.Workshop.Current.Provisional);
        Assert.Equal(Result.Declined, _loop.Round.Outcomes.Single(o => o.Amendment == A(2)).Result);
        Assert.Equal(Result.Adopted, Overruling.HoldsNow(_loop.Round, A(2)));
        Assert.Equal(AmendmentState.Adopted, _loop.Workshop.Find(A(2))!.State);
    }

    [Fact]
    public void An_adopted_amendment_is_taken_back_to_the_words_before_it()
    {
        _loop.Do(Overruling.Overrule(_loop.Workshop, new(A(1), Result.Declined, "It breaks the law.", true), _loop.Facilitating));

        Assert.Equal("Be kind.", _loop.Workshop.Current.Policy.Find(new(1))!.Text.ToString());
        Assert.Equal(_loop.Workshop.Current.Number, _loop.Round.Overruled!.Single().Made);
    }

    [Fact]
    public void A_clause_that_was_added_goes_and_one_that_was_removed_comes_back()
    {
        _loop.Do(Overruling.Overrule(_loop.Workshop, new(A(3), Result.Returned, "Not yet.", true), _loop.Facilitating));
        _loop.Do(Overruling.Overrule(_loop.Workshop, new(A(4), Result.Declined, "We need it.", true), _loop.Facilitating));

        Assert.DoesNotContain(_loop.Workshop.Current.Policy.Clauses, c => c.Text.ToString() == "Add this.");
        Assert.Contains(_loop.Workshop.Current.Policy.Clauses, c => c.Text.ToString() == "Be honest.");
    }

    [Fact]
    public void Where_the_policy_is_not_touched_no_version_is_made()
    {
        var before = _loop.Workshop.Current.Number;

        _loop.Do(Overruling.Overrule(_loop.Workshop, new(A(2), Result.Returned, "It deserves another try.", true), _loop.Facilitating));

        Assert.Equal(before, _loop.Workshop.Current.Number);
        Assert.Null(_loop.Round.Overruled!.Single().Made);
    }

    [Fact]
    public void It_asks_once_with_what_it_will_do()
    {
        var asked = Assert.IsType<Accepted>(Overruling.Overrule(_loop.Workshop, new(A(2), Result.Adopted, "A court has ruled.", false), _loop.Facilitating));

        Assert.Empty(asked.Changes);
        Assert.Equal("round overrule A2 adopted why:\"A court has ruled.\" sure:yes", asked.Reply.Card!.Buttons.Single().Act);
        Assert.Contains("will stand on its report", PlainText.Of(asked.Reply.Card), StringComparison.Ordinal);
    }

    [Fact]
    public void A_reason_too_long_for_a_button_is_confirmed_by_saying_it_again()
    {
        var asked = Assert.IsType<Accepted>(Overruling.Overrule(_loop.Workshop, new(A(2), Result.Adopted, new string('x', 120), false), _loop.Facilitating));

        Assert.Empty(asked.Changes);
        Assert.Empty(asked.Reply.Card!.Buttons);
        Assert.Contains("sure:yes", PlainText.Of(asked.Reply.Card), StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_refused_without_a_reason_to_others_for_the_same_result_and_while_a_round_runs()
    {
        Assert.Contains("why:", Refused(new(A(2), Result.Adopted, " ", true)).Next, StringComparison.Ordinal);
        Assert.IsType<Refused>(Overruling.Overrule(_loop.Workshop, new(A(2), Result.Adopted, "I want it.", true), _loop.By("P7")));
        Assert.Contains("declined already", Refused(new(A(2), Result.Declined, "Indeed.", true)).Reason, StringComparison.Ordinal);
        Assert.Contains("No published round", Refused(new(A(9), Result.Adopted, "It never was.", true)).Reason, StringComparison.Ordinal);
        _loop.Replace(1, "Be very kind.");
        _loop.Open();
        Assert.Contains("is running", Refused(new(A(2), Result.Adopted, "Now.", true)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_clause_that_has_changed_since_is_not_overwritten()
    {
        var policy = _loop.Workshop.Current.Policy;
        var changed = new Policy(policy.Parts.ConvertAll(p => p is Clause { Id.Number: 1 } c ? c with { Text = T("Be patient.") } : p));
        _loop.Apply(new VersionMade(new PolicyVersion(_loop.Workshop.NextVersion(), changed, Noon, "later")));

        Assert.Contains("another text", Refused(new(A(1), Result.Declined, "Back.", true)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Words_that_were_erased_are_not_put_into_the_policy()
    {
        var loop = new Loop();
        loop.Propose(new ReplaceClause(new(1), loop.Workshop.Current.Policy.Find(new(1))!.Text, new Text("5a17", null, null)));
        loop.Open();
        loop.Do(loop.Close((A(1), "dddd")));
        loop.Apply(Confirming.Start(loop.Workshop, Noon));
        loop.Do(Publishing.Publish(loop.Workshop, loop.Round.Id, new Gathered([], [], []), loop.Clock));

        var refused = Assert.IsType<Refused>(Overruling.Overrule(loop.Workshop, new(A(1), Result.Adopted, "A court has ruled.", true), loop.Facilitating));

        Assert.Contains("were erased", refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void It_stands_loud_on_the_report_the_card_and_the_record()
    {
        _loop.Do(Overruling.Overrule(_loop.Workshop, new(A(2), Result.Adopted, "A court has ruled.", true), _loop.Facilitating));
        var shown = new Shown(_loop.Workshop, new Names(Names.Nobody.ByPerson.Add(Facilitator, "Ana")), Evidence.None, Noon);
        const string words = "OVERRULED: the votes made A2 declined; Ana made it adopted, because: “A court has ruled.”.";

        Assert.Contains(words, PlainText.Of(ReportCard.Of(shown, _loop.Round.Id)), StringComparison.Ordinal);
        Assert.Contains(words, ReportSheet.Words(shown, _loop.Round), StringComparison.Ordinal);
        Assert.Contains("OVERRULED", DecisionRecord.Of(shown, _loop.Round), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Result.Adopted, true)]
    [InlineData(Result.Returned, false)]
    public void Verify_recomputes_what_it_did(Result claimed, bool holds)
    {
        _loop.Do(Overruling.Overrule(_loop.Workshop, new(A(2), Result.Adopted, "A court has ruled.", true), _loop.Facilitating));
        var changes = _loop.Changes.Select(c => c is OutcomeOverruled o ? o with { Overrule = o.Overrule with { Result = claimed } } : c);
        var log = changes.Aggregate(System.Collections.Immutable.ImmutableList<LogEntry>.Empty, (all, c) => all.Add(Chain.Link(all.LastOrDefault(), Noon, Facilitator, c)));

        var check = Verification.Of(new WorkshopExport(_loop.Workshop.Id, log)).Single(c => c.What == "R1: the overruling of A2 did what it says.");

        Assert.Equal(holds, check.Holds);
    }

    private Refused Refused(OverruleOutcome command) => Assert.IsType<Refused>(Overruling.Overrule(_loop.Workshop, command, _loop.Facilitating));

    /// <summary>A published round: A1 changed C1, A2 would have changed C2, A3 added a clause, A4 removed C3.</summary>
    private static Loop Published()
    {
        var loop = new Loop();
        loop.Replace(1, "Be kind and patient.");
        loop.Replace(2, "Say so.");
        loop.Propose(new AddClause(null, T("Add this.")));
        loop.Propose(new RemoveClause(new(3), loop.Workshop.Current.Policy.Find(new(3))!.Text));
        loop.Open();
        loop.Do(loop.Close((A(1), "aaaa"), (A(2), "dddd"), (A(3), "aaaa"), (A(4), "aaaa")));
        loop.Apply(Confirming.Start(loop.Workshop, Noon));
        loop.Do(Publishing.Publish(loop.Workshop, loop.Round.Id, new Gathered([], [], []), loop.Clock));
        return loop;
    }
}
