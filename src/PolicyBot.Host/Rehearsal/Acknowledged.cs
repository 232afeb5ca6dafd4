namespace PolicyBot.Host.Rehearsal;

/// <summary>Writes down every ballot that was answered <i>recorded</i>, one line each, for whoever watches from outside.</summary>
internal sealed class Acknowledged(string? file) : IDisposable
{
    // Handed to the system line by line: a killed process leaves what it was told.
    private readonly StreamWriter? lines = file is null ? null : new StreamWriter(file, append: true) { AutoFlush = true };

    public void Write(string person, string amendment, string vote)
    {
        if (lines is null)
            return;
        lock (lines)
            lines.WriteLine($"{person}\t{amendment}\t{vote}");
    }

    public void Dispose() => lines?.Dispose();
}
