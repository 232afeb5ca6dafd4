using System.Globalization;

namespace PolicyBot.Core.Rounds;

/// <summary>The command line that a confirming button gives back.</summary>
internal static class OpeningLine
{
    /// <summary>What a button can hold, in characters.</summary>
    public const int Longest = 100;

    /// <summary>The whole command; an instant is written with its offset, so that it means the same when it is pressed later.</summary>
    public static string Of(OpenRound command, DeadlineUnderstood deadline)
    {
        var rule = command.Rule;
        var ends = deadline.Deadline is Lasting lasting
            ? Deadlines.Typed(lasting.Time)
            : deadline.At.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture);
        string?[] parts =
        [
            "round open", ends,
            Named("quorum", rule.Quorum), Named("threshold", rule.Threshold), Named("floor", rule.GroupFloor), Named("fidelity", rule.Fidelity),
            Named("voters", rule.Voters), Named("results", rule.Results), Named("electorate", rule.Electorate), Named("blind", rule.Blind), Named("rivals", rule.Rivals),
            command.Only.IsEmpty ? null : $"only:{string.Join(',', command.Only)}",
            command.AtOnce ? "now:yes" : null, "sure:yes",
        ];
        return string.Join(' ', parts.Where(p => p is not null));
    }

    private static string? Named(string name, string? value) =>
        value is null ? null : value.Any(char.IsWhiteSpace) ? $"{name}:\"{value.Trim()}\"" : $"{name}:{value}";
}
