using System.Collections.Immutable;
using PolicyBot.Core;
using PolicyBot.Core.Log;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Voting;
using PolicyBot.Core.Workshops;
using PolicyBot.Tests.Core.Log;
using Xunit;
using static PolicyBot.Tests.Core.Log.ChangeExamples;

namespace PolicyBot.Tests.Core.Workshops;

public sealed class FoldTests
{
    private static readonly AmendmentId A1 = new(1);
    private static readonly AmendmentId A2 = new(2);
    private static readonly RoundId R1 = new(1);

    private static readonly Change[] Opened =
    [
        ChangeExamples.All[0],
        new VersionMade(new(new(0), Policy.Empty, Noon, "creation")),
        new VersionMade(new(new(1), CarePolicy, Noon, "import")),
        new AmendmentProposed(new(A1, new AddClause(null, T("Say when unsure.")), null, new PersonId("P2"), [])),
        new AmendmentProposed(new(A2, new RemoveClause(new(1), T("Be kind.")), null, new PersonId("P2"), [])),
        new RoundPrepared(new(R1, DecisionRule.Default, new(1), [A1, A2], new Lasting(TimeSpan.FromHours(1)))),
    ];

    [Fact]
    public void An_empty_log_is_no_workshop() => Assert.Null(Fold.All([]));

    [Fact]
    public void Every_case_can_be_folded()
    {
        var workshop = Fold.All(ChangeExamples.Chained());

        Assert.True(workshop!.Archived);
        Assert.Equal(2, workshop.Places.Count);
    }

    [Fact]
    public void Preparing_a_round_takes_its_amendments_and_cancelling_gives_them_back()
    {
        var prepared = Folded(Opened);
        var cancelled = Folded([.. Opened, new RoundCancelled(R1)]);
        var voided = Folded([.. Opened, new RoundVoided(R1, "The rule changed.")]);

        Assert.All(prepared.Amendments.Values, a => Assert.Equal((AmendmentState.InRound, R1), (a.State, a.Round)));
        Assert.Empty(prepared.Drafted);
        Assert.All(cancelled.Amendments.Values, a => Assert.Equal((AmendmentState.Proposed, null), (a.State, a.Round)));
        Assert.Null(cancelled.Running);
        Assert.Equal(2, voided.Drafted.Count());
        Assert.Equal(RoundState.Void, voided.Find(R1)!.State);
    }

    [Fact]
    public void A_round_runs_through_its_states()
    {
        var w = Folded([.. Opened, new VotingOpened(R1, Noon.AddHours(1))]);
        Assert.Equal((RoundState.Open, Noon.AddHours(1)), (w.Running!.State, w.Running.ClosesAt));
        Assert.Equal(Noon.AddMinutes(Opened.Length), w.Running.OpenedAt);

        w = Fold.Apply(w, new RoundPaused(R1), Noon.AddMinutes(20));
        Assert.Equal((RoundState.Paused, Noon.AddMinutes(20)), (w.Running!.State, w.Running.PausedAt));

        w = Fold.Apply(w, new RoundResumed(R1, Noon.AddHours(2)), Noon.AddMinutes(40));
        w = Fold.Apply(w, new DeadlineMoved(R1, Noon.AddHours(3), null), Noon.AddMinutes(41));
        w = Fold.Apply(w, new RemindersSent(R1, 4), Noon.AddMinutes(42));
        Assert.Equal((RoundState.Open, Noon.AddHours(3), null, 1), (w.Running!.State, w.Running.ClosesAt, w.Running.PausedAt, w.Running.Reminders));

        w = Fold.Apply(w, Close(), Noon.AddHours(3));
        Assert.Equal((RoundState.Closed, Noon.AddHours(3), ClosedBy.Hand), (w.Running!.State, w.Running.ClosedAt, w.Running.ClosedBy));
        Assert.Equal(AmendmentState.Adopted, w.Find(A1)!.State);
        Assert.Equal(AmendmentState.Returned, w.Find(A2)!.State);

        w = Fold.Apply(w, new ConfirmingStarted(R1, Noon.AddHours(9)), Noon.AddHours(4));
        Assert.Equal(Noon.AddHours(9), w.Running!.ConfirmingUntil);

        w = Fold.Apply(w, new RoundPublished(R1, [new(A1, 3, 0, 0, 0)], [new("r1", A1, true, "Taken up.")], ["S1"]), Noon.AddHours(9));
        Assert.Null(w.Running);
        Assert.Equal((RoundState.Published, Noon.AddHours(9)), (w.Find(R1)!.State, w.Find(R1)!.PublishedAt));
    }

