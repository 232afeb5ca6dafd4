using PolicyBot.Core.CommandLine;
using PolicyBot.Core.Policies;

namespace PolicyBot.Core.Views;

/// <summary>The wording that a model offers for an answer that somebody has edited.</summary>
public static class OfferCard
{
    /// <param name="clause">The clause that it would replace; null for a new one.</param>
    /// <param name="wording">Null when the model has nothing to add.</param>
    /// <param name="why">The model's words, or why there is no offer.</param>
    /// <param name="act">Proposes it.</param>
    public static Card Of(Shown shown, (ClauseId? Clause, string? Wording) offer, string why, string act) => offer.Wording is not { } wording
        ? new Card("There is no wording to offer", [new Quote("The model", why)], [new("Try again", Acts.TryAPrompt), new("Propose a clause", Acts.Propose)], "Only you see this.")
        : new Card(
            "A model offers this wording",
            [
                offer.Clause is { } id && shown.Workshop.Current.Policy.Find(id) is { } clause
                    ? new DiffBlock($"Change of {id}", [.. WordDiff.Between(clause.Text, wording)])
                    : new DiffBlock("New clause, at the end", [new(DiffKind.Added, wording)]),
                new Quote("The model", why),
                new Paragraph("Nothing is proposed yet. If you propose it, it is yours: change the words as you like."),
            ],
            [new("Propose it", act, Look.Primary), new("Try again", Acts.TryAPrompt)],
            "Only you see this. It is kept for an hour and not stored.").Fit("the rest does not fit a message");
}
