using System.Globalization;
using PolicyBot.Core.Log;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Scenarios;
using PolicyBot.Core.Views;
using PolicyBot.Core.Voting;

namespace PolicyBot.Core.Workshops;

/// <summary>What facilitators hide, show again and merge; each is in the log with its reason.</summary>
public static class Moderating
{
    private const int LongestWhy = 500;

    /// <summary>Hides a comment, a dissent, or a drafted amendment or scenario, or shows it again.</summary>
    /// <param name="exists">Whether there is a comment or dissent of that id.</param>
    public static Decision Hide(Workshop workshop, HideWords command, bool exists, Occasion occasion)
    {
        if (workshop.MayRun(occasion) is { } no)
            return no;
        if (command.Undo)
            return ShowAgain(workshop, command.What);
        if (workshop.Hidden.ContainsKey(command.What))
            return Decision.Accept(Reply.Say($"{command.What} is hidden", "It was already."));
        if (WhyNotHidden(workshop, command.What, exists) is { } refused)
            return refused;
        if (Wording.Check(command.Why ?? "", LongestWhy, "The reason", out var why) is { } unfit)
            return unfit;
        return Decision.Accept(
            Reply.Say($"{command.What} is hidden",
                "No card, report or redraft shows it any more. Its author reads your reason with `mine`.",
                $"`moderate hide {command.What} undo:yes` shows it again."),
            new WordsHidden(command.What, occasion.Text(why)));
    }

    private static Decision ShowAgain(Workshop workshop, string what)
    {
        if (!workshop.Hidden.ContainsKey(what))
            return Decision.Refuse($"{what} is not hidden.", "`moderate queue` lists what is.");
        var erased = Read(what) switch
        {
            ('A', var number) => workshop.Amendments[number].Proposal is AddClause { Wording.Value: null } or ReplaceClause { Wording.Value: null },
            ('S', var number) => workshop.Scenarios[number].Turns.Exists(t => t.Words.Value is null),
            _ => false,
        };
        return erased
            ? Decision.Refuse($"The words of {what} were erased at their author's request.", "It stays hidden; somebody else can propose it anew.")
            : Decision.Accept(Reply.Say($"{what} is shown again"), new WordsShown(what));
    }

    /// <summary>Drops a drafted amendment in favour of another one that says the same; its scenarios and its authors go over.</summary>
    public static Decision Merge(Workshop workshop, MergeAmendments command, Occasion occasion)
    {
        if (workshop.MayRun(occasion) is { } no)
            return no;
        if (workshop.Find(command.Amendment) is not { } from)
            return TakingBack.Unknown(workshop, command.Amendment);
        if (workshop.Find(command.Into) is not { } into)
            return TakingBack.Unknown(workshop, command.Into);
        if (from.Id == into.Id)
            return Decision.Refuse("That is one amendment.", "Name two, such as `moderate merge A5 into A3`.");
        if (new[] { from, into }.FirstOrDefault(a => a.State != AmendmentState.Proposed || a.Proposal is RatifyVersion) is { } settled)
            return Decision.Refuse($"{settled.Id} is no draft that can be merged.", "`workshop status` lists the drafted amendments.");
        if (from.Clause != into.Clause)
            return Decision.Refuse($"{from.Id} and {into.Id} change different clauses.", "Let the vote decide on each; only duplicates can be merged.");
        return Decision.Accept(
            Reply.Say($"{from.Id} is merged into {into.Id}", $"{into.Id} keeps its wording, has the scenarios of both, and names the authors of both."),
            new AmendmentMerged(from.Id, into.Id));
    }

    /// <summary>Remarks as they may be shown: hidden ones without their words, and those of anonymous rounds with the round's own time and in
    /// the order of their random ids, because when each was made would tell on people.</summary>
    public static IEnumerable<Remark> AsShown(this Workshop workshop, IEnumerable<Remark> remarks)
    {
        var shown = remarks.Select(r => workshop.Hidden.ContainsKey(r.Id) ? r with { Words = null } : r).ToList();
        var anonymous = workshop.Rounds.Where(r => r.Rule.Anonymous).ToDictionary(r => r.Id, r => r.ClosedAt ?? r.OpenedAt ?? r.PreparingSince);
        return shown.Exists(r => anonymous.ContainsKey(r.Round))
            ? shown.Select(r => anonymous.TryGetValue(r.Round, out var at) ? r with { At = at } : r).OrderBy(r => r.Id, StringComparer.Ordinal)
            : shown;
    }

    /// <summary>The entry as it may leave: what a publication logged of words that are hidden keeps its hash alone, so that the chain still holds.</summary>
    public static LogEntry AsShown(this Workshop workshop, LogEntry entry) => entry.Change is RoundPublished { Said: { } said } published
        ? entry with { Change = published with { Said = said.ConvertAll(s => workshop.Hidden.ContainsKey(s.Id) ? s with { Words = new Text(s.Words.Hash, null, null) } : s) } }
        : entry;

    internal static Workshop Apply(Workshop w, WordsHidden hidden) => Marked(
        w with { Hidden = w.Hidden.SetItem(hidden.Id, hidden.Why) }, hidden.Id, (AmendmentState.Withdrawn, Retired: true));

    internal static Workshop Apply(Workshop w, WordsShown shown) => Marked(
        w with { Hidden = w.Hidden.Remove(shown.Id) }, shown.Id, (AmendmentState.Proposed, Retired: false));

    internal static Workshop Apply(Workshop w, AmendmentMerged merged)
    {
        var dropped = w.Amendments[merged.Amendment.Number] with { State = AmendmentState.Withdrawn, MergedInto = merged.Into };
        return w.With(dropped).NotAwaiting(dropped.Id).With(merged.Into, stays => stays with
        {
            Scenarios = [.. stays.Scenarios.Union(dropped.Scenarios)],
            CoAuthors = [.. stays.Authors.Concat(dropped.Authors).Distinct().Where(p => p != stays.By)],
        });
    }

    // Taken out of use in the way that withdrawn amendments and retired scenarios are, so that nothing shows or runs them.
    private static Workshop Marked(Workshop w, string what, (AmendmentState State, bool Retired) taken) => Read(what) switch
    {
        ('A', var number) => w.With(w.Amendments[number] with { State = taken.State }).NotAwaiting(new AmendmentId(number)),
        ('S', var number) => w.With(w.Scenarios[number] with { Retired = taken.Retired }),
        _ => w,
    };

    private static Refused? WhyNotHidden(Workshop workshop, string what, bool exists)
    {
        switch (Read(what))
        {
            case ('A', var number):
                if (workshop.Find(new AmendmentId(number)) is not { } amendment)
                    return TakingBack.Unknown(workshop, new AmendmentId(number));
                return amendment is { State: AmendmentState.Proposed, Proposal: not RatifyVersion }
                    ? null
                    : new($"{what} is no draft any more.", "A round that runs can be ended with `round cancel`; what was decided stays readable.");
            case ('S', var number):
                if (Staging.WhyUnusable(workshop, new ScenarioId(number)) is { } unusable)
                    return unusable;
                return Staging.UsedIn(workshop, new ScenarioId(number)) is { } round
                    ? new($"Round {round.Id} shows {what}.", "Hide it when the round is published, or end the round with `round cancel`.")
                    : null;
            default:
                return exists ? null : new($"There is no comment {what}.", "`moderate queue` lists what people wrote, with ids.");
        }
    }

    private static (char Letter, int Number) Read(string what) =>
        what[0] is 'A' or 'S' ? (what[0], int.Parse(what.AsSpan(1), CultureInfo.InvariantCulture)) : ('-', 0);
}
