using PolicyBot.App;
using PolicyBot.Core;
using PolicyBot.Core.Confirmations;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Voting;
using Xunit;

namespace PolicyBot.Tests.Storage;

/// <summary>What every workshop store must do, whatever database it stands on.</summary>
public abstract partial class WorkshopStoreContract
{
    protected static readonly WorkshopId Care = new("care");
    protected static readonly WorkshopId School = new("school");
    protected static readonly RoundId R1 = new(1);
    protected static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    protected static readonly DateTimeOffset Deadline = Noon.AddHours(1);
    protected static readonly Voter Ann = new("P1");
    protected static readonly Voter Bob = new("P2");
    protected static readonly CancellationToken None = CancellationToken.None;

    private int _events;

    protected abstract IWorkshopStore Store { get; }

    /// <summary>Appends nothing but the state of a round, after whatever the log holds.</summary>
    protected async Task Put(RoundState state, DateTimeOffset? closesAt = null, int after = 0, WorkshopId? workshop = null) =>
        Assert.Equal(Appended.Done, await Store.Append(
            new(workshop ?? Care, after, []) { Row = Row(workshop ?? Care), Rounds = [new(R1, state, closesAt)] }, None));

    protected Task OpenRound() => Put(RoundState.Open, Deadline);

    protected Task<bool> Seal() => Store.Seal(Care, R1, new(Noon.AddMinutes(30), ClosedBy.Hand), None);

    protected Receipt New(DateTimeOffset? at = null) => new($"event:{Interlocked.Increment(ref _events)}", at ?? Noon);

    protected static WorkshopRow Row(WorkshopId id) => new(id, "Night shift 夜班", [], false);

    protected static Ballot BallotOf(Voter voter, Vote vote = Vote.Agree, int amendment = 1) =>
        new(R1, new(amendment), voter, vote, "f1") { CastAt = Noon };

    protected static Remark RemarkOf(Voter voter, string words, string id = "00112233445566aa") =>
        new(id, R1, new(1), voter, RemarkKind.Comment) { Words = words, At = Noon };

    protected static Confirmation AnswerOf(Voter voter, Meant meant, Cause? cause = null) => new(R1, new(1), voter, meant, cause) { At = Noon };

    protected Task<Recorded> Cast(Ballot ballot, Receipt? receipt = null) => Store.Cast(Care, ballot, receipt ?? New(), None);

    protected Task<Recorded> Save(Remark remark, Receipt? receipt = null) => Store.Save(Care, remark, receipt ?? New(), None);
}
