using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace PolicyBot.Host;

/// <summary>
/// One line for each entry. Of an exception it tells the types and the method of ours where it came up: its text may hold a token,
/// a connection string or words of people, and none of that belongs in a log.
/// </summary>
public sealed class OneLine() : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "one-line";

    public override void Write<TState>(in LogEntry<TState> entry, IExternalScopeProvider? scopeProvider, TextWriter textWriter) =>
        textWriter.WriteLine($"{Level(entry.LogLevel)}: {entry.Category} {Flat(entry.Formatter(entry.State, entry.Exception))}{Told(entry.Exception)}");

    private static string Told(Exception? failure) => failure is null ? "" : $" [{string.Join(" < ", Chain(failure).Select(f => f.GetType().Name).Distinct())}{At(failure)}]";

    private static IEnumerable<Exception> Chain(Exception failure)
    {
        for (var one = failure; one is not null; one = one.InnerException)
            yield return one;
    }

    private static string At(Exception failure) => Chain(failure).Reverse()
        .SelectMany(f => (f.StackTrace ?? "").Split('\n')).Select(l => l.Trim())
        .FirstOrDefault(l => l.StartsWith("at PolicyBot.", StringComparison.Ordinal)) is { } line ? $" {line[..(line.IndexOf('(', StringComparison.Ordinal) is > 0 and var end ? end : line.Length)]}" : "";

    private static string Flat(string words) => words.ReplaceLineEndings(" ");

    private static string Level(LogLevel level) => level switch
    {
        LogLevel.Critical => "crit",
        LogLevel.Error => "fail",
        LogLevel.Warning => "warn",
        LogLevel.Information => "info",
        _ => "debug",
    };
}
