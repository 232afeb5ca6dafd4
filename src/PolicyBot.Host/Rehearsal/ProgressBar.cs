using System.Diagnostics;

namespace PolicyBot.Host.Rehearsal;

/// <summary>One line that fills up, on a terminal; nothing where the output goes to a file.</summary>
internal sealed class ProgressBar(TextWriter output) : IProgress<(int Done, int Total, string What)>
{
    private const int Width = 30;
    private readonly bool visible = !Console.IsErrorRedirected;
    private readonly Lock drawing = new();
    private long drawn;

    public void Report((int Done, int Total, string What) value)
    {
        if (!visible)
            return;
        lock (drawing)
        {
            if (value.Done < value.Total && Stopwatch.GetElapsedTime(drawn).TotalMilliseconds < 100)
                return;
            drawn = Stopwatch.GetTimestamp();
            var filled = (int)((long)Width * value.Done / Math.Max(1, value.Total));
            output.Write($"\r{new string('█', filled)}{new string('░', Width - filled)} {value.Done:N0} of {value.Total:N0} {value.What}   ");
            if (value.Done == value.Total)
                output.WriteLine();
        }
    }
}
