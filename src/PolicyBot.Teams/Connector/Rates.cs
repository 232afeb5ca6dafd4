namespace PolicyBot.Teams.Connector;

/// <summary>How fast a bot may speak in one conversation.
/// https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit</summary>
internal static class Rates
{
    /// <summary>At most so many in so long; each one below what Teams allows, as requests bunch up on their way.</summary>
    public static readonly (int Count, TimeSpan Window)[] InOneConversation =
    [
        (6, TimeSpan.FromSeconds(1.1)),
        (7, TimeSpan.FromSeconds(2.2)),
        (56, TimeSpan.FromSeconds(31)),
        (1_780, TimeSpan.FromHours(1)),
    ];

    /// <summary>Of all conversations together.</summary>
    public static readonly (int Count, TimeSpan Window)[] Together = [(45, TimeSpan.FromSeconds(1.1))];

    /// <summary>The earliest time at which one more may go.</summary>
    /// <param name="taken">When the others go, ascending.</param>
    public static TimeSpan Next(IReadOnlyList<TimeSpan> taken, TimeSpan now, (int Count, TimeSpan Window)[] limits)
    {
        var next = taken.Count > 0 && taken[^1] > now ? taken[^1] : now;
        foreach (var (count, window) in limits)
            if (taken.Count >= count && taken[^count] + window is var free && free > next)
                next = free;
        return next;
    }
}
