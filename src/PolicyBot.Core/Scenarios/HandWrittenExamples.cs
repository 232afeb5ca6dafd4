using System.Text.RegularExpressions;
using PolicyBot.Core.Policies;

namespace PolicyBot.Core.Scenarios;

/// <summary>Finds conversations written as <c># Title</c>, background, <c>User: …</c>, <c>Assistant: …</c>.</summary>
internal static partial class HandWrittenExamples
{
    public static IReadOnlyList<Example> In(string[] lines)
    {
        var examples = new List<Example>();
        string? title = null;
        var said = new List<(Speaker? Speaker, List<string> Lines)> { (null, []) };
        var fence = "";
        foreach (var line in lines)
        {
            fence = FenceAfter(line, fence);
            if (fence.Length == 0 && Heading().IsMatch(line))
            {
                Finish();
                title = HeadingText.Read(line, isSetext: false).Title;
            }
            else if (fence.Length == 0 && Turn().Match(line) is { Success: true } turn)
            {
                said.Add((SpeakerNamed(turn.Groups["who"].Value), [turn.Groups["words"].Value]));
            }
            else
            {
                said[^1].Lines.Add(line);
            }
        }

        Finish();
        return examples;

        void Finish()
        {
            var background = string.Join('\n', said[0].Lines).Trim();
            if (said.Count > 1)
                examples.Add(new Example(title, background.Length > 0 ? [background] : [], [.. said.Skip(1).Select(t => (t.Speaker, string.Join('\n', t.Lines).Trim()))]));
            said = [(null, [])];
        }
    }

    private static string FenceAfter(string line, string open)
    {
        var fence = Fence().Match(line).Groups[1].Value;
        if (open.Length == 0)
            return fence;
        return fence.StartsWith(open, StringComparison.Ordinal) && line.Trim() == fence ? "" : open;
    }

    private static Speaker SpeakerNamed(string who) => who.ToUpperInvariant() switch
    {
        "USER" => Speaker.User,
        "ASSISTANT" => Speaker.Assistant,
        _ => Speaker.Developer,
    };

    [GeneratedRegex(@"^ {0,3}#{1,6}(\s|$)")]
    private static partial Regex Heading();

    [GeneratedRegex(@"^ {0,3}(\*\*|__)?(?<who>User|Assistant|Developer|System)(\*\*|__)?[ \t]*[:：](\*\*|__)?[ \t]*(?<words>.*)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Turn();

    [GeneratedRegex(@"^ {0,3}(~{3,}|`{3,})")]
    private static partial Regex Fence();
}
