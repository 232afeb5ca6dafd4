namespace PolicyBot.Web.Room;

/// <summary>A line that the bot has not answered yet.</summary>
public sealed class Pending(string line)
{
    private readonly CancellationTokenSource _stop = new();

    public string Line => line;

    /// <summary>True once the wait is long enough to say so.</summary>
    public bool Shown { get; set; }

    public CancellationToken Cancellation => _stop.Token;

    public void Stop() => _stop.Cancel();
}
