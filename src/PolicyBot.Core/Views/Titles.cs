using PolicyBot.Core.Policies;
using PolicyBot.Core.Scenarios;
using PolicyBot.Core.Voting;
using PolicyBot.Core.Workshops;

namespace PolicyBot.Core.Views;

/// <summary>Short names by which people recognise things.</summary>
public static class Titles
{
    /// <summary>The first words of a clause, without its Markdown marks.</summary>
    public static string Of(Clause clause, int max = 60) => First(clause.Text, max);

    public static string Of(Scenario scenario, int max = 60) => Cut.Line(scenario.Title.ToString(), max);

    /// <summary>Rival wordings to choose from, each by its own first words.</summary>
    public static IEnumerable<Choice> Of(RivalWordings rivals) => rivals.Wordings.Select(a => new Choice(a.Id.ToString(), a.Proposal switch
    {
        ReplaceClause r => $"{a.Id}: {First(r.Wording, 90)}",
        _ => $"{a.Id}: {rivals.Clause} is taken out",
    }));

    /// <summary>What an amendment does and to what: <c>Change C7: The model says when…</c>.</summary>
    public static string Of(Amendment amendment, int max = 70) => amendment.Proposal switch
    {
        AddClause a => $"New clause: {First(a.Wording, max - 12)}",
        ReplaceClause r => $"Change {r.Clause}: {First(r.Base, max - 14)}",
        RemoveClause r => $"Remove {r.Clause}: {First(r.Base, max - 14)}",
        RatifyVersion r => $"Keep {r.Version}, or go back to {r.OrElse}",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    public static string Of(Workshop workshop, AmendmentId id, int max = 70) =>
        workshop.Find(id) is { } amendment ? $"{id} · {Of(amendment, max)}" : id.ToString();

    private static string First(Text text, int max) =>
        Cut.Line(text.ToString().TrimStart('#', '*', '-', '>', '_', '`', ' ', '\n').Replace("**", "", StringComparison.Ordinal), max);
}
