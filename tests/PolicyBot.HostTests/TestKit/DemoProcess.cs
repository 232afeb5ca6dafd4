using System.Diagnostics;
using System.Text.RegularExpressions;
using PolicyBot.Host.CommandLine;

namespace PolicyBot.HostTests.TestKit;

/// <summary>The real <c>policybot demo</c>, in a process of its own, without the simulated colleagues.</summary>
internal sealed partial class DemoProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly Process process;

    private DemoProcess(Process process, string address)
    {
        this.process = process;
        Address = address;
    }

    /// <summary>For instance <c>http://127.0.0.1:40123</c>.</summary>
    public string Address { get; }

    public static async Task<DemoProcess> Start(CancellationToken cancellation)
    {
        var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(Root).Assembly.Location, "demo", "--port", "0", "--alone"])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = Path.GetTempPath(),
        })!;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            if (AddressIn().Match(line) is { Success: true } found)
                return new DemoProcess(process, found.Value);
        }

        throw new InvalidOperationException($"The demo ended with {process.ExitCode} before it printed its address.");
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex AddressIn();
}
