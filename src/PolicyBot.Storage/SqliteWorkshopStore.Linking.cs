using Dapper;
using PolicyBot.App;
using PolicyBot.Core;

namespace PolicyBot.Storage;

public sealed partial class SqliteWorkshopStore
{
    public Task Keep(WorkshopId workshop, LinkCode code, DateTimeOffset now, CancellationToken cancellation) => Write(
        batch =>
        {
            var values = new
            {
                workshop = batch.Ids.Workshop(workshop),
                person = code.Person.Value,
                code.Hash,
                until = Micros.Of(code.Until),
                now = Micros.Of(now),
            };
            batch.Db.Execute("DELETE FROM link_codes WHERE until <= @now OR workshop = @workshop AND person = @person", values);
            return batch.Db.Execute("INSERT INTO link_codes (workshop, person, hash, until) VALUES (@workshop, @person, @Hash, @until)", values);
        },
        cancellation);

    public Task<PersonId?> CodeOf(WorkshopId workshop, string hash, DateTimeOffset now, CancellationToken cancellation) => Read(
        db => db.QueryFirstOrDefault<string>(
                "SELECT c.person FROM link_codes c JOIN workshops w ON w.id = c.workshop WHERE w.slug = @workshop AND c.hash = @hash AND c.until > @now",
                new { workshop = workshop.Value, hash, now = Micros.Of(now) }) is { } person ? new PersonId(person) : (PersonId?)null,
        cancellation);

    public Task<int> WrongCodes(WorkshopId workshop, PersonId person, DateTimeOffset since, CancellationToken cancellation) => Read(
        db => db.ExecuteScalar<int>(
            "SELECT COUNT(*) FROM wrong_codes c JOIN workshops w ON w.id = c.workshop WHERE w.slug = @workshop AND c.person = @person AND c.at > @since",
            new { workshop = workshop.Value, person = person.Value, since = Micros.Of(since) }),
        cancellation);

    public Task NoteWrongCode(WorkshopId workshop, PersonId person, DateTimeOffset at, CancellationToken cancellation) => Write(
        batch =>
        {
            var values = new { workshop = batch.Ids.Workshop(workshop), person = person.Value, at = Micros.Of(at), old = Micros.Of(at.AddDays(-1)) };
            batch.Db.Execute("DELETE FROM wrong_codes WHERE at < @old", values);
            return batch.Db.Execute("INSERT INTO wrong_codes (workshop, person, at) VALUES (@workshop, @person, @at)", values);
        },
        cancellation);

    /// <summary>True when a round's votes are being counted: they can't change any more.</summary>
    private static bool IsSealed(Batch batch, long workshop, Join join) => join.Voters.Any(v => batch.Db.ExecuteScalar<int>(
        "SELECT COUNT(*) FROM rounds WHERE workshop = @workshop AND number = @number AND sealed_at IS NOT NULL", new { workshop, number = v.Round.Number }) > 0);

    private static void Store(Batch batch, long workshop, Join join)
    {
        var people = new { workshop, from = join.From.Value, into = join.Into.Value };
        batch.Db.Execute("UPDATE accounts SET person = @into WHERE workshop = @workshop AND person = @from", people);
        batch.Db.Execute("UPDATE people SET name = NULL WHERE workshop = @workshop AND person = @from", people);
        batch.Db.Execute("UPDATE answers SET person = @into WHERE workshop = @workshop AND person = @from", people);
        batch.Db.Execute("DELETE FROM link_codes WHERE workshop = @workshop AND person IN (@from, @into)", people);
        batch.Db.Execute("DELETE FROM wrong_codes WHERE workshop = @workshop AND person IN (@from, @into)", people);
        batch.Db.Execute(
            """
            INSERT INTO told (workshop, what, person)
            SELECT f.workshop, f.what, @into FROM told f WHERE f.workshop = @workshop AND f.person = @from
              AND NOT EXISTS (SELECT 1 FROM told i WHERE i.workshop = f.workshop AND i.what = f.what AND i.person = @into)
            """, people);
        foreach (var (round, from, into) in join.Voters)
        {
            if (batch.Ids.Round(workshop, round) is { } id)
                Move(batch, id, from.Value, into.Value);
        }
    }

    /// <summary>Everything of one voter becomes another's; of two ballots on one amendment the later one stays.</summary>
    private static void Move(Batch batch, long round, string fromName, string intoName)
    {
        const string find = "SELECT id FROM voters WHERE round = @round AND voter = @name";
        if (batch.Db.QuerySingleOrDefault<long?>(find, new { round, name = fromName }) is not { } from)
            return;
        var into = VoterOf(batch, round, intoName);
        var values = new { round, from, into };
        // First what the standing ballot outdates, then what is outdated by the ballots that are left.
        batch.Db.Execute(
            """
            DELETE FROM ballots WHERE round = @round AND voter = @from AND EXISTS (
              SELECT 1 FROM ballots i WHERE i.round = @round AND i.voter = @into AND i.amendment = ballots.amendment AND i.cast_at >= ballots.cast_at)
            """, values);
        batch.Db.Execute(
            """
            DELETE FROM ballots WHERE round = @round AND voter = @into AND EXISTS (
              SELECT 1 FROM ballots f WHERE f.round = @round AND f.voter = @from AND f.amendment = ballots.amendment)
            """, values);
        batch.Db.Execute(
            """
            DELETE FROM rankings WHERE round = @round AND voter IN (@from, @into) AND EXISTS (
              SELECT 1 FROM rankings o WHERE o.round = @round AND o.voter IN (@from, @into) AND o.clause = rankings.clause
                AND (o.cast_at > rankings.cast_at OR o.cast_at = rankings.cast_at AND o.voter = @into AND rankings.voter = @from))
            """, values);
        batch.Db.Execute(
            """
            DELETE FROM reasons WHERE round = @round AND voter IN (@from, @into) AND NOT EXISTS (
              SELECT 1 FROM ballots b WHERE b.round = @round AND b.voter = reasons.voter AND b.amendment = reasons.amendment)
            """, values);
        foreach (var table in new[] { "ballots", "rankings", "reasons", "remarks" })
            batch.Db.Execute($"UPDATE {table} SET voter = @into WHERE round = @round AND voter = @from", values);
        batch.Db.Execute("DELETE FROM taken_back WHERE round = @round AND voter = @from", values);
    }
}
