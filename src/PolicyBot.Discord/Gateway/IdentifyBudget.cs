using System.Collections.Immutable;

namespace PolicyBot.Discord.Gateway;

/// <summary>
/// When the next session may begin: after 1,000 in a day Discord resets the token. Kept across restarts, so that a bot that
/// crashes at every start does not spend them. https://docs.discord.com/developers/events/gateway#session-start-limit
/// </summary>
/// <param name="Spent">When sessions were begun, oldest first.</param>
public sealed record IdentifyBudget(ImmutableList<DateTimeOffset> Spent)
{
    /// <summary>Left for somebody who looks for what is wrong.</summary>
    public const int Reserve = 100;
    private const int ADay = 1_000;
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    public static readonly IdentifyBudget Fresh = new([]);

    /// <summary>How long to wait before the next one.</summary>
    public TimeSpan WaitFrom(DateTimeOffset now, StartLimit? limit)
    {
        var recent = Spent.RemoveAll(t => t <= now - Day);
        var ours = recent.Count < ADay - Reserve ? TimeSpan.Zero : recent[recent.Count - (ADay - Reserve)] + Day - now;
        var theirs = limit is { Remaining: <= 0 } ? TimeSpan.FromMilliseconds(limit.ResetAfter) : TimeSpan.Zero;
        return ours > theirs ? ours : theirs;
    }

    public IdentifyBudget Spend(DateTimeOffset now) => new(Spent.RemoveAll(t => t <= now - Day).Add(now));

    /// <summary>Grows with every failure in a row to ten minutes, spread by up to a half so that not everybody comes back at once.</summary>
    /// <param name="chance">0 to 1.</param>
    public static TimeSpan Backoff(int failures, double chance) =>
        TimeSpan.FromSeconds(Math.Min(600, Math.Pow(2, Math.Min(failures, 10))) * (0.5 + (chance / 2)));
}
