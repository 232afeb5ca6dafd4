using System.Collections.Immutable;
using System.Globalization;
using PolicyBot.Core.Consensus;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Voting;

namespace PolicyBot.Core.Views;

/// <summary>Where groups agree and where they differ: those that people declared, and those that vote alike.</summary>
internal static class AcrossGroups
{
    private const int MostCharts = 6;
    private const int MostNamed = 5;

    public static Section Of(Shown shown, Round round) =>
        new("groups", "Where groups agree, and where they differ", [.. Declared(shown, round), .. Found(shown, round)]);

    /// <summary>The same in two or three sentences, with the map when there is one.</summary>
    public static IEnumerable<Block> Short(Round round) => round.Opinion is { Groups.IsEmpty: false } opinion
        ? [new Paragraph(Sizes(opinion)), Map(opinion)]
        : Compared(round).Count > 0 ? [new Paragraph(Lowest(round))] : [];

    private static IEnumerable<Block> Declared(Shown shown, Round round)
    {
        var compared = Compared(round);
        if (compared.Count == 0)
        {
            yield return new Paragraph("No two declared groups had five people who voted on the same amendment, so agreement is told of everybody together. `group join` declares a group.");
            yield break;
        }

        var shownOnes = compared.Count <= MostCharts ? compared : [.. compared.OrderByDescending(o => GroupConsensus.Divide(Large(o).Values)).Take(MostCharts)];
        foreach (var outcome in shownOnes)
            yield return new Bars(new Chart(
                $"{Titles.Of(shown.Workshop, outcome.Amendment, 60)} ({Speaking.Word(outcome.Result)})",
                ["Agree", "Disagree", "Pass"],
                [.. Large(outcome).Select(g => Row(g.Key, g.Value))]));
        if (shownOnes.Count < compared.Count)
            yield return new Paragraph($"These are the {MostCharts} on which the declared groups differ most; the other {compared.Count - MostCharts} are on the round's page.");
        yield return new Paragraph(Lowest(round));
    }

    private static ChartRow Row(string group, Count count)
    {
        var sure = Share.OfAgree(count).Sure;
        return new ChartRow(
            Cut.Line(group, 40), [count.Agree, count.Disagree, count.Pass],
            $"{group}: {count.Agree} agree, {count.Disagree} disagree, {count.Pass} pass; agreement is between {Percent(sure.Lower)} and {Percent(sure.Upper)} with 95 % confidence");
    }

    private static string Lowest(Round round)
    {
        var rows = Compared(round).Select(o => (o.Amendment, o.Result, Worst: Large(o).MinBy(g => Share.OfAgree(g.Value).Sure.Lower))).ToList();
        var adopted = rows.Where(r => r.Result == Result.Adopted).ToList();
        var told = (adopted.Count > 0 ? adopted : rows).OrderBy(r => Share.OfAgree(r.Worst.Value).Sure.Lower).First();
        return $"{(adopted.Count > 0 ? "Of what was adopted, the" : "The")} weakest agreement of any declared group of five or more is that of {told.Worst.Key} with {told.Amendment}: surely at least {Percent(Share.OfAgree(told.Worst.Value).Sure.Lower)}.";
    }

    private static List<Outcome> Compared(Round round) => [.. round.Outcomes.Where(o => Large(o).Count >= 2)];

    private static Dictionary<string, Count> Large(Outcome outcome) =>
        outcome.Tally.Groups.Where(g => g.Value.Total >= Outcomes.SmallestGroup).ToDictionary(g => g.Key, g => g.Value);

    private static IEnumerable<Block> Found(Shown shown, Round round)
    {
        yield return new Subtitle("People who vote alike");
        if (round.Opinion is not { Groups.IsEmpty: false } opinion)
        {
            yield return new Paragraph(WhyNone(round));
            yield break;
        }

        yield return new Paragraph($"{Sizes(opinion)} {Settled(opinion)}");
        yield return Map(opinion);
        foreach (var group in opinion.Groups)
        {
            yield return new Subtitle($"What group {group.Name} is known by");
            yield return Known(shown, round, group.Name);
        }

        yield return new Subtitle("What the groups agree on");
        yield return List(shown, round, Shared(opinion), "Nothing has a clear majority on one side in every group.");
        yield return new Subtitle("Where they differ most");
        var apart = opinion.Counts.Where(c => c.Groups.Count > 1 && GroupConsensus.Divide(c.Groups.Values) > 0).OrderByDescending(c => GroupConsensus.Divide(c.Groups.Values)).Take(MostNamed).ToList();
        if (apart.Count == 0)
            yield return new Paragraph("The groups are surely apart on no amendment.");
        foreach (var tally in apart)
            yield return new Bars(new Chart(
                $"{Titles.Of(shown.Workshop, tally.Amendment, 100)} ({Became(round, tally)}{Informed(tally)})", ["Agree", "Disagree", "Pass"], [.. tally.Groups.Select(g => Row($"Group {g.Key}", g.Value))]));
    }

