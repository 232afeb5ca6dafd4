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
        ReplaceClause r => $"{a.Id}: {Own(r, rivals.Wordings, 90)}",
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
        workshop.Find(id) is { } amendment ? $"{id} · {Of(workshop, amendment, max)}" : id.ToString();

    /// <summary>As <see cref="Of(Amendment, int)"/>; of rivals, which change the same words, each by its own: <c>Change C7 to: The model says…</c>.</summary>
    public static string Of(Workshop workshop, Amendment amendment, int max = 70)
    {
        if (amendment.Proposal is not ReplaceClause own)
            return Of(amendment, max);
        var rivals = workshop.Amendments.Values.Where(a => a.Clause == own.Clause && (a.Round, a.State) is var (round, state)
            && (round is null ? amendment.Round is null && state == amendment.State : round == amendment.Round)).ToList();
        return rivals.Count < 2 ? Of(amendment, max) : $"Change {own.Clause} to: {Own(own, rivals, max - 17)}";
    }

    /// <summary>A wording's first words; where it is too long and all rivals begin with the same words, what comes after these.</summary>
    private static string Own(ReplaceClause own, IReadOnlyList<Amendment> rivals, int max)
    {
        var words = own.Wording.ToString();
        if (words.Length <= max)
            return First(own.Wording, max);
        var same = rivals.Select(r => r.Proposal).OfType<ReplaceClause>().Min(r => Same(words, r.Wording.ToString()));
        var from = same >= words.Length ? 0 : words.LastIndexOf(' ', same) + 1;
        return from == 0 ? First(own.Wording, max) : $"…{First(words[from..], max - 1)}";
    }

    private static int Same(string one, string other) => one.Zip(other).TakeWhile(p => p.First == p.Second).Count();

    private static string First(Text text, int max) => First(text.ToString(), max);

    private static string First(string text, int max) =>
        Cut.Line(text.TrimStart('#', '*', '-', '>', '_', '`', ' ', '\n').Replace("**", "", StringComparison.Ordinal), max);
}
