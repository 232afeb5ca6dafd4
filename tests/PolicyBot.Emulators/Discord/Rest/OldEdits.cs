using PolicyBot.Emulators.Discord.World;

namespace PolicyBot.Emulators.Discord.Rest;

/// <summary>Messages older than an hour may be edited seldom; more gives 429 with code 30046.</summary>
internal sealed class OldEdits(DiscordState state, TimeProvider pace)
{
    private const int Limit = 5;
    private static readonly TimeSpan Old = TimeSpan.FromHours(1);
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(30);
    private readonly Dictionary<string, Queue<long>> edits = [];

    public bool Enabled { get; set; } = true;

    public void Take(Message message)
    {
        if (!Enabled || state.Now - message.At < Old)
            return;
        if (!edits.TryGetValue(message.Channel.Id, out var times))
            edits[message.Channel.Id] = times = new Queue<long>();
        while (times.TryPeek(out var first) && pace.GetElapsedTime(first) >= Window)
            times.Dequeue();
        if (times.Count >= Limit)
            throw new TooManyEdits(Window - pace.GetElapsedTime(times.Peek()));
        times.Enqueue(pace.GetTimestamp());
    }
}

/// <summary>429 with code 30046.</summary>
internal sealed class TooManyEdits(TimeSpan wait) : Exception("Maximum number of edits to messages older than 1 hour reached. Try again later.")
{
    public TimeSpan Wait => wait;
}
