using PolicyBot.Core.Log;
using PolicyBot.Core.Reports;
using Xunit;

namespace PolicyBot.Tests.Core.Reports;

/// <summary>What a forger adds to rows, or takes out of the log, where an export never has it so.</summary>
public sealed class RowVerificationTests
{
    private static readonly WorkshopExport True = ExportExamples.Ranked().Export();

    [Fact]
    public void Ranked_rounds_pass_every_check_published_or_not()
    {
        foreach (var story in new[] { ExportExamples.Ranked(), ExportExamples.RankedUnpublished() })
            Assert.Empty(Verification.Of(story.Export()).Where(c => !c.Holds).Select(c => $"{c.What} {c.Detail}"));
    }

    [Fact]
    public void A_ballot_of_an_anonymous_round_that_tells_when_why_or_of_which_small_group_it_is_is_found()
    {
        const string what = "R2: every ballot is on an amendment of it, on the text that was voted on.";
        var alone = True.Rounds[1].Ballots.FindIndex(b => b.Group is null);

        Assert.Contains("tells more", Broken(Ballot(0, b => b with { CastAt = ExportExamples.Noon }), what));
        Assert.Contains("tells more", Broken(Ballot(0, b => b with { Reason = "It was me." }), what));
        Assert.Contains("fewer than 5", Broken(Ballot(alone, b => b with { Group = "Doctors" }), what));
    }

    [Fact]
    public void A_comment_or_a_ranking_of_an_anonymous_round_that_tells_when_it_was_made_is_found()
    {
        var unpublished = ExportExamples.Unpublished().Export();
        var comment = unpublished.Rounds[1].Remarks[0] with { At = ExportExamples.Noon };
        var commented = unpublished with { Rounds = unpublished.Rounds.SetItem(1, unpublished.Rounds[1] with { Remarks = [comment] }) };
        var rows = True.Rounds[3];
        var ranked = True with { Rounds = True.Rounds.SetItem(3, rows with { Rankings = rows.Rankings!.SetItem(0, rows.Rankings[0] with { CastAt = ExportExamples.Noon }) }) };

        Assert.Contains(comment.Id, Broken(commented, "R2: reasons, comments and confirmations belong to it."));
        Assert.Contains("when it was made", Broken(ranked, "R4: every ranking is of its rival wordings."));
    }

    [Fact]
    public void Words_that_go_from_the_log_although_nobody_was_forgotten_are_missed()
    {
        var at = True.Log.FindIndex(e => e.Change is RoundPublished { Said.Count: > 0 });
        var published = (RoundPublished)True.Log[at].Change;
        var dissent = published.Said!.Find(s => s.Id == "d1")!;
        var silenced = published with { Said = published.Said.Replace(dissent, dissent with { Words = new(dissent.Words.Hash, null, null) }) };
        var rows = True.Rounds[0];
        var forged = True with
        {
            Log = True.Log.SetItem(at, True.Log[at] with { Change = silenced }),
            Rounds = True.Rounds.SetItem(0, rows with { Remarks = rows.Remarks.ConvertAll(r => r.Id == "d1" ? r with { Words = null } : r) }),
        };

        Assert.Contains($"Entry {at + 1}:", Broken(forged, "Words are missing from the log only where it says why."));
    }

    private static WorkshopExport Ballot(int index, Func<ExportedBallot, ExportedBallot> change)
    {
        var rows = True.Rounds[1];
        return True with { Rounds = True.Rounds.SetItem(1, rows with { Ballots = rows.Ballots.SetItem(index, change(rows.Ballots[index])) }) };
    }

    private static string Broken(WorkshopExport forged, string what) =>
        Assert.Single(Verification.Of(ExportExamples.Sealed(forged)), c => c.What == what && !c.Holds).Detail;
}
