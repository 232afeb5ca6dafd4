namespace PolicyBot.App;

/// <summary>PolicyBot's clock is a keyed service: Orleans takes the unkeyed one, and a test's jump of an hour would mark the silo as ill.</summary>
public static class Clock
{
    public const string Key = "policybot";

    /// <summary>UTC, cut to whole microseconds, which every database keeps.</summary>
    public static DateTimeOffset Now(this TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
    }
}
