using System.Globalization;
using System.Text.RegularExpressions;
using Dapper;
using PolicyBot.App;
using PolicyBot.Core;
using PolicyBot.Core.Log;

namespace PolicyBot.Storage;

public sealed partial class SqliteWorkshopStore
{
    private sealed record Encoded(LogEntry Entry, string Payload, IReadOnlyList<Text> Texts);

    public async Task<Appended> Append(Append append, CancellationToken cancellation)
    {
        // Encoding is the costly part and needs no database, so it stays off the writer's thread.
        var entries = append.Entries.Select(Encode).ToList();
        var result = await Write(
            batch =>
            {
                var workshop = batch.Ids.Workshop(append.Workshop);
                if (append.Receipt is { } receipt && !StoreAnswer(batch, workshop, receipt, append.Entries.FirstOrDefault()?.By))
                    return Appended.Repeated;
                if (append.Joins is { } sealing && IsSealed(batch, workshop, sealing))
                    return TakeAnswerBack(batch, append);
                if (!Advance(batch, workshop, append))
                    return TakeAnswerBack(batch, append);
                foreach (var entry in entries)
                    StoreEntry(batch, workshop, entry);
                StorePlaces(batch, workshop, append.Row);
                foreach (var round in append.Rounds)
                    StoreRound(batch, workshop, round);
                foreach (var due in append.Due)
                    StoreDue(batch, due);
                if (append.Erases is { } erases)
                    Forget(batch, workshop, erases.Person, erases.Erasure);
                if (append.Joins is { } joins)
                    Store(batch, workshop, joins);
                return Appended.Done;
            },
            cancellation);
        // Erased words would otherwise stay readable in the write-ahead log until it is reused.
        if (append.Erases is not null)
            await Task.Run(() => DatabaseFile.EmptyLog(_file), cancellation);
        return result;
    }

    private static Encoded Encode(LogEntry entry)
    {
        var (payload, texts) = LogJson.Split(entry.Change);
        return new(entry, payload, texts);
    }

    private static bool StoreAnswer(Batch batch, long workshop, (string EventKey, string Answer) receipt, PersonId? to) => batch.Db.Execute(
        """
        INSERT INTO answers (event, answer, workshop, person)
        SELECT @key, @answer, @workshop, @person WHERE NOT EXISTS (SELECT 1 FROM answers WHERE event = @key)
        """,
        new { key = Hash(receipt.EventKey), answer = receipt.Answer, workshop, person = to?.Value }) == 1;

    private static Appended TakeAnswerBack(Batch batch, Append append)
    {
        if (append.Receipt is { } receipt)
            batch.Db.Execute("DELETE FROM answers WHERE event = @key", new { key = Hash(receipt.EventKey) });
        return Appended.Overtaken;
    }

    // Every condition is in the one statement that takes the next numbers.
    private static bool Advance(Batch batch, long workshop, Append append) => batch.Db.Execute(
        """
        UPDATE workshops SET name = @name, archived = @archived, last_entry = @last
        WHERE id = @workshop AND last_entry = @after
          AND (@closes IS NULL OR EXISTS (
            SELECT 1 FROM rounds r WHERE r.workshop = @workshop AND r.number = @closes
              AND r.sealed_at IS NOT NULL AND r.state IN ('Open', 'Paused')))
        """,
        new
        {
            workshop,
            name = append.Row.Name,
            archived = append.Row.Archived ? 1 : 0,
            after = append.After,
            last = append.After + append.Entries.Count,
            closes = append.Closes?.Number,
        }) == 1;

    private static void StoreEntry(Batch batch, long workshop, Encoded encoded)
    {
        var (entry, payload, texts) = encoded;
        batch.Db.Execute(
            """
            INSERT INTO entries (workshop, number, at, person, payload, previous, hash)
            VALUES (@workshop, @number, @at, @person, @payload, @previous, @hash)
            """,
            new { workshop, number = entry.Number, at = Micros.Of(entry.At), person = entry.By?.Value, payload, previous = entry.Previous, hash = entry.Hash });
        foreach (var text in texts)
        {
            batch.Db.Execute(
                """
                INSERT INTO texts (workshop, hash, salt, value)
                SELECT @workshop, @hash, @salt, @value WHERE NOT EXISTS (SELECT 1 FROM texts WHERE workshop = @workshop AND hash = @hash)
                """,
                new { workshop, hash = text.Hash, salt = text.Salt, value = text.Value });
        }
        KeepPseudonymsApart(batch, workshop, entry, payload);
    }

    // An imported log names people who never entered here: nobody else may be given their pseudonyms.
    private static void KeepPseudonymsApart(Batch batch, long workshop, LogEntry entry, string payload)
    {
        var highest = Pseudonyms().Matches($"\"{entry.By}\"{payload}")
            .Max(match => (int?)int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture));
        if (highest is not null)
            batch.Db.Execute("UPDATE workshops SET people_made = @highest WHERE id = @workshop AND people_made < @highest", new { workshop, highest });
    }

    [GeneratedRegex("\"P([0-9]{1,6})\"")]
    private static partial Regex Pseudonyms();

    private static void StorePlaces(Batch batch, long workshop, WorkshopRow row)
    {
        batch.Db.Execute("DELETE FROM places WHERE workshop = @workshop", new { workshop });
        for (var position = 0; position < row.Places.Count; position++)
        {
            batch.Db.Execute(
                "INSERT INTO places (workshop, position, channel, place) VALUES (@workshop, @position, @channel, @place)",
                new { workshop, position, channel = row.Places[position].Channel, place = row.Places[position].Id });
        }
    }

    private static void StoreRound(Batch batch, long workshop, RoundRow round)
    {
        var values = new { workshop, number = round.Round.Number, state = round.State.ToString(), closes = Micros.Of(round.ClosesAt) };
        if (batch.Db.Execute("UPDATE rounds SET state = @state, closes_at = @closes WHERE workshop = @workshop AND number = @number", values) == 0)
            batch.Db.Execute("INSERT INTO rounds (workshop, number, state, closes_at) VALUES (@workshop, @number, @state, @closes)", values);
    }
}
