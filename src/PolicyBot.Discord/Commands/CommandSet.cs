using System.Collections.Immutable;
using System.Text.Json;
using PolicyBot.Core.CommandLine;
using PolicyBot.Core.Views;
using PolicyBot.Discord.Rendering;

namespace PolicyBot.Discord.Commands;

/// <summary>The bot's commands as Discord shows them, built from the catalogue: <c>/policybot round open</c>, and the entries of a message's menu.</summary>
public static class CommandSet
{
    public const string Root = "policybot";
    private const int LongestOption = 6_000;

    /// <summary>What a message becomes from its menu: the command, and the field that its text fills.</summary>
    public static readonly ImmutableDictionary<string, (string Command, string Field)> Menu =
        MessageMenu.All.ToImmutableDictionary(m => m.Title, m => (m.Command, m.Field));

    private static readonly JsonSerializerOptions Readable = new(Wire.Json) { WriteIndented = true };

    public static IReadOnlyList<ApplicationCommand> All { get; } =
    [
        new(Root, ApplicationCommand.Slash)
        {
            Description = "Write the policy that a model follows, together",
            Options = [.. Catalogue.All.Where(s => s.Listed).GroupBy(First).Select(Of)],
            Contexts = [0],
        },
        .. Menu.Keys.Order(StringComparer.Ordinal).Select(name => new ApplicationCommand(name, ApplicationCommand.MessageMenu) { Contexts = [0] }),
    ];

    public static string AsJson(IEnumerable<ApplicationCommand> commands) => JsonSerializer.Serialize(commands, Readable);

    /// <summary>The catalogue's words of a subcommand: a command that is also the name of a group is its <c>show</c>.</summary>
    public static string WordsOf(IEnumerable<string> path) => string.Join(' ', path) is var words && Catalogue.Find(words) is { Words: var own } && own == words
        ? words
        : words.EndsWith(" show", StringComparison.Ordinal) ? words[..^" show".Length] : words;

    private static string First(CommandSpec spec) => spec.Words.Split(' ')[0];

    private static CommandOption Of(IGrouping<string, CommandSpec> specs) => Catalogue.Groups.Contains(specs.Key)
        ? new(CommandOption.Group, specs.Key, $"About: {specs.Key}") { Options = [.. specs.Select(s => Of(s, s.Words.Contains(' ') ? s.Words.Split(' ')[1] : "show"))] }
        : Of(specs.Single(), specs.Key);

    // Nothing is required: what is left out, a form asks for.
    private static CommandOption Of(CommandSpec spec, string name) => new(CommandOption.Subcommand, name, Cut.Line(spec.Summary, 100))
    {
        Options = spec.Parameters.Where(p => !p.Hidden).Select(Of).Concat(spec.Words == "policy import"
            ? [new CommandOption(CommandOption.Attachment, Modal.File, "The policy as a Markdown file")]
            : Array.Empty<CommandOption>()).ToList() is { Count: > 0 } options ? options : null,
    };

    private static CommandOption Of(Parameter parameter) => new(parameter.Kind == Kind.Yes ? CommandOption.Boolean : CommandOption.Words, parameter.Name, Cut.Line(parameter.Label, 100))
    {
        Autocomplete = parameter.Kind is Kind.Clause or Kind.Amendment or Kind.Amendments or Kind.Own or Kind.Scenario or Kind.Round or Kind.Version ? true : null,
        Choices = parameter.Options.IsEmpty ? null : [.. parameter.Options.Select(o => new CommandChoice(Cut.Line(o.Label, 100), o.Value))],
        MaxLength = parameter.IsText ? Math.Min(parameter.MaxLength, LongestOption) : null,
    };
}
