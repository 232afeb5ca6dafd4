namespace PolicyBot.Discord.Gateway;

/// <summary>What to do when a connection has ended.</summary>
public abstract record AfterClose;

/// <summary>The session lives: go on where it was.</summary>
public sealed record GoOn : AfterClose;

/// <summary>The session is lost: begin another, not at once.</summary>
public sealed record BeginAgain : AfterClose;

/// <summary>Trying again would not help: somebody has to mend <paramref name="What"/>.</summary>
public sealed record GiveUp(string What) : AfterClose;

/// <summary>https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes</summary>
public static class CloseCodes
{
    /// <summary>Closes without ending the session, which 1000 and 1001 would.</summary>
    public const int WithoutEnding = 4900;

    /// <param name="code">Null for a socket that just broke.</param>
    public static AfterClose After(int? code) => code switch
    {
        1000 or 4003 or 4005 or 4007 or 4008 => new BeginAgain(),
        4004 => new GiveUp("Discord does not accept Discord__Token: reset it in the Developer Portal under Bot, and set the new one."),
        4010 => new GiveUp("Discord does not know the shard that PolicyBot asked for: restart PolicyBot, so that it asks how many there are."),
        4011 => new GiveUp("The bot is in so many servers that it needs more shards: restart PolicyBot, so that it asks how many."),
        4012 => new GiveUp("Discord no longer speaks this version of its gateway: PolicyBot must be updated."),
        4013 => new GiveUp("Discord does not know the intents that PolicyBot asked for: PolicyBot must be updated."),
        4014 => new GiveUp("An intent is not allowed: switch on Message Content Intent and Server Members Intent in the Developer Portal under Bot, or both off, and restart PolicyBot."),
        _ => new GoOn(),
    };
}
