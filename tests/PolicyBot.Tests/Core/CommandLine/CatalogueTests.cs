using System.Collections.Immutable;
using PolicyBot.Core;
using PolicyBot.Core.CommandLine;
using Xunit;

namespace PolicyBot.Tests.Core.CommandLine;

public sealed class CatalogueTests
{
    private static readonly Dictionary<string, string> Enough = new()
    {
        ["name"] = "Ana",
        ["version"] = "v1",
        ["markdown"] = "# P",
        ["wording"] = "W.",
        ["clause"] = "C1",
        ["amendment"] = "A1",
        ["scenario"] = "S1",
        ["prompt"] = "yes",
        ["deadline"] = "48h",
        ["vote"] = "agree",
        ["words"] = "w",
        ["answer"] = "partly",
        ["emoji"] = "👍",
        ["comment"] = "0123456789abcdef",
        ["group"] = "nurses",
        ["workshop"] = "care",
        ["how"] = "direct",
        ["try"] = "0a1b2c3d",
        ["edited"] = "Yes.",
        ["into"] = "A3",
        ["first"] = "A5",
        ["result"] = "declined",
        ["why"] = "So.",
    };

    [Fact]
    public void Every_command_can_be_said()
    {
        var said = new[] { "A1", "0123456789abcdef" }
            .SelectMany(what => Catalogue.All.Select(s => CommandReader.Read(s.Words, new Dictionary<string, string>(Enough) { ["what"] = what })))
            .Select(r => Assert.IsType<Understood>(r).Command.GetType()).ToHashSet();
        var all = typeof(Command).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Command)));
        Assert.Empty(all.Except(said));
    }

    [Fact]
    public void Every_example_is_understood_or_opens_its_own_form()
    {
        foreach (var spec in Catalogue.All)
            switch (CommandReader.Read(spec.Example, ImmutableDictionary<string, string>.Empty))
            {
                case Understood { Command: var command }:
                    Assert.Equal(spec.Build(Filled(spec)).GetType(), command.GetType());
                    break;
                case Wanting wanting:
                    Assert.Same(spec, wanting.Spec);
                    break;
                case var other:
                    Assert.Fail($"{spec.Example}: {other}");
                    break;
            }
    }

    [Fact]
    public void Rows_keep_the_limits_of_the_smallest_channel()
    {
        foreach (var spec in Catalogue.All)
        {
            Assert.InRange(spec.Summary.Length, 1, 90);
            Assert.InRange(spec.Parameters.Count, 0, 25);
            Assert.All(spec.Parameters, p => Assert.InRange(p.Label.Length, 1, 45));
            Assert.All(spec.Parameters, p => Assert.Matches("^[a-z]+$", p.Name));
            Assert.True(spec.Parameters.Count(p => p is { IsText: true, Named: false }) <= 1, spec.Words);
            Assert.Equal(spec.Parameters.Count, spec.Parameters.Select(p => p.Name).Distinct().Count());
        }

        Assert.Equal(Catalogue.All.Count, Catalogue.All.Select(s => s.Words).Distinct().Count());
    }

    [Fact]
    public void Only_what_channels_say_is_unlisted() =>
        Assert.Equal(["tried keep", "tried reword", "tried propose", "react", "discuss"], Catalogue.All.Where(s => !s.Listed).Select(s => s.Words));

    private static Values Filled(CommandSpec spec) =>
        new(spec.Parameters.Where(p => p.Required).ToImmutableSortedDictionary(p => p.Name, p => p.Name == "what" ? "A1" : Enough[p.Name]));
}
