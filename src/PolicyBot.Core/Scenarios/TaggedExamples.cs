using System.Text.RegularExpressions;
using PolicyBot.Core.Policies;

namespace PolicyBot.Core.Scenarios;

/// <summary>Finds fenced blocks with <c>&lt;user&gt;</c> and its kin.</summary>
internal static partial class TaggedExamples
{
    public static IReadOnlyList<Example> In(string[] lines)
    {
        var examples = new List<Example>();
        var above = new List<string>();
        for (var i = 0; i < lines.Length; i++)
        {
            if (FenceOpens().Match(lines[i]) is not { Success: true } fence)
            {
                above.Add(lines[i]);
                continue;
            }

            var end = Array.FindIndex(lines, i + 1, l => Closes(l, fence.Groups[1].Value));
            end = end < 0 ? lines.Length : end;
            var turns = TurnsIn(string.Join('\n', lines[(i + 1)..end]));
            if (turns.Count > 0)
            {
                var (title, background) = CaptionIn(above);
                examples.Add(new Example(title, background, turns));
                above.Clear();
            }

            i = end;
        }

        return examples;
    }

    private static bool Closes(string line, string fence) =>
        line.AsSpan().Trim() is var bare && bare.Length >= fence.Length && bare.TrimStart(fence[0]).IsEmpty;

    private static List<(Speaker? Speaker, string Words)> TurnsIn(string block)
    {
        var turns = new List<(Speaker? Speaker, string Words)>();
        foreach (Match message in Message().Matches(block))
        {
            var words = Comment().Replace(message.Groups["words"].Value, "").Trim('\n', ' ', '\t');
            var name = Name().Match(message.Groups["attributes"].Value).Groups[1].Value;
            switch (message.Groups["tag"].Value)
            {
                case "user":
                    turns.Add((Speaker.User, words));
                    break;
                case "assistant" when name.Length > 0:
                    turns.Add((null, $"The assistant called {name}:\n{words}"));
                    break;
                case "assistant":
                    turns.Add((Speaker.Assistant, words));
                    break;
                case "developer" or "system":
                    turns.Add((Speaker.Developer, words));
                    break;
                case "tool":
                    turns.Add((null, $"{(name.Length > 0 ? $"The tool {name}" : "A tool")} answered:\n{words}"));
                    break;
            }
        }

        return turns;
    }

    // The last heading or bold line above the block names it; what stands between the two is its background.
    private static (string? Title, IReadOnlyList<string> Background) CaptionIn(List<string> above)
    {
        var at = above.FindLastIndex(l => Caption().IsMatch(l));
        if (at < 0)
            return (null, []);
        var title = HeadingText.Read(Label().Replace(above[at], "").Trim(), isSetext: false).Title;
        var background = string.Join('\n', above[(at + 1)..]).Trim();
        return (title, background.Length > 0 ? [background] : []);
    }

    [GeneratedRegex(@"^ {0,3}(~{3,}|`{3,})")]
    private static partial Regex FenceOpens();

    // A comparison holds example answers: it is matched as a whole, so that the messages in it are not.
    [GeneratedRegex(@"^[ \t]*<(?<tag>user|assistant|developer|system|tool|comparison|(good|bad)_response)\b(?<attributes>[^>\n]*)>(?<words>[\s\S]*?)(</\k<tag>>[ \t]*$|\z)", RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Message();

    [GeneratedRegex(@"\A\s*<!--[\s\S]*?-->")]
    private static partial Regex Comment();

    [GeneratedRegex(@"\b(?:name|recipient)=""([^""]*)""")]
    private static partial Regex Name();

    [GeneratedRegex(@"^\s*(#{1,6}\s|\*\*|__)")]
    private static partial Regex Caption();

    [GeneratedRegex(@"^\s*(\*\*|__)?(Examples?|Scenario)(\*\*|__)?\s*[:：](\*\*|__)?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Label();
}
