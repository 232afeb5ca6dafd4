using System.Collections.Immutable;
using PolicyBot.Core;
using PolicyBot.Core.Log;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Reports;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Views;
using PolicyBot.Core.Voting;
using PolicyBot.Core.Workshops;
using Xunit;

namespace PolicyBot.Tests.Core.Reports;

/// <summary>Every version is made again from the one before it; a forger rewrites one and every hash behind it.</summary>
public sealed class VersionVerificationTests
{
    private static readonly WorkshopExport RolledBack = ExportExamples.OnlyAttributed().Then((w, at) => Editing.RollBack(w, new(new(1), Sure: true), at)).Export();

    private static readonly WorkshopExport Imported = ExportExamples.OnlyAttributed()
        .Then((w, at) => Editing.Import(w, new("# Care\n\nBe kind and brief.\n\nAsk before you answer.\n"), at)).Export();

    private static readonly WorkshopExport Overruled = ExportExamples.OnlyAttributed()
        .Then((w, at) => Overruling.Overrule(w, new OverruleOutcome(new(2), Result.Adopted, "A court has ruled.", Sure: true), at)).Export();

    public static TheoryData<string> Kinds => ["rollback", "import", "overruled", "automatic", "facilitator"];

    [Theory, MemberData(nameof(Kinds))]
    public void A_version_that_no_close_made_is_recomputed(string kind)
    {
        var export = Of(kind);

        Assert.Empty(Verification.Of(export).Where(c => !c.Holds).Select(c => $"{c.What} {c.Detail}"));
        Assert.Contains(Verification.Of(export), c => c is { What: "v3 follows from the version before it.", Open: false });
    }

    /// <summary>An import's words are those of its document, which is nowhere else: only the head of the log, which was posted, tells of others.</summary>
    [Theory, MemberData(nameof(Kinds))]
    public void Another_text_of_it_or_a_part_left_out_is_found(string kind)
    {
        Breaks(kind, v => v with { Policy = new Policy([.. v.Policy.Parts.Select(p => p is Clause c ? c with { Text = ExportExamples.T($"{c.Text} Or not.") } : p)]) }, mayBeAnImport: kind == "import");
        Breaks(kind, v => v with { Policy = new Policy(v.Policy.Parts.RemoveAt(0)) }, mayBeAnImport: kind == "import");
    }

    [Theory, MemberData(nameof(Kinds))]
    public void That_it_would_need_no_ratification_is_found(string kind) => Breaks(kind, v => v with { Provisional = false });

    [Theory, MemberData(nameof(Kinds))]
    public void Another_number_time_or_reason_is_found(string kind)
    {
        Breaks(kind, v => v with { Number = new(7) });
        Breaks(kind, v => v with { MadeAt = v.MadeAt.AddSeconds(1) });
        Breaks(kind, v => v with { Because = "Everybody wished it" });
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Another_clause_number_or_rationale_is_found(string kind)
    {
        Breaks(kind, v => v with { Policy = new Policy([.. v.Policy.Parts.Select(p => p is Clause c ? c with { Id = new(c.Id.Number + 40) } : p)]) });
        Breaks(kind, v => v with { Policy = new Policy([.. v.Policy.Parts.Select(p => p is Clause c ? c with { Rationale = ExportExamples.T("Because.") } : p)]) });
    }

    [Fact]
    public void A_ratification_that_asks_about_another_version_is_found()
    {
        var export = ExportExamples.OnlyAttributed().Then((w, at) => Editing.RollBack(w, new(new(1), Sure: true), at)).Then(Opened).Export();
        Assert.Empty(Verification.Of(export).Where(c => !c.Holds).Select(c => $"{c.What} {c.Detail}"));

        var forged = Rewritten(export, c => c is AmendmentProposed { Amendment: { Proposal: RatifyVersion r } a } ? new AmendmentProposed(a with { Proposal = r with { OrElse = new(0) } }) : c);

        Assert.Contains(Verification.Of(forged), c => c is { What: "A3 asks about the right versions.", Holds: false });
    }

    private static Decision Opened(Workshop workshop, Occasion at) =>
        Opening.Open(workshop, new OpeningAsked(new OpenRound("48h", SettingsPatch.Nothing, [], true) { Sure = true }, DecisionRule.Default, Names.Nobody), at);

    private static WorkshopExport Of(string kind) => kind switch
    {
        "rollback" => RolledBack,
        "import" => Imported,
        "overruled" => Overruled,
        "automatic" => Redrafted(RedraftMode.Automatic).Then((w, at) => Redrafting.ApplyShown(w, [.. w.Drafted.Select(a => a.Id)], at), byClock: true).Export(),
        _ => Redrafted(RedraftMode.Facilitator).Then((w, at) => Applied(w, w.AwaitingFacilitator.Single(), at)).Export(),
    };

    private static Accepted Applied(Workshop workshop, AmendmentId redraft, Occasion at)
    {
        var policy = Adoption.Apply(workshop.Current.Policy, workshop.ClausesMade, [workshop.Find(redraft)!]).Policy;
        var version = new PolicyVersion(workshop.NextVersion(), policy, at.Now, $"A facilitator applied the redraft {redraft}", Provisional: true);
        return Decision.Accept(Reply.Say("Applied."), new VersionMade(version), new RedraftApplied(redraft, version.Number));
    }

    private static ExportExamples Redrafted(RedraftMode mode) => ExportExamples.Returned()
        .Then((w, _) => Decision.Accept(Reply.Say("Set."), new SettingsChanged(w.Settings with { Redraft = mode })))
        .Then((w, at) => Redrafting.Take(w, new(2), new RedraftTaken("Say when you are unsure.", "It is shorter.", [], ImmutableDictionary<string, string>.Empty), at), byClock: true);

    private static void Breaks(string kind, Func<PolicyVersion, PolicyVersion> change, bool mayBeAnImport = false)
    {
        var export = Of(kind);
        var last = export.Log.Select(e => e.Change).OfType<VersionMade>().Last();
        var forged = Rewritten(export, c => ReferenceEquals(c, last) ? new VersionMade(change(last.Version)) : c);

        var broken = Verification.Of(forged).Where(c => !c.Holds).Select(c => c.What).ToList();

        Assert.Equal(mayBeAnImport, broken.Count == 0);
    }

    private static WorkshopExport Rewritten(WorkshopExport export, Func<Change, Change> change) => ExportExamples.Sealed(export with
    {
        Log = export.Log.Aggregate(ImmutableList<LogEntry>.Empty, (log, e) => log.Add(Chain.Link(log.LastOrDefault(), e.At, e.By, change(e.Change)))),
    });
}