    [Fact]
    public void Dispositions_of_redrafts_and_of_publication_are_kept_together()
    {
        var w = Folded([.. Opened, Close(),
            new Redrafted(A2, null, T("Nothing to add."), [new("r1", A2, false, "Another subject.")]),
            new RoundPublished(R1, [], [new("r2", A1, true, "Taken up.")], [])]);

        Assert.True(w.Find(A2)!.Redrafted);
        Assert.Equal(["r1", "r2"], w.Find(R1)!.Dispositions.Select(d => d.Remark));
        Assert.Empty(w.AwaitingFacilitator);
    }

    [Theory]
    [InlineData("applied")]
    [InlineData("withdrawn")]
    [InlineData("in a round")]
    public void A_redraft_waits_for_the_facilitator_until_it_is(string fate)
    {
        AmendmentId a3 = new(3);
        var waiting = Folded([.. Opened, Close(), new RoundPublished(R1, [], [], []),
            new AmendmentProposed(new(a3, new AddClause(null, T("Say so.")), null, null, []) { Origin = Origin.Model, Follows = A2 }),
            new Redrafted(A2, a3, T("Shorter."), [])]);
        Assert.Equal([a3], waiting.AwaitingFacilitator);

        var after = Fold.Apply(waiting, fate switch
        {
            "applied" => new RedraftApplied(a3, new(2)),
            "withdrawn" => new AmendmentWithdrawn(a3, "The author wished it."),
            _ => new RoundPrepared(new(new(2), DecisionRule.Default, new(1), [a3], new Lasting(TimeSpan.FromHours(1)))),
        }, Noon);

        Assert.Empty(after.AwaitingFacilitator);
        Assert.NotEqual(AmendmentState.Proposed, after.Find(a3)!.State);
    }

    [Fact]
    public void Clause_numbers_are_never_given_twice()
    {
        var w = Folded([ChangeExamples.All[0],
            new VersionMade(new(new(0), new([new Clause(new(9), T("Be kind."))]), Noon, "import")),
            new VersionMade(new(new(1), Policy.Empty, Noon, "rollback"))]);

        Assert.Equal(9, w.ClausesMade);
    }

    [Fact]
    public void A_forgotten_person_is_in_no_group_and_no_facilitator()
    {
        var w = Folded([ChangeExamples.All[0], new FacilitatorAdded(new("P2")), new GroupJoined(new("P2"), "Nurses"), new PersonForgotten(new("P2"))]);

        Assert.Empty(w.Groups);
        Assert.Equal(["P1"], w.Facilitators);
    }

    [Fact]
    public void A_log_that_starts_in_the_middle_is_a_bug() =>
        Assert.Throws<InvalidOperationException>(() => Fold.Apply(null, new WorkshopArchived(), Noon));

    private static RoundClosed Close() => new(R1, ClosedBy.Hand, new string('0', 64),
    [
        new(A1, Result.Adopted, new(A1, new(3, 0, 0), ImmutableSortedDictionary<string, Count>.Empty), "All agree."),
        new(A2, Result.Returned, new(A2, new(1, 1, 0), ImmutableSortedDictionary<string, Count>.Empty), "A tie."),
    ]);

    private static Workshop Folded(params Change[] changes) => Fold.All(ChangeExamples.Chained(changes))!;
}
