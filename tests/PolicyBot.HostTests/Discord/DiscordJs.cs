using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json.Nodes;
using PolicyBot.Emulators.Discord;
using Xunit;

namespace PolicyBot.HostTests.Discord;

/// <summary>A program of tests/oracles/discord on discord.js, and what it read.</summary>
internal sealed class DiscordJs : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly Process process;
    private readonly ConcurrentQueue<JsonObject> read = new();
    private readonly ConcurrentQueue<string> errors = new();

    private DiscordJs(Process process)
    {
        this.process = process;
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is { Length: > 0 } json)
                read.Enqueue(JsonNode.Parse(json)!.AsObject());
        };
        process.ErrorDataReceived += (_, line) => errors.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <param name="program">A bot of its own, or one that only reads what another bot shows.</param>
    public static DiscordJs LogsInTo(DiscordEmulator discord, string program = "bot.mjs") =>
        new(Oracles.Start(program, discord.Origin + "/api", discord.Options.Token));

    /// <summary>What it said of that kind last, and that is so, waited for.</summary>
    public async Task<JsonObject> Read(string kind, Func<JsonObject, bool>? so = null)
    {
        var watch = Stopwatch.StartNew();
        JsonObject? found;
        while ((found = read.LastOrDefault(r => (string?)r["kind"] == kind && so?.Invoke(r) != false)) is null)
        {
            Assert.DoesNotContain(read, r => (string?)r["kind"] == "error");
            Assert.True(watch.Elapsed < Patience && !process.HasExited, $"discord.js never read a {kind}: {string.Join('\n', errors)}");
            await Task.Delay(20);
        }

        return found;
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        using var patience = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        process.Dispose();
    }
}
