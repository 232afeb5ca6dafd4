using System.Diagnostics;
using System.Text.RegularExpressions;
using PolicyBot.Host.CommandLine;
using PolicyBot.HostTests.TestKit;
using Xunit;

namespace PolicyBot.HostTests;

public sealed partial class CommandLineTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("policybot-cli-");

    [Fact]
    public async Task Doctor_explains_every_setting_that_the_readme_names()
    {
        var named = Setting().Matches(await File.ReadAllTextAsync(Repository.PathOf("README.md"), TestContext.Current.CancellationToken)).Select(m => m.Value).Distinct();

        var (_, said, _) = await Run([], "doctor");

        Assert.All(named, name => Assert.Contains($"  {name} ", said, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_wrong_address_ends_the_start_with_one_clear_line()
    {
        var (code, said, wrong) = await Run([("Urls", "banana"), ("PublicUrl", "https://policy.example.org"), ("Room__Enabled", "true")], "run");

        Assert.Equal((1, ""), (code, said));
        Assert.Equal("Urls has 'banana'; it must be addresses such as http://127.0.0.1:5080, with ; between them.", wrong.TrimEnd());
    }

    [Fact]
    public async Task Wrong_usage_leads_to_the_help_of_the_command_that_was_meant()
    {
        var (code, _, wrong) = await Run([], "room", "invite");

        Assert.Equal(2, code);
        Assert.Contains("See: policybot room invite --help", wrong, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_invitation_does_not_say_of_a_room_that_runs_elsewhere_that_it_is_off()
    {
        var (code, said, _) = await Run([], "room", "invite", "Ana");

        Assert.Equal(0, code);
        Assert.Contains("It opens the room while policybot run has Room__Enabled=true, which is not set here.", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_export_is_refused_in_a_sentence_that_says_where()
    {
        var file = Path.Combine(folder.FullName, "empty.json");
        await File.WriteAllTextAsync(file, "{}", TestContext.Current.CancellationToken);

        var (code, _, wrong) = await Run([], "verify", file);

        Assert.Equal(1, code);
        Assert.StartsWith("The file is no workshop export. (at $.format) ", wrong, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private async Task<(int Code, string Said, string Wrong)> Run((string Name, string Value)[] settings, params string[] words)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Root).Assembly.Location, .. words])
        {
            WorkingDirectory = folder.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var said = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var wrong = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await said, await wrong);
    }

    [GeneratedRegex("(?<=`)(?:Urls|PublicUrl|[A-Z][a-z]+__[A-Za-z]+)(?=`)")]
    private static partial Regex Setting();
}
