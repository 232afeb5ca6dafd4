using System.Globalization;
using System.Text.Json;
using PolicyBot.Core.Consensus;
using PolicyBot.Core.Log;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Voting;

namespace PolicyBot.Core.Reports;

/// <summary>Recomputes what a close told about opinions.</summary>
internal static class OpinionVerification
{
    public static IEnumerable<Check> Of(RoundClosed claim, Round round, ExportedRound? rows, IEnumerable<SealedBallot> valid)
    {
        var what = $"{claim.Round}: the ballots give the opinion groups.";
        if (claim.Opinion is not { } told)
            return [Check.CannotSay(what, "The log is from before opinions were looked at.")];
        if (rows is null)
            return [new Check(what, false, "Its ballots are not in the file.")];
        return round.Rule.Anonymous
            ? [
                Verification.Guarded($"{claim.Round}: the opinion groups fit the tallies.", () => Fits(told, claim)),
                Check.CannotSay(what, "The round is anonymous: the file does not tell which ballots are one person's."),
            ]
            : [Verification.Guarded(what, () => Recomputed(told, Opinions.Of(round, valid)))];
    }

    private static Finding Recomputed(Opinion told, Opinion found)
    {
        var (claimed, given) = (JsonSerializer.SerializeToElement(told, LogJson.Options), JsonSerializer.SerializeToElement(found, LogJson.Options));
        var differs = claimed.EnumerateObject().FirstOrDefault(p => !given.TryGetProperty(p.Name, out var other) || !JsonElement.DeepEquals(p.Value, other));
        return Finding.Unless(
            differs.Value.ValueKind == JsonValueKind.Undefined ? null : $"The log's {differs.Name} of the opinion analysis is not what the ballots give.",
            Said(found));
    }

    /// <summary>An anonymous round's file doesn't tell which ballots are one person's, so the groups can only be held against the counts.</summary>
    private static Finding Fits(Opinion told, RoundClosed claim)
    {
        var tallies = claim.Outcomes.ToDictionary(o => o.Amendment, o => o.Tally.Count);
        var odd = told.Counts.FirstOrDefault(c => !tallies.TryGetValue(c.Amendment, out var all) || !Within(c.Count, all) || !Within(Sum(c.Groups.Values), c.Count));
        var people = told.Groups.Sum(g => g.People);
        return Finding.Unless(
            odd is not null ? $"More people of opinion groups voted on {odd.Amendment} than people did."
                : people > told.Placed || told.Placed > told.People ? "There are more people in opinion groups than people who voted."
                : null,
            Said(told));
    }

    private static string Said(Opinion opinion) => string.Create(
        CultureInfo.InvariantCulture, $"{opinion.People} people, {opinion.Placed} of them placed, {opinion.Groups.Count} groups.");

    private static bool Within(Count part, Count all) => part.Agree <= all.Agree && part.Disagree <= all.Disagree && part.Pass <= all.Pass;

    private static Count Sum(IEnumerable<Count> counts) =>
        counts.Aggregate(Count.None, (a, b) => new Count(a.Agree + b.Agree, a.Disagree + b.Disagree, a.Pass + b.Pass));
}
