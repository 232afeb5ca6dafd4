using System.Globalization;
using System.Text;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Views;
using PolicyBot.Core.Voting;

namespace PolicyBot.Core.Reports;

/// <summary>The record of a round's decisions, for people who were not there.</summary>
public static class DecisionRecord
{
    /// <summary>Markdown; before the close it says no more than that there is none yet.</summary>
    public static string Of(Shown shown, Round round)
    {
        var title = $"# Decision record: {round.Id} of {MarkdownWords.Line(shown.Workshop.Name)}\n\n";
        if (round.ClosedAt is not { } closed)
            return $"{title}{round.Id} has no result yet.\n";
        var record = new StringBuilder(title);
        record.Append(CultureInfo.InvariantCulture, $"Voting ended on {Deadlines.Written(closed, shown.Workshop.Settings.TimeZone)}, {How(round)}. ");
        record.Append(round.Made is { } made ? $"The policy went from {round.Base} to {made}.\n\n" : $"The policy stays {shown.Workshop.Find(round.Base)?.Number ?? round.Base}.\n\n");
        foreach (var overruled in OverruledWords.Of(shown, round))
            record.Append(CultureInfo.InvariantCulture, $"**{MarkdownWords.Line(overruled)}**\n\n");
        record.Append("## The rule\n\n");
        foreach (var sentence in RuleWords.Of(round.Rule, shown.Names))
            record.Append("- ").Append(MarkdownWords.Line(sentence)).Append('\n');
        record.Append("\n## Outcomes\n\n");
        foreach (var contest in round.Contests ?? [])
            record.Append(MarkdownWords.Line(RankingWords.Of(contest))).Append("\n\n");
        foreach (var outcome in round.Outcomes)
            Tell(record, shown, (round, outcome));
        Missing(record, round);
        if (shown.Of(round.Id).LogHead is { } head)
            record.Append(CultureInfo.InvariantCulture, $"The log's last hash is {MarkdownWords.Line(head)}.\n");
        return record.ToString();
    }

    private static string How(Round round) => round.ClosedBy switch
    {
        ClosedBy.Hand => "closed by hand",
        ClosedBy.EverybodyVoted => "once everybody had voted",
        _ => "at its deadline",
    };

    private static void Tell(StringBuilder record, Shown shown, (Round Round, Outcome Outcome) of)
    {
        var (round, outcome) = of;
        record.Append(CultureInfo.InvariantCulture, $"### {outcome.Amendment}: {outcome.Result.ToString().ToLowerInvariant()}\n\n{MarkdownWords.Line(outcome.Why)}\n\n");
        record.Append(CultureInfo.InvariantCulture, $"- All: {Numbers(outcome.Tally.Count)}\n");
        foreach (var (group, count) in outcome.Tally.Groups)
            record.Append(CultureInfo.InvariantCulture, $"- {MarkdownWords.Line(group)}: {Numbers(count)}\n");
        record.Append('\n');
        if (shown.Workshop.Find(outcome.Amendment) is { } amendment)
            Change(record, shown, amendment);
        if (round.Fidelities.Find(f => f.Amendment == outcome.Amendment) is { } fidelity)
            record.Append(CultureInfo.InvariantCulture, $"**Is it what was meant?** {MarkdownWords.Line(FidelityWords.Of(fidelity, round.Rule.Fidelity, round.NotFollowed is null))}\n\n");
        Dissent(record, shown, of);
        Comments(record, shown, of);
    }

    private static string Numbers(Count count) => string.Create(CultureInfo.InvariantCulture, $"{count.Agree} agree, {count.Disagree} disagree, {count.Pass} pass");

    private static void Change(StringBuilder record, Shown shown, Amendment amendment)
    {
        var (what, before, after) = amendment.Proposal switch
        {
            AddClause { After: { } anchor } a => ($"A new clause after {anchor}", null, (string?)a.Wording),
            AddClause a => ("A new clause at the end", null, (string?)a.Wording),
            ReplaceClause r => ($"A change of {r.Clause}", (string?)r.Base, (string?)r.Wording),
            RemoveClause r => ($"{r.Clause} taken out", (string?)r.Base, null),
            RatifyVersion r => ($"Whether {r.Version} stays, or the policy goes back to {r.OrElse}", null, null),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        record.Append(CultureInfo.InvariantCulture, $"{what}, proposed by {MarkdownWords.Line(Speaking.Author(shown, amendment))}.\n\n");
        Quoted(record, "Before:", before);
        Quoted(record, "After:", after);
        Quoted(record, "Because:", amendment.Rationale);
    }

    private static void Quoted(StringBuilder record, string label, string? words)
    {
        if (words is not null)
            record.Append(label).Append("\n\n").Append(MarkdownWords.Quote(words));
    }

    private static void Dissent(StringBuilder record, Shown shown, (Round Round, Outcome Outcome) of)
    {
        foreach (var dissent in Remarks(shown, of, RemarkKind.Dissent))
            Quoted(record, $"**Dissent** of {MarkdownWords.Line(Speaking.Writer(shown, of.Round, dissent.Voter))}:", Words(shown, of.Round, dissent));
    }

    private static void Comments(StringBuilder record, Shown shown, (Round Round, Outcome Outcome) of)
    {
        var all = of.Round.Became();
        foreach (var comment in Remarks(shown, of, RemarkKind.Comment))
        {
            var about = comment.Scenario is { } scenario ? $" on the response to {scenario}" : "";
            Quoted(record, $"**Comment** of {MarkdownWords.Line(Speaking.Writer(shown, of.Round, comment.Voter))}{about}:", Words(shown, of.Round, comment));
            var became = all.GetValueOrDefault(comment.Id);
            record.Append(became is null ? "What becomes of it is not decided yet.\n\n" : $"{(became.Answered ? "Answered" : "Not answered")}: {MarkdownWords.Line(became.Why)}\n\n");
        }
    }

    private static string Words(Shown shown, Round round, Remark remark) => remark.Words ?? $"[{ReportSheet.Gone(shown, round, remark).Words}]";

    // The order of an anonymous round's remarks must not tell when they were written.
    private static IEnumerable<Remark> Remarks(Shown shown, (Round Round, Outcome Outcome) of, RemarkKind kind)
    {
        var remarks = shown.Of(of.Round.Id).Remarks.Where(r => r.Kind == kind && !r.Withdrawn && r.Amendment == of.Outcome.Amendment);
        return of.Round.Rule.Anonymous ? remarks.OrderBy(r => r.Id, StringComparer.Ordinal) : remarks;
    }

    private static void Missing(StringBuilder record, Round round)
    {
        record.Append("## Missing evidence\n\n");
        if (round.State != RoundState.Published)
            record.Append("The round is not published yet: confirmations and dissents may still come in.\n");
        foreach (var missing in round.Missing)
            record.Append("- ").Append(MarkdownWords.Line(missing)).Append('\n');
        if (round is { State: RoundState.Published, Missing.IsEmpty: true })
            record.Append("No evidence is missing.\n");
        record.Append('\n');
    }
}
