using System.Diagnostics;
using PolicyBot.Core;
using PolicyBot.Core.Log;
using PolicyBot.Host.CommandLine;
using PolicyBot.Storage;

namespace PolicyBot.Benchmarks;

/// <summary>What the witness outside found after all kills: it kept what it was told, and compared it with the rows.</summary>
internal sealed record KillReport(int Kills, int Acknowledged, int Stored, int Lost, int Wrong, int Closes, int Versions, bool LogVerified)
{
    /// <summary>Nothing lost or doubled, one close, one version made by it, and a whole log.</summary>
    public bool Holds => Lost == 0 && Wrong == 0 && Closes == 1 && Versions == 1 && LogVerified;
}

/// <summary>Kills a rehearsal at random moments, each time starting it again, until it has finished.</summary>
internal sealed class Kills(string folder, int people, int amendments)
{
    private static readonly TimeSpan Latest = TimeSpan.FromSeconds(8);
    private readonly string database = Path.Combine(folder, "rehearsal.db");
    private readonly string acks = Path.Combine(folder, "acks.txt");

    public async Task<KillReport> Run(int kills, Random chance, CancellationToken cancellation)
    {
        for (var kill = 0; kill < kills; kill++)
        {
            using var process = Start();
            var moment = Task.Delay(Latest * chance.NextDouble(), cancellation);
            // A rehearsal that ended before its moment is killed after its end: the next one must change nothing.
            await Task.WhenAny(moment, process.WaitForExitAsync(cancellation));
            process.Kill();
            await process.WaitForExitAsync(cancellation);
        }

        using var last = Start();
        await last.WaitForExitAsync(cancellation);
        return last.ExitCode == 0 ? await Compare(kills, cancellation)
            : throw new InvalidOperationException($"The last rehearsal ended with {last.ExitCode}: {await last.StandardError.ReadToEndAsync(cancellation)}");
    }

    private Process Start()
    {
        string[] arguments =
        [
            typeof(Root).Assembly.Location, "rehearse", "--people", $"{people}", "--amendments", $"{amendments}",
            "--database", database, "--resume", "--acks", acks, "--json",
        ];
        return Process.Start(new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
    }

    private async Task<KillReport> Compare(int kills, CancellationToken cancellation)
    {
        using var store = SqliteWorkshopStore.OpenReadOnly(database);
        var workshop = new WorkshopId("rehearsal");
        var people = (await store.People(workshop, cancellation)).ToDictionary(p => p.Id.Value, p => p.Accounts.Single().Id);
        var ballots = await store.Ballots(workshop, new RoundId(1), cancellation);
        var rows = ballots.ToLookup(b => (people[b.Voter.Value], b.Amendment.ToString()), b => b.Vote.ToString());
        // The last line may be half written; what was cut off was never read as an acknowledgement.
        var told = (await File.ReadAllTextAsync(acks, cancellation)).Split('\n')[..^1]
            .Select(l => l.Split('\t')).GroupBy(f => (f[0], f[1]), f => f[2]).ToList();
        var log = await store.Log(workshop, cancellation);
        return new KillReport(
            kills, told.Count, ballots.Count,
            Lost: told.Count(t => !rows.Contains(t.Key)),
            Wrong: rows.Count(r => r.Count() != 1) + told.Count(t => rows[t.Key].Any(v => v != t.Last())),
            Closes: log.Count(e => e.Change is RoundClosed),
            Versions: log.Count(e => e.Change is VersionMade { Version.Number.Number: > 0 }),
            LogVerified: Chain.FirstBroken(log) is null);
    }
}