    private static string WhyNone(Round round) => round.Opinion switch
    {
        null => "This round was closed before PolicyBot looked for opinion groups.",
        { Placed: < Opinion.EnoughPeople } o => $"Groups of people who vote alike are looked for from {Opinion.EnoughPeople} people on who cast at least {Conversation.EnoughVotes} ballots each, because below that they are mostly chance. Here {Speaking.People(o.Placed)} did{(round.Amendments.Count < Conversation.EnoughVotes ? $": the round had only {Speaking.Many(round.Amendments.Count, "amendment", "amendments")}" : "")}.",
        _ => "No division of the people into groups of at least five holds: opinions shade into each other.",
    };

    private static string Sizes(Opinion opinion) =>
        $"{opinion.Placed} of {Speaking.People(opinion.People)} voted often enough to be compared. They fall into {opinion.Groups.Count} groups who vote alike: {string.Join(", ", opinion.Groups.Select(g => $"{g.Name} with {Speaking.People(g.People)}"))}.";

    private static string Settled(Opinion opinion) =>
        (opinion.Separation switch { >= 0.5 => "The groups are clearly apart", >= 0.25 => "The groups are apart, with some people in between", _ => "The groups shade into each other" })
        + string.Create(CultureInfo.InvariantCulture, $" (mean silhouette {opinion.Separation:0.00}).")
        + (opinion.Placed < Opinion.SettledPeople ? $" With fewer than {Opinion.SettledPeople} people they are provisional: a few more could divide them otherwise." : "");

    private static Bars Map(Opinion opinion) => new(new Chart(
        "The opinion map: near means alike",
        ["People"],
        [.. opinion.Groups.Select(g => new ChartRow($"Group {g.Name}", [g.People], $"Group {g.Name}: {Speaking.People(g.People)}, {Side(g.Centre)} of the map"))])
    {
        Map = new OpinionMap(opinion.Map, opinion.Groups),
    });

    private static string Side(Point centre)
    {
        var across = centre.X switch { < -0.5 => "left", > 0.5 => "right", _ => "middle" };
        return centre.Y switch { < -0.5 => $"lower {across}", > 0.5 => $"upper {across}", _ => across };
    }

    private static Facts Known(Shown shown, Round round, string group)
    {
        var found = Representative.Of(round.Opinion!.Counts.Where(c => c.Groups.ContainsKey(group))
            .Select(c => (c.Amendment, c.Groups[group], Outside(c, group))));
        return found.Count == 0
            ? new Facts([new Fact("Nothing", "No vote surely tells this group from the others.")])
            : new Facts([.. found.Select(r => new Fact(Titles.Of(shown.Workshop, r.Amendment, 100), $"{(r.Agrees ? "agrees" : "disagrees")}: {Side(round, r, group)}"))]);
    }

    private static string Side(Round round, Representative found, string group)
    {
        var count = round.Opinion!.Counts.First(c => c.Amendment == found.Amendment);
        var (inside, outside) = (count.Groups[group], Outside(count, group));
        return found.Agrees
            ? $"{inside.Agree} of {inside.Total} here, {outside.Agree} of {outside.Total} elsewhere"
            : $"{inside.Disagree} of {inside.Total} here, {outside.Disagree} of {outside.Total} elsewhere";
    }

    private static Count Outside(Tally tally, string group) => new(
        tally.Count.Agree - tally.Groups[group].Agree, tally.Count.Disagree - tally.Groups[group].Disagree, tally.Count.Pass - tally.Groups[group].Pass);

    /// <summary>What most people surely agree with, or surely reject, and every group on the same side; the surest first.</summary>
    private static IEnumerable<Tally> Shared(Opinion opinion)
    {
        var clear = opinion.Counts.ToDictionary(c => c.Amendment);
        var whole = opinion.Counts.Where(c => c.Groups.Count == opinion.Groups.Count).ToList();
        var agreed = whole.Where(c => c.Groups.Values.All(g => Share.OfAgree(g).Sure.Lower > 0.5))
            .OrderByDescending(c => GroupConsensus.Sure(c.Groups.Values)).Take(MostNamed);
        var rejected = CommonGround.Of(whole.Select(c => (c.Amendment, c.Count))).Where(c => !c.Agrees)
            .Select(c => clear[c.Amendment]).Where(c => c.Groups.Values.All(g => Share.OfAgree(g).Sure.Upper < 0.5));
        return agreed.Concat(rejected);
    }

    private static Block List(Shown shown, Round round, IEnumerable<Tally> tallies, string none)
    {
        ImmutableList<Fact> facts = [.. tallies.Select(t => new Fact(
            Titles.Of(shown.Workshop, t.Amendment, 100),
            $"{string.Join(", ", t.Groups.Select(g => $"{g.Key} {g.Value.Agree} of {g.Value.Decided} agree"))}; {Became(round, t)}{Informed(t)}"))];
        return facts.IsEmpty ? new Paragraph(none) : new Facts(facts);
    }

    private static string Became(Round round, Tally tally) =>
        round.Outcomes.Find(o => o.Amendment == tally.Amendment) is { } outcome ? Speaking.Word(outcome.Result) : "not decided";

    private static string Informed(Tally tally) =>
        string.Create(CultureInfo.InvariantCulture, $"; group-informed consensus {GroupConsensus.Plain(tally.Groups.Values):0.00}");

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{Math.Round(100 * share)} %");
}
