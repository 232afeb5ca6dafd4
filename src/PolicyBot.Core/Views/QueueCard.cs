using PolicyBot.Core.CommandLine;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Voting;

namespace PolicyBot.Core.Views;

/// <summary>For facilitators: what people wrote lately, with the ids by which it can be hidden.</summary>
public static class QueueCard
{
    private const int Most = 8;

    /// <summary>Newest first. Comments of a hidden round are not there before its close: nobody sees them before.</summary>
    public static Card Of(Shown shown)
    {
        var workshop = shown.Workshop;
        var remarks = workshop.Rounds.Where(r => r.ShowsCounts).SelectMany(r => shown.Of(r.Id).Remarks)
            .Where(r => r.Words is not null && !r.Withdrawn).OrderByDescending(r => r.At).Take(Most).ToList();
        var drafts = workshop.Drafted.Where(a => a.Proposal is not RatifyVersion).Reverse().Take(Most).ToList();
        var scenarios = workshop.Scenarios.Values.Where(s => !s.Retired).Reverse().Take(Most).ToList();
        return new Card(
            "What people wrote lately",
            [
                .. Section("Comments and dissents", remarks.Select(r => Quoted(shown, r))),
                .. workshop.Running is { ShowsCounts: false, OpenedAt: not null } round
                    ? [new Paragraph($"What is written in {round.Id} shows when voting has ended. Until then nobody sees it.")]
                    : Array.Empty<Block>(),
                .. Section("Drafted amendments", drafts.Select(a => new Quote($"{a.Id} · {Speaking.Author(shown, a)}", Cut.Line(Titles.Of(a, 200), 200)))),
                .. Section("Scenarios", scenarios.Select(s => new Quote($"{s.Id} · {shown.Names.Of(s.AddedBy)}", Cut.Line(Speaking.Asked(s), 200)))),
                .. Section("Hidden", workshop.Hidden.Select(h => new Quote(h.Key, h.Value.ToString()))),
            ],
            [
                .. remarks.Take(2).Select(r => new Button($"Hide “{Cut.Line(r.Words!, 20)}”", Acts.Hide(r.Id))),
                .. drafts.Take(2).Select(a => new Button($"Hide {a.Id}", Acts.Hide(a.Id.ToString()))),
            ],
            "`moderate hide ID` hides, `moderate hide ID undo:yes` shows again, `moderate merge A5 into A3` drops a duplicate.").Fit("older ones are on the web page");
    }

    private static IEnumerable<Block> Section(string title, IEnumerable<Block> blocks)
    {
        var held = blocks.ToList();
        return held.Count == 0 ? [] : [new Subtitle(title), .. held];
    }

    private static Quote Quoted(Shown shown, Remark remark)
    {
        var round = shown.Workshop.Find(remark.Round)!;
        var kind = remark.Kind == RemarkKind.Dissent ? "dissent" : "comment";
        return new Quote($"{remark.Id} · {kind} on {remark.Amendment} · {Speaking.Writer(shown, round, remark.Voter)}", Cut.Line(remark.Words!, 200));
    }
}
