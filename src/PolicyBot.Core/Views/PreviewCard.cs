using PolicyBot.Core.CommandLine;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Scenarios;

namespace PolicyBot.Core.Views;

/// <summary>What opening a round now would post and run, without doing it.</summary>
public static class PreviewCard
{
    /// <param name="ends">When voting would end if it opened now; null when no deadline was given.</param>
    public static Card Of(Shown shown, DateTimeOffset? ends, RoundCost cost)
    {
        var drafted = Opening.WouldPut(shown.Workshop);
        if (drafted.Count == 0)
            return new Card("Nothing to open yet", [new Paragraph("No amendment is drafted. Propose one with `clause amend`, `clause propose` or `clause remove`.")], [new("Propose a clause", Acts.Propose)]);
        var bare = drafted.Where(a => !Active(shown, a).Any()).ToList();
        return new Card(
            $"Preview: {Speaking.Many(drafted.Count, "amendment", "amendments")} would be put to the vote",
            [
                .. bare.Select(a => new Paragraph($"{a.Id} can't open yet: it has no scenario. Add one with `{(a.Proposal is RatifyVersion ? "scenario add" : Acts.AddScenarioFor(a.Id))}`.")),
                .. ends is { } at ? [Speaking.At(shown, "If it opened now, voting would end", at)] : Array.Empty<Block>(),
                new Paragraph(SpendingWords.Needs(cost, shown.Workshop.Settings)),
                new Paragraph($"{Speaking.Rule(shown.Workshop.Settings.Rule)} {Speaking.Secrecy(shown.Workshop.Settings.Rule)}"),
                .. drafted.SelectMany(a => Card(shown, a)),
            ],
            bare.Count == 0 ? [new("Open the round", Acts.OpenRound)] : [.. bare.Where(a => shown.Workshop.Find(a.Id) is not null).Take(3).Select(a => new Button($"Add a scenario for {a.Id}", Acts.AddScenarioFor(a.Id)))],
            "Nothing is posted yet; only you see this.").Fit("the cards show all of it");
    }

    private static IEnumerable<Block> Card(Shown shown, Amendment amendment)
    {
        yield return new Subtitle($"{amendment.Id} · {Titles.Of(shown.Workshop, amendment)}");
        foreach (var block in AmendmentCard.Change(shown, amendment))
            yield return block;
        foreach (var block in Active(shown, amendment).Take(1).SelectMany(s => Compared.Of(shown, amendment, s).Blocks(s)))
            yield return block;
    }

    private static IEnumerable<Scenario> Active(Shown shown, Amendment amendment) =>
        amendment.Scenarios.Select(s => shown.Workshop.Find(s)).OfType<Scenario>().Where(s => !s.Retired);
}
