using System.Collections.Immutable;
using PolicyBot.Core;
using PolicyBot.Core.Log;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Reports;
using Xunit;

namespace PolicyBot.Tests.Core.Reports;

/// <summary>What a publication tells is made again from the rows; a forger rewrites it and every hash behind it.</summary>
public sealed class PublicationVerificationTests
{
    private static readonly WorkshopExport True = ExportExamples.Finished().Export();
    private static readonly WorkshopExport Unmeant = ExportExamples.Unmeant().Export();

    [Fact]
    public void A_change_that_is_proposed_back_follows_from_the_confirmations()
    {
        Assert.Empty(Verification.Of(Unmeant).Where(c => !c.Holds).Select(c => $"{c.What} {c.Detail}"));
        Assert.Equal("A3", Unmeant.Log.Select(e => e.Change).OfType<AmendmentProposed>().Single(p => p.Amendment.Origin == Origin.Confirmation).Amendment.Id.ToString());
    }

    [Fact]
    public void One_that_is_reworded_left_out_or_made_up_is_found()
    {
        const string back = "R1: what its backers did not mean goes back.";
        Broken(OnChange<AmendmentProposed>(Unmeant, p => p.Amendment.Origin == Origin.Confirmation ? p with { Amendment = p.Amendment with { Rationale = ExportExamples.T("So be it.") } } : p), back);
        Broken(OnChange<AmendmentProposed>(Unmeant, p => p.Amendment.Origin == Origin.Confirmation ? null : p), back);
        Broken(OnChange<AmendmentProposed>(True, p => p.Amendment.Id == new AmendmentId(3) ? p with { Amendment = p.Amendment with { Origin = Origin.Confirmation } } : p), back);
    }

    [Fact]
    public void A_clause_that_the_model_is_said_not_to_follow_is_found() =>
        Broken(OnChange<RoundPublished>(True, p => p with { NotFollowed = [new(1)] }), "R1: the confirmations give which clauses the model does not follow.");

    [Fact]
    public void Another_disposition_or_none_is_found()
    {
        const string disposed = "R1: every comment has the disposition that its outcome gives.";
        Broken(OnChange<RoundPublished>(True, p => p with { Dispositions = p.Dispositions.ConvertAll(d => d with { Why = "We took it up." }) }), disposed);
        Broken(OnChange<RoundPublished>(True, p => p with { Dispositions = p.Dispositions.ConvertAll(d => d with { Answered = true }) }), disposed);
        Broken(OnChange<RoundPublished>(True, p => p with { Dispositions = [] }), disposed);
        Broken(OnChange<RoundPublished>(True, p => p with { Dispositions = [.. p.Dispositions, .. p.Dispositions] }), disposed);
    }

    [Fact]
    public void Evidence_that_is_said_to_be_missing_or_is_not_said_to_is_found()
    {
        Broken(OnChange<RoundPublished>(True, p => p with { Missing = ["S9: the model gave no response under v2."] }), "R1: what was missing is named.");
        Broken(OnChange<RoundPublished>(ExportExamples.Unanswered().Export(), p => p with { Missing = [] }), "R1: what was missing is named.");
    }

    [Fact]
    public void A_response_that_timed_out_is_named_as_missing()
    {
        var policy = True.Log.Select(e => e.Change).OfType<VersionMade>().Last(v => v.Version.Number == new VersionNumber(2)).Version.Policy.Fingerprint;
        var late = True.Samples[0] with { Policy = policy, Finish = "TimedOut", Text = "" };
        var samples = True.Samples.SetItem(0, late);

        Broken(OnChange<RoundPublished>(True with { Samples = samples }, p => p.Round == ExportExamples.Attributed ? p with { Samples = Commitments.OfSamples(samples) } : p), "R1: what was missing is named.");
    }

    [Theory, InlineData(1), InlineData(2)]
    public void Who_dropped_out_can_be_no_more_than_voted(int round) =>
        Broken(
            OnChange<RoundPublished>(True, p => p.Round.Number == round ? p with { TookPart = p.TookPart!.SetItem(0, p.TookPart[0] with { Finished = 40 }) } : p),
            round == 1 ? "R1: ballots and confirmations give who dropped out." : "R2: who dropped out fits the counts.");

    [Fact]
    public void What_an_anonymous_round_does_not_let_anybody_recompute_is_said_plainly()
    {
        var open = Verification.Of(True).Where(c => c.Open).Select(c => c.What).ToList();

        Assert.Contains("R2: the ballots give the opinion groups.", open);
        Assert.Contains("R2: each ballot is of the person and group who cast it, at that time.", open);
        Assert.DoesNotContain("R1: the ballots give the opinion groups.", open);
        Assert.Contains("People are called what the file calls them.", open);
    }

    [Fact]
    public void A_log_from_before_something_was_covered_holds_and_says_so()
    {
        var old = OnChange<RoundClosed>(
            OnChange<RoundPublished>(True, p => p with { Rows = null, Advice = null, Said = null, TookPart = null, Samples = null, ModelTook = null }),
            c => c with { Casts = null, Opinion = null });

        var checks = Verification.Of(ExportExamples.Sealed(old));

        Assert.Empty(checks.Where(c => !c.Holds).Select(c => $"{c.What} {c.Detail}"));
        Assert.Contains(checks, c => c is { Open: true, What: "R1: sample responses are as they were logged." });
    }

    private static void Broken(WorkshopExport forged, string what)
    {
        var checks = Verification.Of(ExportExamples.Sealed(forged));
        Assert.Contains(checks, c => c.What.Split(':')[^1] == what.Split(':')[^1] && !c.Holds);
        Assert.True(checks.Single(c => c.What == "The log's chain is unbroken.").Holds);
    }

    private static WorkshopExport OnChange<T>(WorkshopExport export, Func<T, T?> change)
        where T : Change => export with
        {
            Log = export.Log.Select(e => (Entry: e, Change: e.Change is T t ? change(t) : e.Change)).Where(e => e.Change is not null)
                .Aggregate(ImmutableList<LogEntry>.Empty, (log, e) => log.Add(Chain.Link(log.LastOrDefault(), e.Entry.At, e.Entry.By, e.Change!))),
        };
}
