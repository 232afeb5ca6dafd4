using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using PolicyBot.Host.CommandLine;

namespace PolicyBot.Benchmarks;

/// <summary>How soon a fresh process answers, and what it takes when nobody does anything.</summary>
internal sealed class Starting(bool quick)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60), UntilIdle = TimeSpan.FromSeconds(5);
    private readonly int times = quick ? 2 : 5;

    public async Task<IReadOnlyList<Row>> Run(CancellationToken cancellation) =>
    [
        .. await Of("run", ["run"], cancellation),
        .. await Of("demo --alone", ["demo", "--alone", "--port"], cancellation),
    ];

    private async Task<IReadOnlyList<Row>> Of(string name, string[] arguments, CancellationToken cancellation)
    {
        var (seconds, megabytes) = (new List<double>(), new List<double>());
        for (var i = 0; i < times; i++)
        {
            var (answered, idle) = await Once(arguments, cancellation);
            seconds.Add(answered);
            megabytes.Add(idle);
        }

        var of = string.Create(CultureInfo.InvariantCulture, $"{name}, worst of {times}");
        return
        [
            Row.AtMost($"{of}: process start to first answered request", seconds.Max(), "s", 3),
            Row.AtMost($"{of}: idle memory", megabytes.Max(), "MB", 200),
        ];
    }

    private static async Task<(double Seconds, double Megabytes)> Once(string[] arguments, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("policybot-start-").FullName;
        var port = FreePort();
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        var clock = Stopwatch.StartNew();
        using var process = Start(folder, port, arguments[^1] == "--port" ? [.. arguments, $"{port}"] : arguments);
        try
        {
            await Answered(http, process, cancellation);
            var seconds = clock.Elapsed.TotalSeconds;
            await Task.Delay(UntilIdle, cancellation);
            process.Refresh();
            return (seconds, process.WorkingSet64 / 1e6);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Process Start(string folder, int port, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Root).Assembly.Location, .. arguments]) { WorkingDirectory = folder, RedirectStandardOutput = true };
        start.Environment["Urls"] = $"http://127.0.0.1:{port}";
        start.Environment["Room__Enabled"] = "true";
        start.Environment["TMPDIR"] = folder;
        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        return process;
    }

    private static async Task Answered(HttpClient http, Process process, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        while (!process.HasExited)
        {
            try
            {
                using var answer = await http.GetAsync("/room", patience.Token);
                if (answer.StatusCode == HttpStatusCode.OK)
                    return;
            }
            catch (HttpRequestException)
            {
                // Nobody listens yet.
            }

            await Task.Delay(10, patience.Token);
        }

        throw new InvalidOperationException($"The process ended with {process.ExitCode} before it answered.");
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
