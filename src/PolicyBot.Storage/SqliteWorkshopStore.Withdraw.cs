using PolicyBot.App;
using PolicyBot.Core;
using PolicyBot.Core.Voting;

namespace PolicyBot.Storage;

public sealed partial class SqliteWorkshopStore
{
    private static readonly string[] OfWithdrawal = ["@round", "@voter", "@amendment", "@vote", "@at", "@received", "@workshop", "@event"];

    private static readonly Statement MoveTakenBack = new(
        $"""
        UPDATE taken_back SET at = CASE WHEN at > @at THEN at ELSE @at END
        WHERE round = @round AND voter = @voter AND amendment = @amendment AND vote = @vote
          AND EXISTS {Phase.Voting.Round} AND {NotYetRecorded}
        """, OfWithdrawal);

    private static readonly Statement InsertTakenBack = new(
        $"""
        INSERT INTO taken_back (round, voter, amendment, vote, at)
        SELECT r.id, @voter, @amendment, @vote, @at FROM {Phase.Voting.Round} r
        WHERE {NotYetRecorded}
          AND NOT EXISTS (SELECT 1 FROM taken_back t WHERE t.round = @round AND t.voter = @voter AND t.amendment = @amendment AND t.vote = @vote)
        """, OfWithdrawal);

    private static readonly Statement DeleteBallot = new(
        "DELETE FROM ballots WHERE round = @round AND voter = @voter AND amendment = @amendment AND vote = @vote AND cast_at <= @at",
        "@round", "@voter", "@amendment", "@vote", "@at");

    public Task<Recorded> Withdraw(WorkshopId workshop, Withdrawal withdrawal, Receipt receipt, CancellationToken cancellation)
    {
        var key = Hash(receipt.EventKey);
        return Write(
            batch =>
            {
                var owner = batch.Ids.Workshop(workshop);
                return batch.Ids.Round(owner, withdrawal.Round) is { } round
                    ? Withdraw(batch, withdrawal, new(owner, round, receipt.ReceivedAt, key))
                    : Recorded.Shut;
            },
            cancellation);
    }

    private static Recorded Withdraw(Batch batch, Withdrawal withdrawal, in Attempt attempt)
    {
        if (batch.Ids.Voter(attempt, withdrawal.Voter, Phase.Voting) is not { } voter)
            return Phase.Voting.WhyNot(batch, attempt, Recorded.NothingThere);
        var (amendment, vote, at) = (withdrawal.Amendment.Number, (int)withdrawal.Vote, Micros.Of(withdrawal.At));
        ReadOnlySpan<object?> values = [attempt.Round, voter, amendment, vote, at, Micros.Of(attempt.ReceivedAt), attempt.Workshop, attempt.Event];
        if (batch.Execute(MoveTakenBack, values) == 0 && batch.Execute(InsertTakenBack, values) == 0)
            return Phase.Voting.WhyNot(batch, attempt, Recorded.NothingThere);
        batch.Execute(InsertReceipt, attempt.Workshop, attempt.Event);
        if (batch.Execute(DeleteBallot, attempt.Round, voter, amendment, vote, at) == 0)
            return Recorded.NothingThere;
        batch.Execute(DeleteReason, attempt.Round, voter, amendment);
        return Recorded.Stored;
    }
}
