using System.Collections.Immutable;
using PolicyBot.Core;
using PolicyBot.Core.Log;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Scenarios;
using PolicyBot.Core.Voting;
using PolicyBot.Core.Workshops;
using Xunit;
using static PolicyBot.Tests.Core.Desk;

namespace PolicyBot.Tests.Core.Scenarios;

public sealed class TrialPlanTests
{
    private readonly Desk desk = new();
    private readonly AmendmentId a1;
    private readonly AmendmentId a2;

    /// <summary>Two amendments that share S1, and S2 that belongs to none.</summary>
    public TrialPlanTests()
    {
        a1 = desk.Proposes(Ben, "Be kind and brief.", 1);
        a2 = desk.Proposes(Ben, "Cite sources.");
        desk.Accepts(Ben, (w, at) => Staging.Add(w, new("Who says so?", null, null, a1), at));
        desk.Accepts(Ben, (w, _) => Staging.Link(w, new(new(1), a2)));
        desk.Accepts(Ben, (w, at) => Staging.Add(w, new("How much?", null, null, null), at));
    }

    [Fact]
    public void Without_a_round_nothing_is_wanted() => Assert.Empty(TrialPlan.For(desk.Workshop));

    [Fact]
    public void A_preparing_round_wants_today_and_no_policy_once_and_every_change_alone()
    {
        desk.Accepts(Anna, (w, at) => Running.ChangeSettings(w, new(new SettingsPatch { Samples = "2" }), People, at));
        desk.Prepares(a1, a2);

        var plan = TrialPlan.For(desk.Workshop);

        Assert.Equal(2 * 4, plan.Count);
        Assert.Equal([1, 1, 1, 1, 2, 2, 2, 2], plan.Select(t => t.Sample));
        Assert.Equal(2, plan.Count(t => t.Policy == Policy.Empty));
        Assert.All(plan, t => Assert.Equal(new ScenarioId(1), t.Scenario.Id));
        Assert.Equal([1, 2], plan.Where(t => t.Version == new VersionNumber(1)).Select(t => t.Sample));
        Assert.Equal("Be kind and brief.", plan.First(t => t.Version is null && t.Amendment == a1 && t.Policy != Policy.Empty).Policy.Find(new ClauseId(1))!.Text);
        var withA2 = plan.First(t => t.Version is null && t.Amendment == a2).Policy;
        Assert.Equal("Be kind.", withA2.Find(new ClauseId(1))!.Text);
        Assert.Equal("Cite sources.", withA2.Find(new ClauseId(3))!.Text);
    }

    [Fact]
    public void A_drafted_redraft_is_tried_but_never_before_what_a_round_waits_for()
    {
        var redraft = desk.Workshop.Find(a1)! with { Id = new(3), Origin = Origin.Model, Follows = a1, Redraft = RedraftMode.Automatic };
        desk.Happens(new AmendmentProposed(redraft));
        Assert.Equal(3 * desk.Workshop.Settings.Samples, TrialPlan.OfRedrafts(desk.Workshop).Count);

        desk.Prepares(a2);
        Assert.Empty(TrialPlan.OfRedrafts(desk.Workshop));
        desk.Happens(new VotingOpened(new(1), desk.At(null).Now.AddDays(1)));
        Assert.NotEmpty(TrialPlan.OfRedrafts(desk.Workshop));
        desk.Ends(Result.Returned);
        desk.Happens(new WorkshopArchived());
        Assert.Empty(TrialPlan.OfRedrafts(desk.Workshop));
    }

    [Fact]
    public void A_draft_is_tried_on_the_current_version_and_keeps_its_samples_when_its_round_opens()
    {
        var drafted = TrialPlan.ForAmendment(desk.Workshop, desk.Workshop.Find(a2)!).Select(t => t.Key("m")).ToList();
        desk.Prepares(a1, a2);

        Assert.Equal(3 * desk.Workshop.Settings.Samples, drafted.Count);
        Assert.Subset(TrialPlan.For(desk.Workshop).Select(t => t.Key("m")).ToHashSet(), drafted.ToHashSet());
    }

