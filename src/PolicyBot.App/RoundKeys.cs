using System.Collections.Concurrent;
using System.Security.Cryptography;
using PolicyBot.Core;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Voting;

namespace PolicyBot.App;

/// <summary>
/// The keys of anonymous rounds: one file each outside the database and its backups, deleted at publication.
/// Without its key nobody can tell whose ballot is whose.
/// </summary>
public sealed class RoundKeys(string directory)
{
    private const int Length = 32;
    private readonly ConcurrentDictionary<string, byte[]> known = new();

    /// <summary>Makes the round's key if it has none; it is on disk when this returns.</summary>
    public void Make(WorkshopId workshop, RoundId round)
    {
        if (Find(workshop, round) is null)
            known[Name(workshop, round)] = Write(Name(workshop, round));
    }

    /// <summary>Null when there is none (never made, destroyed or lost): the round then takes no ballots.</summary>
    public byte[]? Find(WorkshopId workshop, RoundId round)
    {
        var name = Name(workshop, round);
        if (known.TryGetValue(name, out var key))
            return key;
        var path = Path.Combine(directory, name);
        if (!File.Exists(path) || File.ReadAllBytes(path) is not { Length: Length } stored)
            return null;
        known[name] = stored;
        return stored;
    }

    /// <summary>Under which name the person's ballots of a round are stored; null when the round's key is gone.</summary>
    public Voter? VoterIn(WorkshopId workshop, Round round, PersonId person)
    {
        if (!round.Rule.Anonymous)
            return Voters.Of(round.Id, person, null);
        return Find(workshop, round.Id) is { } key ? Voters.Of(round.Id, person, key) : null;
    }

    public void Destroy(WorkshopId workshop, RoundId round)
    {
        known.TryRemove(Name(workshop, round), out _);
        File.Delete(Path.Combine(directory, Name(workshop, round)));
    }

    private static string Name(WorkshopId workshop, RoundId round) => $"{workshop}-{round}.key";

    private byte[] Write(string name)
    {
        Directory.CreateDirectory(directory);
        var key = RandomNumberGenerator.GetBytes(Length);
        var path = Path.Combine(directory, name);
        var fresh = path + ".new";
        using (var file = new FileStream(fresh, OwnerOnly(FileMode.Create)))
        {
            file.Write(key);
            file.Flush(flushToDisk: true);
        }
        File.Move(fresh, path, overwrite: true);
        return key;
    }

    /// <summary>How a file is made that nobody but its owner may read.</summary>
    public static FileStreamOptions OwnerOnly(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }
}
