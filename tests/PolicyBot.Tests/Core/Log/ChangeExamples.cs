using System.Collections.Immutable;
using PolicyBot.Core;
using PolicyBot.Core.Confirmations;
using PolicyBot.Core.Consensus;
using PolicyBot.Core.Log;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Scenarios;
using PolicyBot.Core.Voting;
using PolicyBot.Core.Workshops;

namespace PolicyBot.Tests.Core.Log;

/// <summary>One change of every case, with every member set to something else than its default.</summary>
public static class ChangeExamples
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private static readonly RoundId Round = new(1);
    private static readonly AmendmentId A1 = new(1);
    private static readonly ScenarioId S1 = new(1);

    private static readonly Settings Settings = new(
        "Europe/Berlin",
        new DecisionRule(new ListedPeople([new("P1"), new("P2")]), new QuorumShare(20), 55, 50, 70) { Anonymous = true, Hidden = false },
        TimeSpan.FromHours(12), RedraftMode.Facilitator, 3)
    { Quiet = new(22, 7) };

    private static readonly ImmutableList<Outcome> Outcomes =
    [
        new(A1, Result.Adopted, new(A1, new(3, 1, 2), ImmutableSortedDictionary<string, Count>.Empty.Add("Ärzte", new(1, 0, 0)).Add("hash", new(2, 1, 2))), "75 % agree."),
    ];

    private static readonly Opinion Opinion = new(90, 80, 2, 9)
    {
        Groups = [new("A", 50, new(1.25, -0.5)), new("B", 30, new(-2, 0.125))],
        Separation = 0.5,
        Counts = [new(A1, new(40, 30, 10), ImmutableSortedDictionary<string, Count>.Empty.Add("A", new(35, 10, 5)).Add("B", new(5, 20, 5)))],
        Map = [new(new(1.2, -0.5), "A", 50), new(new(-2, 0.1), "B", 30)],
    };

    public static readonly ImmutableList<Change> All =
    [
        new WorkshopCreated(new("doctors"), "Doctors", Settings, new("room", "main:1"), new("P1")),
        new SettingsChanged(Settings),
        new PlaceLinked(new("discord", "12345")),
        new FacilitatorAdded(new("P2")),
        new FacilitatorRemoved(new("P2")),
        new GroupJoined(new("P2"), "Nurses 护士"),
        new VersionMade(new(new(1), CarePolicy, Noon, "import", true)),
        new AmendmentProposed(Amendment(1, new ReplaceClause(new(1), T("Be kind."), T("Be kind and brief.")))),
        new AmendmentProposed(Amendment(2, new AddClause(new(1), T("Say when unsure.")))),
        new AmendmentProposed(Amendment(3, new RemoveClause(new(1), T("Be kind.")))),
        new AmendmentProposed(Amendment(4, new RatifyVersion(new(2), new(1)))),
        new AmendmentWithdrawn(new(3), "The author withdrew it."),
        new ScenarioAdded(new(S1, T("Dose"), T("A ward at night."), [new(Speaker.Developer, T("Be terse.")), new(Speaker.User, T("How much?"))], new("P3"), true)),
        new ScenarioRetired(S1),
        new ScenarioLinked(S1, new(2)),
        new RoundPrepared(new(Round, Settings.Rule, new(1), [A1], new Lasting(TimeSpan.FromHours(48))) { PreparingSince = Noon }),
        new RoundPrepared(new(new(3), Settings.Rule with { Electorate = new ListedPeople([new("P1")]) { From = "everybody who had the role “nurses”" } }, new(1), [A1], new Lasting(TimeSpan.FromHours(48)))),
        new SettingsChanged(Settings with { Rule = Settings.Rule with { Electorate = new EverybodyOf(120) } }),
        new SettingsChanged(Settings with { Rule = Settings.Rule with { Electorate = new ChannelMembers() } }),
        new SettingsChanged(Settings with { Rule = Settings.Rule with { Electorate = new RoleHolders("nurses") } }),
        new RoundPrepared(new(new(2), DecisionRule.Default, new(1), [A1], new Until(Noon.AddDays(1)))),
        new VotingOpened(Round, Noon.AddDays(2)),
        new DeadlineMoved(Round, Noon.AddDays(3), T("The night shift asked for it.")),
        new RoundPaused(Round),
        new RoundResumed(Round, Noon.AddDays(4)),
        new RoundCancelled(Round),
        new RoundVoided(Round, "The threshold was changed."),
        new RoundClosed(Round, ClosedBy.EverybodyVoted, new string('b', 64), Outcomes) { Made = new(2), Opinion = Opinion, Voters = new string('c', 64), Contests = [new(new(1), [A1, new(2)], 3, [[0, 2], [1, 0]])], RankingDigest = new string('d', 64) },
        new ConfirmingStarted(Round, Noon.AddDays(6)),
        new RoundPublished(
            Round, [new(A1, 3, 1, 1, 2) { Causes = ImmutableSortedDictionary<Cause, int>.Empty.Add(Cause.SideEffect, 1) }],
            [new("0123456789abcdef", A1, true, "It is in the wording now.")], ["One sample of S1."])
        {
            Said = [new("0123456789abcdef", A1, new("P2"), T("What of nights?"))],
            Samples = ImmutableSortedDictionary<string, string>.Empty.Add("aa", "0123456789abcdef"),
            TookPart = [new(null, 7, 6, 5, 4), new("Nurses 护士", 5, 4, 3, 2)],
        },
        new OutcomeOverruled(Round, new(A1, Result.Declined, T("A court has ruled."), new("P1"), new(3))),
        new RemindersSent(Round, 7),
        new Redrafted(A1, new(5), T("Shorter."), [new("fedcba9876543210", A1, false, "It is another subject.")]),
        new RedraftApplied(new(4), new(3)),
        new AdviceAsked(A1),
        new PersonForgotten(new("P3")),
        new AccountsJoined(new("P7"), new("P2")),
        new WordsHidden("00112233445566aa", T("It names a patient.")),
        new WordsShown("A2"),
        new AmendmentMerged(new(2), new(4)),
        new WorkshopArchived(),
    ];

    public static Policy CarePolicy => new(
    [
        new Heading(T("# Care {#care}")),
        new Clause(new(1), T("Be kind."), T("People are tired.")),
    ]);

    /// <summary>A text that always gets the same salt, so that examples compare by value.</summary>
    public static Text T(string words) => Text.Of(words, "5a17");

    /// <summary>The examples as a whole chain, a minute apart.</summary>
    public static ImmutableList<LogEntry> Chained() => Chained(All);

    public static ImmutableList<LogEntry> Chained(IEnumerable<Change> changes) =>
        changes.Aggregate(ImmutableList<LogEntry>.Empty, (log, change) =>
            log.Add(Chain.Link(log.LastOrDefault(), Noon.AddMinutes(log.Count), new PersonId("P1"), change)));

    private static Amendment Amendment(int number, Proposal proposal) =>
        new(new(number), proposal, T("It helps."), new PersonId("P2"), [S1])
        {
            Origin = Origin.Confirmation,
            Follows = new(9),
            State = AmendmentState.Returned,
            Round = new(1),
            Redrafted = true,
            AskedAgain = true,
            Redraft = RedraftMode.Automatic,
            Applied = new(3),
        };
}
