using PolicyBot.Core.CommandLine;
using PolicyBot.Discord.Commands;
using PolicyBot.Tests.TestKit;
using Xunit;

namespace PolicyBot.Tests.Discord;

public sealed class CommandSetTests
{
    private static IReadOnlyList<CommandOption> Root => CommandSet.All[0].Options!;

    private static IEnumerable<CommandOption> Subcommands => Root.SelectMany(o => o.Type == CommandOption.Group ? o.Options! : [o]);

    [Fact]
    public void The_manifest_is_what_the_code_builds()
    {
        var file = Path.Combine(Repository.Root, "manifests", "discord", "commands.json");
        var built = CommandSet.AsJson(CommandSet.All) + "\n";
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, built);
        }

        Assert.Equal(File.ReadAllText(file).ReplaceLineEndings("\n"), built.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Every_listed_command_can_be_chosen()
    {
        var chosen = Root.SelectMany(o => o.Type == CommandOption.Group ? o.Options!.Select(s => CommandSet.WordsOf([o.Name, s.Name])) : [CommandSet.WordsOf([o.Name])]);

        Assert.Equal(Catalogue.All.Where(s => s.Listed).Select(s => s.Words).Order(), chosen.Order());
    }

    [Fact]
    public void Every_level_keeps_to_25_entries_and_every_name_to_32_lower_case_letters()
    {
        Assert.InRange(Root.Count, 1, 25);
        Assert.All(Root.Where(o => o.Type == CommandOption.Group), g => Assert.InRange(g.Options!.Count, 1, 25));
        Assert.All(Subcommands, s => Assert.InRange(s.Options?.Count ?? 0, 0, 25));
        var all = Root.Concat(Subcommands).Concat(Subcommands.SelectMany(s => s.Options ?? [])).ToList();
        Assert.All(all, o => Assert.Matches("^[a-z_-]{1,32}$", o.Name));
        Assert.All(all, o => Assert.InRange(o.Description.Length, 1, 100));
        Assert.All(all, o => Assert.InRange(o.Choices?.Count ?? 0, 0, 25));
        Assert.All(CommandSet.Menu, m => Assert.NotNull(Catalogue.Find(m.Value.Command)!.Find(m.Value.Field)));
    }

    [Fact]
    public void The_whole_command_stays_below_8000_characters() =>
        Assert.InRange(Length(Root) + CommandSet.Root.Length + CommandSet.All[0].Description!.Length, 1, 8_000);

    [Fact]
    public void What_Discord_adds_makes_no_difference_and_what_somebody_changed_does()
    {
        var registered = CommandSet.All.Select(c => c with { Description = c.Description ?? "", Options = c.Options ?? [] }).Reverse().ToList();

        Assert.True(Registering.AreSame(registered));
        Assert.False(Registering.AreSame(registered.Skip(1)));
        Assert.False(Registering.AreSame([.. registered.SkipLast(1), registered[^1] with { Description = "Something else" }]));
    }

    private static int Length(IEnumerable<CommandOption>? options) => (options ?? []).Sum(o =>
        o.Name.Length + o.Description.Length + (o.Choices ?? []).Sum(c => c.Name.Length + c.Value.Length) + Length(o.Options));
}
