namespace PolicyBot.Discord.Gateway;

/// <summary>Which events of a session came and which were handled; they come up to several times, and not always in order.</summary>
public sealed class Sequences
{
    private const int Remembered = 1_024;
    private readonly Lock gate = new();
    private readonly HashSet<long> seen = [];
    private readonly Queue<long> order = new();
    private readonly SortedSet<long> waiting = [];
    private long newest;

    /// <summary>The newest that came; null before the first.</summary>
    public long? Newest
    {
        get
        {
            lock (gate)
                return newest == 0 ? null : newest;
        }
    }

    /// <summary>Everything up to here was handled: a session is resumed behind it.</summary>
    public long Handled
    {
        get
        {
            lock (gate)
                return waiting.Count == 0 ? newest : waiting.Min - 1;
        }
    }

    /// <summary>Another session, or the kept one after a restart.</summary>
    public void Begin(long at)
    {
        lock (gate)
        {
            seen.Clear();
            order.Clear();
            waiting.Clear();
            newest = at;
        }
    }

    /// <returns>False for a repeat; otherwise it waits until it is <see cref="Done"/>.</returns>
    public bool IsNew(long sequence)
    {
        lock (gate)
        {
            if (!seen.Add(sequence))
                return false;
            order.Enqueue(sequence);
            if (order.Count > Remembered)
                seen.Remove(order.Dequeue());
            newest = Math.Max(newest, sequence);
            waiting.Add(sequence);
            return true;
        }
    }

    public void Done(long sequence)
    {
        lock (gate)
            waiting.Remove(sequence);
    }
}
