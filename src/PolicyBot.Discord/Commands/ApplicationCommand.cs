namespace PolicyBot.Discord.Commands;

/// <summary>A slash command or an entry of a message's menu. https://docs.discord.com/developers/interactions/application-commands#application-command-object</summary>
public sealed record ApplicationCommand(string Name, int Type)
{
    public const int Slash = 1, MessageMenu = 3;

    /// <summary>Empty for menus.</summary>
    public string? Description { get; init; }
    public IReadOnlyList<CommandOption>? Options { get; init; }

    /// <summary>Where it can be used: 0 guilds, 1 direct messages with the bot.</summary>
    public IReadOnlyList<int>? Contexts { get; init; }
}

/// <summary>https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-option-structure</summary>
public sealed record CommandOption(int Type, string Name, string Description)
{
    public const int Subcommand = 1, Group = 2, Words = 3, Boolean = 5, Attachment = 11;

    public bool? Autocomplete { get; init; }
    public int? MaxLength { get; init; }
    public IReadOnlyList<CommandChoice>? Choices { get; init; }
    public IReadOnlyList<CommandOption>? Options { get; init; }
}

public sealed record CommandChoice(string Name, string Value);
