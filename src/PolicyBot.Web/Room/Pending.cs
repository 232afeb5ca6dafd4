namespace PolicyBot.Web.Room;

/// <summary>A line that the bot has not answered yet.</summary>
/// <param name="typed">True when it was typed, false when a button or a dialog sent it.</param>
public sealed class Pending(string line, bool typed)
{
    private readonly CancellationTokenSource _stop = new();

    public string Line => line;

    public bool Typed => typed;

    /// <summary>True once the wait is long enough to say so.</summary>
    public bool Shown { get; set; }

    public CancellationToken Cancellation => _stop.Token;

    public void Stop() => _stop.Cancel();
}
