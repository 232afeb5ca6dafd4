namespace PolicyBot.Discord.Rest;

/// <summary>Fifty requests a second over all routes but those of interactions, and the pause that Discord may order.</summary>
public sealed class GlobalLimit
{
    public const int PerSecond = 50;
    private readonly Lock gate = new();
    private readonly Queue<DateTimeOffset> sent = new();
    private DateTimeOffset pausedUntil;

    /// <summary>Takes one of the second's requests.</summary>
    /// <returns>Zero when it was taken; otherwise how long to wait before asking again.</returns>
    public TimeSpan Take(DateTimeOffset now)
    {
        lock (gate)
        {
            if (now < pausedUntil)
                return pausedUntil - now;
            while (sent.TryPeek(out var first) && now - first >= TimeSpan.FromSeconds(1))
                sent.Dequeue();
            if (sent.Count >= PerSecond)
                return sent.Peek() + TimeSpan.FromSeconds(1) - now;
            sent.Enqueue(now);
            return TimeSpan.Zero;
        }
    }

    public void Pause(DateTimeOffset until)
    {
        lock (gate)
            pausedUntil = until > pausedUntil ? until : pausedUntil;
    }
}