    [Fact]
    public void A_closed_round_wants_all_scenarios_before_and_after()
    {
        var round = desk.Prepares(a1, a2);
        var before = TrialPlan.ForAmendment(desk.Workshop, desk.Workshop.Find(a2)!).Select(t => t.Key("m")).ToList();
        var adopted = Adoption.Apply(desk.Workshop.Current.Policy, desk.Workshop.ClausesMade, [desk.Workshop.Find(a1)!, desk.Workshop.Find(a2)!]);
        desk.Happens(
            new RoundClosed(round, ClosedBy.Hand, "", [.. new[] { a1, a2 }.Select(a => new Outcome(a, Result.Adopted, new(a, Count.None, ImmutableSortedDictionary<string, Count>.Empty), ""))]) { Made = new(2) },
            new VersionMade(new(new(2), adopted.Policy, desk.At(null).Now, "round")));

        var plan = TrialPlan.For(desk.Workshop);

        Assert.Equal(
            [(1, 1), (1, 2), (2, 1), (2, 2)],
            plan.Where(t => t.Sample == 1).Select(t => (t.Scenario.Id.Number, t.Version!.Value.Number)));
        Assert.Equal(before, TrialPlan.ForAmendment(desk.Workshop, desk.Workshop.Find(a2)!).Select(t => t.Key("m")));
    }

    [Fact]
    public void A_closed_round_that_adopted_nothing_wants_nothing()
    {
        var round = desk.Prepares(a1);
        desk.Happens(new RoundClosed(round, ClosedBy.Hand, "", []));

        Assert.Empty(TrialPlan.For(desk.Workshop));
    }

    [Fact]
    public void Retired_scenarios_and_amendments_that_no_longer_fit_are_left_out()
    {
        desk.Accepts(Anna, (w, at) => Editing.Import(w, new("# Care {#care}\n\nBe very kind.\n\nSay when you are unsure.\n"), at));
        Assert.Equal([new VersionNumber(2), null], TrialPlan.ForAmendment(desk.Workshop, desk.Workshop.Find(a1)!).Select(t => t.Version).Distinct());
        desk.Accepts(Ben, (w, at) => Staging.Retire(w, new(new(1)), at));

        Assert.Empty(TrialPlan.ForAmendment(desk.Workshop, desk.Workshop.Find(a1)!));
    }

    [Fact]
    public void A_ratification_compares_the_two_versions()
    {
        desk.Happens(new VersionMade(new(new(2), Policy.Empty, desk.At(null).Now, "rollback", true)));
        var ratify = new Amendment(new(9), new RatifyVersion(new(2), new(1)), null, null, [new(1)]);

        var policies = TrialPlan.ForAmendment(desk.Workshop, ratify).Where(t => t.Sample == 1).Select(t => t.Policy.Fingerprint);

        Assert.Equal([Policy.Empty.Fingerprint, desk.Workshop.Find(new VersionNumber(1))!.Policy.Fingerprint], policies);
    }

    [Fact]
    public void The_key_depends_on_everything_that_changes_a_response()
    {
        desk.Prepares(a1);
        var trial = TrialPlan.For(desk.Workshop)[0];
        var scenario = trial.Scenario;

        string[] keys =
        [
            trial.Key("m"), trial.Key("n"), (trial with { Sample = 2 }).Key("m"), (trial with { Policy = Policy.Empty }).Key("m"),
            (trial with { Scenario = scenario with { Background = Text.Of("Night.", "") } }).Key("m"),
            (trial with { Scenario = scenario with { Turns = [.. scenario.Turns, scenario.Turns[0]] } }).Key("m"),
        ];

        Assert.Equal(keys.Distinct(), keys);
        Assert.Equal(trial.Key("m"), (trial with { Amendment = null, Scenario = scenario with { Title = Text.Of("Other", "") } }).Key("m"));
    }
}
