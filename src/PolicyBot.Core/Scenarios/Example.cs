using System.Globalization;

namespace PolicyBot.Core.Scenarios;

/// <summary>One conversation as it stands in a file, before a scenario is made of it.</summary>
/// <param name="Title">Its caption or heading, if it has one.</param>
/// <param name="Background">Paragraphs for the background.</param>
/// <param name="Turns">All turns in order; of those without a speaker (a tool's) the words are for the background.</param>
internal sealed record Example(string? Title, IReadOnlyList<string> Background, IReadOnlyList<(Speaker? Speaker, string Words)> Turns)
{
    /// <summary>The scenario, or null when the user says nothing.</summary>
    public ScenarioDraft? ToDraft()
    {
        var spoken = Turns.Where(t => t.Speaker is not null && t.Words.Length > 0).Select(t => (Speaker: t.Speaker!.Value, t.Words)).ToList();
        var end = spoken.FindLastIndex(t => t.Speaker == Speaker.User) + 1;
        if (end == 0)
            return null;
        var start = Math.Max(0, end - Scenario.MaxTurns);
        var background = new List<string>(Background);
        if (start > 0)
            background.Add(start == 1 ? "The conversation's first turn is left out." : $"The conversation's first {start.ToString(CultureInfo.InvariantCulture)} turns are left out.");
        background.AddRange(spoken[..start].Concat(spoken[end..]).Where(t => t.Speaker == Speaker.Developer).Select(t => $"The developer's instructions were:\n{t.Words}"));
        background.AddRange(Turns.Where(t => t.Speaker is null && t.Words.Length > 0).Select(t => t.Words));
        var title = ScenarioMarkdown.Shortened(Title is { Length: > 0 } given ? given : spoken.First(t => t.Speaker == Speaker.User).Words);
        return new ScenarioDraft(title, background.Count == 0 ? null : string.Join("\n\n", background), spoken[start..end]);
    }
}
