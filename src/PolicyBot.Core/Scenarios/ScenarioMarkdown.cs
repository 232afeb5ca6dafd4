using System.Globalization;
using PolicyBot.Core.Policies;

namespace PolicyBot.Core.Scenarios;

/// <summary>A scenario as read from a file, not yet in a workshop: 1–5 turns of which the last is the user's.</summary>
/// <param name="Title">At most 80 characters.</param>
public sealed record ScenarioDraft(string Title, string? Background, IReadOnlyList<(Speaker Speaker, string Words)> Turns);

/// <summary>What one file gave.</summary>
/// <param name="LeftOut">One line for each example that is no scenario, with the file, the example and why.</param>
public sealed record ScenarioFile(IReadOnlyList<ScenarioDraft> Scenarios, IReadOnlyList<string> LeftOut);

/// <summary>
/// Reads scenarios from Markdown in one of two forms. Tagged: fenced blocks of <c>&lt;user&gt;</c>, <c>&lt;assistant&gt;</c>,
/// <c>&lt;developer&gt;</c> or <c>&lt;system&gt;</c> (both give a developer's turn), <c>&lt;tool&gt;</c> (goes to the background) and
/// <c>&lt;comparison&gt;</c> (example answers, skipped), under a caption <c>**Example**: title</c> or a heading. By hand:
/// <c># Title</c>, a free text as background, then <c>User: …</c>, <c>Assistant: …</c>, <c>Developer: …</c>; each heading starts another scenario.
/// Assistant turns after the user's last one are dropped; of a longer conversation the last 5 turns stay, which the background says.
/// </summary>
public static class ScenarioMarkdown
{
    public const int MaxTitle = 80;

    /// <summary>Everything that the file gives; a file without any scenario says why in <see cref="ScenarioFile.LeftOut"/>.</summary>
    public static ScenarioFile Read(string fileName, string markdown)
    {
        var text = PlainText.Normalise(markdown);
        if (PlainText.FaultOf(text) is var (reason, next))
            return new ScenarioFile([], [$"{fileName}: {reason} {next}"]);
        var lines = text.Split('\n');
        var examples = TaggedExamples.In(lines);
        if (examples.Count == 0)
            examples = HandWrittenExamples.In(lines);
        if (examples.Count == 0)
            return new ScenarioFile([], [$"{fileName}: there is no conversation in it. Write a line \"# Title\", then \"User: …\"."]);

        var scenarios = new List<ScenarioDraft>();
        var leftOut = new List<string>();
        for (var i = 0; i < examples.Count; i++)
        {
            if (examples[i].ToDraft() is { } draft)
                scenarios.Add(draft);
            else
                leftOut.Add($"{fileName}, example {(i + 1).ToString(CultureInfo.InvariantCulture)}{Named(examples[i])}: nobody speaks as the user. Add a user's turn.");
        }

        return new ScenarioFile(scenarios, leftOut);
    }

    /// <summary>A line without mark-up, of at most 80 characters, cut at a word.</summary>
    internal static string Shortened(string words)
    {
        var line = string.Join(' ', words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (line.Length <= MaxTitle)
            return line;
        var end = 0;
        foreach (var word in Words.Of(line))
        {
            if (end + word.Length >= MaxTitle)
                break;
            end += word.Length;
        }

        if (end == 0)
            end = char.IsHighSurrogate(line[MaxTitle - 2]) ? MaxTitle - 2 : MaxTitle - 1;
        return line[..end].TrimEnd() + "…";
    }

    private static string Named(Example example) => example.Title is { Length: > 0 } title ? $" \"{Shortened(title)}\"" : "";
}
