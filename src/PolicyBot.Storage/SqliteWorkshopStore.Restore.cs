using System.Globalization;
using Dapper;
using PolicyBot.App;

namespace PolicyBot.Storage;

public sealed partial class SqliteWorkshopStore
{
    private static readonly Statement RestoreVoter = new(
        "INSERT INTO voters (round, voter) SELECT @round, @voter WHERE NOT EXISTS (SELECT 1 FROM voters WHERE round = @round AND voter = @voter)",
        "@round", "@voter");

    private static readonly Statement RestoredVoter = new("SELECT id FROM voters WHERE round = @round AND voter = @voter", "@round", "@voter");

    private static readonly Statement RestoreBallot = new(
        """
        INSERT INTO ballots (round, voter, amendment, vote, fingerprint, people_group, cast_at, row_id)
        VALUES (@round, @voter, @amendment, @vote, @fingerprint, @group, @cast, @row)
        """,
        "@round", "@voter", "@amendment", "@vote", "@fingerprint", "@group", "@cast", "@row");

    public Task<bool> Restore(Restored restored, CancellationToken cancellation)
    {
        var entries = restored.Append.Entries.Select(Encode).ToList();
        return Write(
            batch =>
            {
                var workshop = batch.Ids.Workshop(restored.Append.Workshop);
                if (HasPeople(batch, workshop) || !Advance(batch, workshop, restored.Append))
                    return false;
                foreach (var entry in entries)
                    StoreEntry(batch, workshop, entry);
                StorePlaces(batch, workshop, restored.Append.Row);
                foreach (var round in restored.Append.Rounds)
                    StoreRound(batch, workshop, round);
                foreach (var due in restored.Append.Due)
                    StoreDue(batch, due);
                foreach (var person in restored.People)
                    RestorePerson(batch, workshop, person);
                foreach (var round in restored.Rounds)
                    RestoreRound(batch, workshop, round);
                foreach (var sample in restored.Samples)
                    StoreSample(batch, workshop, sample);
                foreach (var judgement in restored.Judgements)
                    StoreJudgement(batch, workshop, judgement);
                foreach (var (hash, messages) in restored.Requests)
                    StoreRequest(batch, workshop, hash, messages);
                return true;
            },
            cancellation);
    }

    // Whoever entered already holds a pseudonym that the imported log may give to somebody else.
    private static bool HasPeople(Batch batch, long workshop) =>
        batch.Db.ExecuteScalar<int>("SELECT COUNT(*) FROM people WHERE workshop = @workshop", new { workshop }) > 0;

    private static void RestorePerson(Batch batch, long workshop, Person person)
    {
        var number = person.Id.Value is ['P', .. var digits] && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0;
        batch.Db.Execute(
            "INSERT INTO people (workshop, number, person, name) VALUES (@workshop, @number, @person, @name)",
            new { workshop, number, person = person.Id.Value, name = person.Name });
        batch.Db.Execute("UPDATE workshops SET people_made = @number WHERE id = @workshop AND people_made < @number", new { workshop, number });
    }

    private static void RestoreRound(Batch batch, long workshop, RestoredRound round)
    {
        var id = batch.Ids.Round(workshop, round.Round)!.Value;
        if (round.Sealing is { } sealing)
        {
            batch.Db.Execute(
                "UPDATE rounds SET sealed_at = @at, sealed_by = @by WHERE id = @id",
                new { id, at = Micros.Of(sealing.At), by = sealing.By.ToString() });
        }

        foreach (var (row, ballot) in round.Ballots)
        {
            var voter = VoterOf(batch, id, ballot.Voter.Value);
            batch.Execute(
                RestoreBallot, id, voter, ballot.Amendment.Number, (int)ballot.Vote, batch.Ids.Word(ballot.Fingerprint),
                ballot.Group is null ? null : batch.Ids.Word(ballot.Group), Micros.Of(ballot.CastAt), row);
            if (ballot.Reason is not null)
                batch.Execute(InsertReason, id, voter, ballot.Amendment.Number, ballot.Reason);
        }

        foreach (var ranking in round.Rankings)
            RestoreRanking(batch, id, ranking);
        RestoreWords(batch, workshop, id, round);
        foreach (var themes in round.Themes)
            StoreThemes(batch, workshop, round.Round, themes);
    }

    private static void RestoreWords(Batch batch, long workshop, long id, RestoredRound round)
    {
        foreach (var remark in round.Remarks)
        {
            batch.Db.Execute(
                """
                INSERT INTO remarks (workshop, id, round, voter, amendment, kind, words, scenario, at, changed_at, withdrawn)
                VALUES (@workshop, @remark, @id, @voter, @amendment, @kind, @words, @scenario, @at, @at, 0)
                """,
                new
                {
                    workshop,
                    remark = remark.Id,
                    id,
                    voter = VoterOf(batch, id, remark.Voter.Value),
                    amendment = remark.Amendment.Number,
                    kind = remark.Kind.ToString(),
                    words = remark.Words,
                    scenario = remark.Scenario?.Number,
                    at = Micros.Of(remark.At),
                });
        }

        foreach (var answer in round.Confirmations)
        {
            batch.Db.Execute(
                "INSERT INTO confirmations (round, voter, amendment, meant, cause, at) VALUES (@id, @voter, @amendment, @meant, @cause, @at)",
                new
                {
                    id,
                    voter = VoterOf(batch, id, answer.Voter.Value),
                    amendment = answer.Amendment.Number,
                    meant = answer.Meant.ToString(),
                    cause = answer.Cause?.ToString(),
                    at = Micros.Of(answer.At),
                });
        }
    }

    private static long VoterOf(Batch batch, long round, string voter)
    {
        batch.Execute(RestoreVoter, round, voter);
        return batch.Number(RestoredVoter, round, voter)!.Value;
    }
}
