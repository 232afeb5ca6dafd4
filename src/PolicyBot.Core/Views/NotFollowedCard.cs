using PolicyBot.Core.CommandLine;
using PolicyBot.Core.Confirmations;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Workshops;

namespace PolicyBot.Core.Views;

/// <summary>Puts a clause to a facilitator that the model does not follow, however often it was tried.</summary>
public static class NotFollowedCard
{
    public static Card Of(Workshop workshop, Round round, ClauseId clause) => new Card(
        $"{workshop.Name}: the model does not follow this wording ({clause})",
        [
            .. workshop.Current.Policy.Find(clause) is { } now ? [new Prose(now.Text.ToString())] : Array.Empty<Block>(),
            new Paragraph($"{Failures.Most} confirmations in a row have said that the model does not do what the backers of {clause} meant, so {round.Id} did not put it into the next round again."),
            .. round.Fidelities.Where(f => Failures.ClauseOf(workshop, round, workshop.Find(f.Amendment)!) == clause)
                .Select(f => new Paragraph(FidelityWords.Of(f, round.Rule.Fidelity, returns: false))),
            new Paragraph("Give it other words, split it into smaller clauses, choose another model with `workshop model`, or leave it as it is."),
        ],
        [new("Give it other words", Acts.Amend(clause), Look.Primary), new("Choose a model", Acts.Budget), new("Read the report", Acts.Report(round.Id))]).Fit();
}
