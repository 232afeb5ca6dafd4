using System.Diagnostics;
using PolicyBot.Core;
using PolicyBot.Core.Rounds;

namespace PolicyBot.Benchmarks;

/// <summary>The host in a process of its own, to be killed: closes the round of <see cref="Trials"/> and ends when it is being confirmed.</summary>
internal static class Serving
{
    public const string Name = "serve-trials";

    public static Process Start(string folder, string endpoint) =>
        Process.Start(new ProcessStartInfo("dotnet", [typeof(Serving).Assembly.Location, Name, folder, endpoint]) { WorkingDirectory = folder })!;

    public static async Task Run(string folder, string endpoint, CancellationToken cancellation)
    {
        var stage = await Stage.Open(folder, Trials.At(endpoint), cancellation);
        if ((await stage.Look(Trials.Where.Workshop)).Running!.State == RoundState.Open)
            await stage.Does(Trials.Where, new CloseRound(Sure: true), cancellation);
        while ((await stage.Look(Trials.Where.Workshop)).Running!.State != RoundState.Confirming)
            await Task.Delay(20, cancellation);
        await stage.Leave();
    }
}
