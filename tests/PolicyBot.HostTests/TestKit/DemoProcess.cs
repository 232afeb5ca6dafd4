using System.Diagnostics;
using System.Text.RegularExpressions;
using PolicyBot.Host.CommandLine;

namespace PolicyBot.HostTests.TestKit;

/// <summary>The real <c>policybot demo</c>, in a process of its own, without the simulated colleagues.</summary>
internal sealed partial class DemoProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly Process process;
    private readonly DirectoryInfo folder;

    private DemoProcess(Process process, DirectoryInfo folder, string address)
    {
        this.process = process;
        this.folder = folder;
        Address = address;
    }

    /// <summary>For instance <c>http://127.0.0.1:40123</c>.</summary>
    public string Address { get; }

    public static async Task<DemoProcess> Start(CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("policybot-demo-test-");
        var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(Root).Assembly.Location, "demo", "--port", "0", "--alone"])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = folder.FullName,
            // A demo that is killed can't clean up, so its temporary files lie where this test can.
            Environment = { ["TMPDIR"] = folder.FullName },
        })!;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            if (AddressIn().Match(line) is { Success: true } found)
                return new DemoProcess(process, folder, found.Value);
        }

        throw new InvalidOperationException($"The demo ended with {process.ExitCode} before it printed its address.");
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        folder.Delete(recursive: true);
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex AddressIn();
}
