using System.Collections.Immutable;
using PolicyBot.Core.CommandLine;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Voting;

namespace PolicyBot.Core.Views;

/// <summary>One person's own ballots, comments and amendments, and what became of them.</summary>
public static class MineCard
{
    private const int MaxRemarks = 8;

    public static Card Of(Shown shown, Participant me)
    {
        var amendments = shown.Workshop.Amendments.Values.Where(a => a.Authors.Contains(me.Person)).Reverse().ToList();
        var remarks = me.Remarks.Where(r => !r.Withdrawn && r.Words is not null).OrderByDescending(r => r.At).ToList();
        return new Card(
            "Mine",
            [
                .. Ballots(shown, me), new Subtitle("My comments"), .. Remarks(shown, remarks), new Subtitle("My amendments"), .. Amendments(shown, amendments), .. Scenarios(shown, me),
                .. shown.Workshop.Groups.TryGetValue(me.Person.Value, out var group) ? [new Paragraph($"Your group: {group}.")] : Array.Empty<Block>(),
            ],
            Buttons(shown, remarks, amendments.Where(a => a.By == me.Person)),
            "`mine forget` erases your name and your words.").Fit("ask for the export to see all of it");
    }

    private static IEnumerable<Block> Ballots(Shown shown, Participant me)
    {
        yield return new Subtitle("My votes");
        if (shown.Workshop.Running is not { } round)
            yield return new Paragraph("No round is running.");
        else if (me.Ballots.Where(b => b.Round == round.Id).OrderBy(b => b.Amendment.Number).ToList() is { Count: > 0 } ballots)
            yield return new Facts([.. ballots.Select(b => new Fact(Titles.Of(shown.Workshop, b.Amendment, 50), Vote(b)))]);
        else
            yield return new Paragraph($"You have not voted in {round.Id}.");
        foreach (var block in RankingWords.Own(me))
            yield return block;
    }

    private static string Vote(Ballot ballot) =>
        ballot.Vote.ToString().ToLowerInvariant() + (ballot.Reason is { } reason ? $", because: {reason}" : "");

    private static IEnumerable<Block> Remarks(Shown shown, List<Remark> remarks)
    {
        if (remarks.Count == 0)
            yield return new Paragraph("You have written none that can be linked to you.");
        foreach (var remark in remarks.Take(MaxRemarks))
        {
            var kind = remark.Kind == RemarkKind.Dissent ? "Dissent" : "Comment";
            var at = remark.Scenario is { } s ? $" ({s})" : "";
            yield return new Quote($"{kind} on {remark.Amendment}{at}", remark.Words!);
            yield return new Paragraph(Became(shown, remark));
        }

        if (remarks.Count > MaxRemarks)
            yield return new Paragraph($"{Speaking.Many(remarks.Count - MaxRemarks, "older one", "older ones")} not shown.");
    }

    private static string Became(Shown shown, Remark remark)
    {
        if (shown.Workshop.Hidden.TryGetValue(remark.Id, out var why))
            return HiddenBecause(why);
        var round = shown.Workshop.Find(remark.Round);
        if (round?.Became().GetValueOrDefault(remark.Id) is { } told)
            return told.Answered ? $"Answered: {told.Why}" : $"Not taken up: {told.Why}";
        return remark.Kind == RemarkKind.Dissent
            ? $"It is published with the report; until then `{Acts.EditRemark(remark.Id)}` changes it."
            : round is { ClosedAt: null } ? $"Until voting ends you can change it: `{Acts.EditRemark(remark.Id)}`." : "Nothing is decided about it yet.";
    }

    private static IEnumerable<Block> Amendments(Shown shown, List<Amendment> amendments)
    {
        if (amendments.Count == 0)
            yield return new Paragraph("You have proposed none.");
        else
            yield return new Facts([.. amendments.Take(10).Select(a => new Fact(Titles.Of(shown.Workshop, a.Id, 50), State(shown, a)))]);
    }

    private static IEnumerable<Block> Scenarios(Shown shown, Participant me) =>
        from scenario in shown.Workshop.Scenarios.Values
        where scenario.AddedBy == me.Person && shown.Workshop.Hidden.ContainsKey(scenario.Id.ToString())
        select new Paragraph($"Your scenario {scenario.Id}: {HiddenBecause(shown.Workshop.Hidden[scenario.Id.ToString()])}");

    private static string HiddenBecause(Text why) => $"hidden by a facilitator: {why}";

    private static string State(Shown shown, Amendment amendment) => amendment.State switch
    {
        _ when shown.Workshop.Hidden.TryGetValue(amendment.Id.ToString(), out var why) => HiddenBecause(why),
        _ when amendment.MergedInto is { } into => $"merged into {into}",
        AmendmentState.Proposed => "drafted for the next round",
        AmendmentState.InRound => $"in {amendment.Round?.ToString() ?? "a round"}",
        _ => amendment.State.ToString().ToLowerInvariant(),
    };

    private static ImmutableList<Button> Buttons(Shown shown, List<Remark> remarks, IEnumerable<Amendment> amendments)
    {
        var changeable = remarks.Where(r => shown.Workshop.Find(r.Round) is { State: RoundState.Open }
            || (r.Kind == RemarkKind.Dissent && shown.Workshop.Find(r.Round) is { Ended: false }));
        return
        [
            .. changeable.Take(2).SelectMany(r => new[]
            {
                new Button($"Edit “{Cut.Line(r.Words!, 20)}”", Acts.EditRemark(r.Id)),
                new Button($"Withdraw “{Cut.Line(r.Words!, 20)}”", Acts.WithdrawRemark(r.Id)),
            }),
            .. amendments.Where(a => a.State == AmendmentState.Proposed).Take(2).Select(a => new Button($"Withdraw {a.Id}", Acts.Withdraw(a.Id))),
        ];
    }
}
