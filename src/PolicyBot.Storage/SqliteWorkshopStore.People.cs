using System.Data.Common;
using System.Globalization;
using Dapper;
using PolicyBot.App;
using PolicyBot.Core;

namespace PolicyBot.Storage;

public sealed partial class SqliteWorkshopStore
{
    private const string SelectPeople =
        """
        SELECT p.person, p.name, p.acted, a.channel, a.account, a.direct
        FROM people p JOIN workshops w ON w.id = p.workshop
        LEFT JOIN accounts a ON a.workshop = p.workshop AND a.person = p.person
        WHERE w.slug = @workshop
        """;

    private sealed record PersonLine
    {
        public string Person { get; init; } = "";
        public string? Name { get; init; }
        public string? Channel { get; init; }
        public string? Account { get; init; }
        public bool Direct { get; init; }
        public bool Acted { get; init; }
    }

    public async Task<Person> Enter(WorkshopId workshop, Account account, string name, CancellationToken cancellation)
    {
        // Nearly always they are known under this name: then nothing is written.
        var known = await Read(db => Find(db, workshop, account), cancellation);
        return known is { New: false } && known.Name == name ? known : await Write(batch => Enter(batch, workshop, account, name), cancellation);
    }

    public Task<IReadOnlyList<PersonId>> Enlist(WorkshopId workshop, IReadOnlyList<Member> members, CancellationToken cancellation) =>
        Write<IReadOnlyList<PersonId>>(
            batch => [.. members.Select(m => (Find(batch.Db, workshop, m.Account) ?? Make(batch, workshop, m.Account, m.Name, acted: false)).Id)],
            cancellation);

    public Task<IReadOnlyList<Person>> People(WorkshopId workshop, CancellationToken cancellation) => Read(
        db => InOrder(db.Query<PersonLine>(SelectPeople + " ORDER BY p.number, a.channel, a.account", new { workshop = workshop.Value })),
        cancellation);

    public Task ChooseReminders(WorkshopId workshop, Account account, bool direct, CancellationToken cancellation) => Write(
        batch => batch.Db.Execute(
            "UPDATE accounts SET direct = @direct WHERE workshop = @workshop AND channel = @channel AND account = @account",
            new { workshop = batch.Ids.Workshop(workshop), channel = account.Channel, account = account.Id, direct = direct ? 1 : 0 }),
        cancellation);

    private static void Forget(Batch batch, long id, PersonId person, Erasure erasure)
    {
        batch.Db.Execute("UPDATE people SET name = NULL WHERE workshop = @id AND person = @person", new { id, person = person.Value });
        batch.Db.Execute("DELETE FROM accounts WHERE workshop = @id AND person = @person", new { id, person = person.Value });
        batch.Db.Execute("DELETE FROM link_codes WHERE workshop = @id AND person = @person", new { id, person = person.Value });
        batch.Db.Execute(
            "UPDATE answers SET answer = @answer WHERE workshop = @id AND person = @person", new { id, person = person.Value, answer = erasure.Answer });
        foreach (var hash in erasure.TextHashes)
            batch.Db.Execute("UPDATE texts SET salt = NULL, value = NULL WHERE workshop = @id AND hash = @hash", new { id, hash });
        // A request holds words of several people in one text; its hash stays with its samples.
        if (erasure.TextHashes.Count > 0)
            batch.Db.Execute("DELETE FROM requests WHERE workshop = @id", new { id });
        foreach (var voter in erasure.Voters)
            EraseWords(batch, id, voter);
        foreach (var voter in erasure.Nameless)
            EraseRemarks(batch, id, voter);
    }

    private static void EraseWords(Batch batch, long workshop, Voter voter)
    {
        const string theirs = "SELECT v.id FROM voters v JOIN rounds r ON r.id = v.round WHERE r.workshop = @workshop AND v.voter = @voter";
        batch.Db.Execute($"UPDATE remarks SET words = NULL WHERE voter IN ({theirs})", new { workshop, voter = voter.Value });
        batch.Db.Execute($"DELETE FROM reasons WHERE voter IN ({theirs})", new { workshop, voter = voter.Value });
    }

    private static void EraseRemarks(Batch batch, long workshop, Voter voter)
    {
        const string theirs = "SELECT v.id FROM voters v JOIN rounds r ON r.id = v.round WHERE r.workshop = @workshop AND v.voter = @voter";
        const string uncounted = $"{theirs} AND r.sealed_at IS NULL";
        batch.Db.Execute(
            $"UPDATE remarks SET words = NULL, withdrawn = 1 WHERE voter IN ({theirs}) AND (kind = 'Dissent' OR voter IN ({uncounted}))", new { workshop, voter = voter.Value });
        batch.Db.Execute($"DELETE FROM reasons WHERE voter IN ({uncounted})", new { workshop, voter = voter.Value });
    }

    private static Person Enter(Batch batch, WorkshopId workshop, Account account, string name)
    {
        var id = batch.Ids.Workshop(workshop);
        if (Find(batch.Db, workshop, account) is { } known)
        {
            batch.Db.Execute("UPDATE people SET name = @name, acted = 1 WHERE workshop = @id AND person = @person", new { id, person = known.Id.Value, name });
            return known with { Name = name };
        }

        return Make(batch, workshop, account, name, acted: true);
    }

    private static Person Make(Batch batch, WorkshopId workshop, Account account, string name, bool acted)
    {
        var id = batch.Ids.Workshop(workshop);
        batch.Db.Execute("UPDATE workshops SET people_made = people_made + 1 WHERE id = @id", new { id });
        var number = batch.Db.ExecuteScalar<long>("SELECT people_made FROM workshops WHERE id = @id", new { id });
        var person = $"P{number.ToString(CultureInfo.InvariantCulture)}";
        batch.Db.Execute(
            "INSERT INTO people (workshop, number, person, name, acted) VALUES (@id, @number, @person, @name, @acted)",
            new { id, number, person, name, acted = acted ? 1 : 0 });
        batch.Db.Execute(
            "INSERT INTO accounts (workshop, channel, account, person) VALUES (@id, @channel, @account, @person)",
            new { id, channel = account.Channel, account = account.Id, person });
        return new Person(new(person), name, [account]) { New = true };
    }

    private static Person? Find(DbConnection db, WorkshopId workshop, Account account) => InOrder(db.Query<PersonLine>(
            SelectPeople +
            """
             AND p.person IN (
              SELECT b.person FROM accounts b
              WHERE b.workshop = p.workshop AND b.channel = @channel AND b.account = @account)
            ORDER BY a.channel, a.account
            """,
            new { workshop = workshop.Value, channel = account.Channel, account = account.Id }))
        .FirstOrDefault();

    private static IReadOnlyList<Person> InOrder(IEnumerable<PersonLine> lines) => [.. lines
        .GroupBy(line => (line.Person, line.Name, line.Acted))
        .Select(g => new Person(
            new(g.Key.Person),
            g.Key.Name,
            [.. g.Where(line => line.Channel is not null).Select(line => new Account(line.Channel!, line.Account!))])
        {
            New = !g.Key.Acted,
            Direct = [.. g.Where(line => line.Direct).Select(line => new Account(line.Channel!, line.Account!))],
        })];
}
