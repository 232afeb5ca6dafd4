using PolicyBot.Core.CommandLine;
using PolicyBot.Core.Policies;

namespace PolicyBot.Core.Views;

/// <summary>The situations that the policy is tried on.</summary>
public static class ScenariosCard
{
    private const int Most = 20;

    public static Card Of(Shown shown)
    {
        var scenarios = shown.Workshop.Scenarios.Values.Where(s => !s.Retired).ToList();
        var retired = shown.Workshop.Scenarios.Count - scenarios.Count;
        if (scenarios.Count == 0)
            return new Card("No scenarios yet", [new Paragraph("A scenario is something a user might write. Every amendment needs one that shows its effect.")], [new("Add a scenario", Acts.AddScenario)]);
        var shows = shown.Workshop.Amendments.Values.Where(a => a.State is AmendmentState.Proposed or AmendmentState.InRound)
            .SelectMany(a => a.Scenarios.Select(s => (Scenario: s, a.Id))).ToLookup(p => p.Scenario, p => p.Id);
        return new Card(
            Speaking.Many(scenarios.Count, "scenario", "scenarios"),
            [
                new Facts([.. scenarios.Take(Most).Select(s => new Fact(
                    $"{s.Id} · {Titles.Of(s)}",
                    $"“{Cut.Line(Speaking.Asked(s), 90)}”{(shows[s.Id].Any() ? $" shows {string.Join(", ", shows[s.Id])}" : "")}"))]),
                .. scenarios.Count > Most ? [new Paragraph($"{scenarios.Count - Most} more are on the web page.")] : Array.Empty<Block>(),
                .. retired > 0 ? [new Paragraph($"{retired} retired.")] : Array.Empty<Block>(),
            ],
            [new("Add a scenario", Acts.AddScenario), new("Try a prompt", Acts.TryAPrompt)]).Fit();
    }
}
