using PolicyBot.Core.CommandLine;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Scenarios;

namespace PolicyBot.Core.Views;

/// <summary>All sample responses of an amendment's scenarios, today and with it.</summary>
public static class ResponsesCard
{
    public static Card Of(Shown shown, AmendmentId id)
    {
        if (shown.Workshop.Find(id) is not { } amendment)
            return Card.Of($"There is no {id}", new Paragraph("`round status` lists the amendments."));
        var scenarios = amendment.Scenarios.Select(s => shown.Workshop.Find(s)).OfType<Scenario>().Where(s => !s.Retired).ToList();
        var round = Speaking.RoundOf(shown.Workshop, id);
        var compared = scenarios.Select(s => (Scenario: s, Pair: Compared.Of(shown, amendment, s))).ToList();
        return new Card(
            $"{id} · All responses",
            [
                .. compared.SelectMany(c => Blocks(c.Scenario, c.Pair)),
                .. scenarios.Count == 0 ? [new Paragraph($"It has no scenario yet. Add one with `{Acts.AddScenarioFor(id)}`.")] : Array.Empty<Block>(),
                .. round is null ? Array.Empty<Block>() : [Speaking.ToRound(shown, round.Id, "Side by side on the web page")],
            ],
            round?.State == RoundState.Open ? [new("Comment", Acts.Comment(id)), new("My ballot", Acts.MyBallot)] : []).Fit();
    }

    private static IEnumerable<Block> Blocks(Scenario scenario, Compared pair)
    {
        if (scenario.Background is { } background)
            yield return new Paragraph($"{scenario.Id} background: {background}");
        foreach (var block in pair.All(scenario))
            yield return block;
        if (pair.Same)
            yield return new Paragraph($"The response to {scenario.Id} does not change.");
    }
}
