using PolicyBot.Discord.Interactions;

namespace PolicyBot.Discord.Gateway;

/// <summary>https://docs.discord.com/developers/events/gateway#list-of-intents</summary>
public static class Intents
{
    private const int Guilds = 1 << 0, Messages = 1 << 9, Reactions = 1 << 10, Content = 1 << 15;

    /// <summary>What the bot asks for: words of messages only where they were granted, as asking otherwise ends the connection.</summary>
    public static int For(Application? application) => Guilds | Messages | Reactions | (application?.SeesContent == true ? Content : 0);
}
