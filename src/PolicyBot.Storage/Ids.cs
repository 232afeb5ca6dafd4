using PolicyBot.Core;

namespace PolicyBot.Storage;

/// <summary>Numbers that stand for names in the tables, made on first use and remembered.</summary>
internal sealed class Ids(Batch batch)
{
    private const int MostRemembered = 100_000;
    private static readonly Statement FindWorkshop = new("SELECT id FROM workshops WHERE slug = @slug", "@slug");

    private static readonly Statement MakeWorkshop = new(
        """
        INSERT INTO workshops (slug, name, archived, last_entry, people_made)
        SELECT @slug, '', 0, 0, 0 WHERE NOT EXISTS (SELECT 1 FROM workshops WHERE slug = @slug)
        """, "@slug");

    private static readonly Statement FindRound = new(
        "SELECT id FROM rounds WHERE workshop = @workshop AND number = @number", "@workshop", "@number");

    private static readonly Statement FindVoter = new("SELECT id FROM voters WHERE round = @round AND voter = @voter", "@round", "@voter");

    private static readonly Statement FindWord = new("SELECT id FROM words WHERE value = @value", "@value");

    private static readonly Statement MakeWord = new(
        "INSERT INTO words (value) SELECT @value WHERE NOT EXISTS (SELECT 1 FROM words WHERE value = @value)", "@value");

    private readonly Dictionary<string, long> _workshops = new(StringComparer.Ordinal);
    private readonly Dictionary<(long, int), long> _rounds = [];
    private readonly Dictionary<(long, string), long> _voters = [];
    private readonly Dictionary<string, long> _words = new(StringComparer.Ordinal);

    /// <summary>A workshop's number. People enter a workshop before its first log entry, so its row is made when it is first named.</summary>
    public long Workshop(WorkshopId workshop)
    {
        if (_workshops.TryGetValue(workshop.Value, out var id))
            return id;
        batch.Execute(MakeWorkshop, workshop.Value);
        return Remember(_workshops, workshop.Value, batch.Number(FindWorkshop, workshop.Value)!.Value);
    }

    /// <summary>A round's number; null when there is no such round.</summary>
    public long? Round(long workshop, RoundId round)
    {
        var key = (workshop, round.Number);
        if (_rounds.TryGetValue(key, out var id))
            return id;
        return batch.Number(FindRound, workshop, round.Number) is { } found ? Remember(_rounds, key, found) : null;
    }

    /// <summary>A voter's number, made only while the round takes what they bring; null when it does not and they have none.</summary>
    public long? Voter(in Attempt attempt, Voter voter, Phase phase)
    {
        var key = (attempt.Round, voter.Value);
        if (_voters.TryGetValue(key, out var id))
            return id;
        batch.Execute(phase.MakeVoter, attempt.Round, Micros.Of(attempt.ReceivedAt), voter.Value);
        return batch.Number(FindVoter, attempt.Round, voter.Value) is { } found ? Remember(_voters, key, found) : null;
    }

    public long Word(string value)
    {
        if (_words.TryGetValue(value, out var id))
            return id;
        batch.Execute(MakeWord, value);
        return Remember(_words, value, batch.Number(FindWord, value)!.Value);
    }

    private static long Remember<TKey>(Dictionary<TKey, long> ids, TKey key, long id) where TKey : notnull
    {
        if (ids.Count >= MostRemembered)
            ids.Clear();
        return ids[key] = id;
    }
}
