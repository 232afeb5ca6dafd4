namespace PolicyBot.Discord.Rest;

/// <summary>Counts the answers 401, 403 and 429: at 10,000 in ten minutes Discord bans the address, so the bot stops at half of that.</summary>
public sealed class InvalidRequests
{
    public const int Most = 5_000;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);
    private readonly Lock gate = new();
    private readonly Queue<DateTimeOffset> seen = new();

    public void Count(DateTimeOffset now)
    {
        lock (gate)
            seen.Enqueue(now);
    }

    /// <summary>False while another request would risk the ban.</summary>
    public bool MaySend(DateTimeOffset now)
    {
        lock (gate)
        {
            while (seen.TryPeek(out var first) && now - first > Window)
                seen.Dequeue();
            return seen.Count < Most;
        }
    }
}
