namespace PolicyBot.Emulators.Discord;

/// <summary>How this Discord is set up.</summary>
public sealed record DiscordOptions
{
    /// <summary>Whether the bot is in the server from the start.</summary>
    public bool Invited { get; init; } = true;

    /// <summary>For ids, the age of messages, and the life of interaction tokens.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>For rate limits and heartbeats.</summary>
    public TimeProvider Pace { get; init; } = TimeProvider.System;

    public string Token { get; init; } = "MTE.emulated.token";

    /// <summary>The application may ask for the intent GUILD_MEMBERS.</summary>
    public bool GrantsMembers { get; init; } = true;

    /// <summary>The application may ask for the intent MESSAGE_CONTENT.</summary>
    public bool GrantsContent { get; init; } = true;

    public TimeSpan HeartbeatInterval { get; init; } = TimeSpan.FromMilliseconds(41_250);

    /// <summary>How many IDENTIFYs in 24 hours.</summary>
    public int Identifies { get; init; } = 1_000;

    /// <summary>How many shards Discord recommends.</summary>
    public int Shards { get; init; } = 1;

    /// <summary>The bot is in so many guilds that fewer shards are refused.</summary>
    public bool ShardsRequired { get; init; }

    public int MaxConcurrency { get; init; } = 1;

    /// <summary>How many people a chunk of members holds.</summary>
    public int ChunkOf { get; init; } = 1_000;
}
