using System.Globalization;

namespace PolicyBot.Benchmarks;

/// <summary>Rehearsals that are killed at random moments and started again, until the last one finishes.</summary>
internal sealed class Killing(bool quick, int? count)
{
    private readonly (int People, int Amendments) size = quick ? (200, 20) : (400, 30);

    public async Task<IReadOnlyList<Row>> Run(CancellationToken cancellation)
    {
        var kills = count ?? (quick ? 5 : 20);
        var folder = Directory.CreateTempSubdirectory("policybot-kills-").FullName;
        try
        {
            // The moments differ from run to run on purpose; the seed repeats them.
            var seed = Environment.TickCount;
            var found = await new Kills(folder, size.People, size.Amendments).Run(kills, new Random(seed), cancellation);
            var of = string.Create(CultureInfo.InvariantCulture, $"{found.Kills} kills (seed {seed})");
            return
            [
                Row.Of($"{of}: ballots acknowledged", found.Acknowledged, ""),
                Row.Exactly($"{of}: ballots stored", found.Stored, "", size.People * size.Amendments),
                Row.Exactly($"{of}: acknowledged but lost", found.Lost, "", 0),
                Row.Exactly($"{of}: stored otherwise than acknowledged", found.Wrong, "", 0),
                Row.Exactly($"{of}: closes", found.Closes, "", 1),
                Row.Exactly($"{of}: versions made", found.Versions, "", 1),
                Row.Exactly($"{of}: log verified", found.LogVerified ? 1 : 0, "", 1),
            ];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
