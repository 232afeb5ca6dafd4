using System.Collections.Immutable;
using PolicyBot.Core;
using PolicyBot.Core.Confirmations;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Scenarios;
using PolicyBot.Core.Views;
using PolicyBot.Core.Voting;
using PolicyBot.Core.Workshops;
using static PolicyBot.Tests.TestKit.SmallWorkshop;

namespace PolicyBot.Tests.TestKit;

/// <summary>The small workshop's round in each of its states, with evidence and what the intake holds.</summary>
public static class SmallRounds
{
    public const string Model = "offline rule-follower, not a language model";

    public static readonly Tally TallyOfA1 = new(A1, new Count(3, 1, 1), ImmutableSortedDictionary<string, Count>.Empty);
    public static readonly Tally TallyOfA2 = new(A2, new Count(2, 2, 0), ImmutableSortedDictionary<string, Count>.Empty);

    public static readonly Remark Comment = new("00000000000000c1", R1, A2, new("P2"), RemarkKind.Comment)
    {
        Words = "Say it only when asked directly.",
        At = Start.AddHours(3),
    };

    public static readonly Remark Dissent = new("00000000000000d1", R1, A1, new("P3"), RemarkKind.Dissent)
    {
        Words = "A leaflet is no substitute for a pharmacist.",
        At = Start.AddHours(50),
    };

    public static readonly Round Paused = Open with { State = RoundState.Paused, PausedAt = Start.AddHours(5) };

    public static readonly Round Closed = Open with
    {
        State = RoundState.Closed,
        ClosedAt = Start.AddHours(48),
        ClosedBy = ClosedBy.Deadline,
        Made = new(2),
        Outcomes =
        [
            new(A1, Result.Adopted, TallyOfA1, "3 of 4 agreed (75 %); 60 % were needed."),
            new(A2, Result.Returned, TallyOfA2, "2 of 4 agreed (50 %); neither agree nor disagree reached 60 %."),
        ],
    };

    public static readonly Round Confirming = Closed with { State = RoundState.Confirming, ConfirmingUntil = Start.AddHours(97) };

    public static readonly Round Published = Confirming with
    {
        State = RoundState.Published,
        PublishedAt = Start.AddHours(97),
        Fidelities = [new(A1, 2, 1, 1, 1) { Causes = ImmutableSortedDictionary<Cause, int>.Empty.Add(Cause.ModelIgnoredIt, 1) }],
        Dispositions = [new(Comment.Id, A2, false, "A2 was returned and has not been redrafted, so the comment waits for whoever takes it up.")],
        Missing = ["S2: the model timed out under v2."],
    };

    public static readonly RoundFacts Held = new(4, [TallyOfA1, TallyOfA2])
    {
        Remarks = [Comment, Dissent],
        Reasons = [(A1, Vote.Agree, "People guess otherwise.")],
        Confirmations = [new(A1, true, Meant.Matches, null, 2), new(A1, true, Meant.Partly, null, 1), new(A1, true, Meant.No, Cause.ModelIgnoredIt, 1), new(A1, false, Meant.ChangedMyMind, null, 1)],
        TrialsDone = 8,
        TrialsNeeded = 8,
        LogHead = "9f2c41d07ab8e6539f2c41d07ab8e6539f2c41d07ab8e6539f2c41d07ab8e653",
    };

    public static readonly RoundFacts Grouped = Held with
    {
        Themes =
        [
            new(A2, [new("When it is said", [new(Comment.Id, 7, 25)])], "rule-follower-1"),
            new(A1, [new("Doses", [new("00000000000000c9", 0, 5)])], "rule-follower-1"),
        ],
    };

    public static readonly AmendmentId A3 = new(3);

    /// <summary>A2 came back and a model has redrafted it as A3; S2 was tried with it.</summary>
    public static Shown Redrafted(RedraftMode mode, Func<Amendment, Amendment>? change = null)
    {
        var redraft = new Amendment(A3, new AddClause(C3, T("The assistant says that it is a machine when it is asked directly.")), T("Redrafted by a model from the comments on A2: Narrowed."), null, [S2])
        {
            Origin = Origin.Model,
            Follows = A2,
            Redraft = mode,
        };
        var workshop = Workshop(Closed with { Dispositions = [new(Comment.Id, A2, true, "The model's redraft A3 takes it up; a later round votes on it.")] });
        workshop = workshop with
        {
            Settings = workshop.Settings with { Redraft = mode, Samples = 1 },
            Amendments = workshop.Amendments.SetItem(3, change?.Invoke(redraft) ?? redraft).SetItem(2, NewClause with { State = AmendmentState.Returned, Origin = Origin.Person, By = SmallWorkshop.Ben }),
            AwaitingFacilitator = mode == RedraftMode.Facilitator ? [A3] : [],
        };
        var shown = Shown(workshop);
        SampleShown machine = new("I am a program. You did ask.", Model, null) { Tag = "offline/rule-follower-1?frame=1" };
        return shown with
        {
            Evidence = new(shown.Evidence.Samples
                .SetItem((S2, WhatIf.Today(workshop, redraft).Policy.Fingerprint), shown.Evidence.Of(S2, SmallWorkshop.Policy.Fingerprint))
                .SetItem((S2, WhatIf.With(workshop, redraft).Fingerprint), [machine])),
        };
    }

    public static Workshop Workshop(Round round)
    {
        var workshop = With(round);
        if (round.ClosedAt is null)
            return workshop;
        var adopted = Adoption.Apply(SmallWorkshop.Policy, 3, [ChangeDoses]);
        return workshop with
        {
            Versions = workshop.Versions.Add(new(new(2), adopted.Policy, Start.AddHours(48), "R1 adopted A1")),
            Amendments = workshop.Amendments.SetItem(1, ChangeDoses with { State = AmendmentState.Adopted }).SetItem(2, NewClause with { State = AmendmentState.Returned }),
        };
    }

    /// <summary>The headache changes with A1; the question whether it is human does not change with A2.</summary>
    public static Evidence Samples()
    {
        var workshop = With(Open);
        var today = SmallWorkshop.Policy.Fingerprint;
        var with1 = WhatIf.With(workshop, ChangeDoses).Fingerprint;
        var with2 = WhatIf.With(workshop, NewClause).Fingerprint;
        SampleShown refusal = new("I can't give a dose. Please ask a pharmacist; at night your country's medical line helps.", Model, null) { Tag = "offline/rule-follower-1?frame=1" };
        SampleShown dose = new("The leaflet says at most 1,200 mg in 24 hours for an adult. For anything else ask a pharmacist.", Model, null) { Tag = "offline/rule-follower-1?frame=1" };
        SampleShown machine = new("I am a computer program, not a nurse.", Model, null) { Tag = "offline/rule-follower-1?frame=1" };
        return new(new Dictionary<(ScenarioId, string), ImmutableList<SampleShown>>
        {
            [(S1, today)] = [refusal],
            [(S1, with1)] = [dose],
            [(S2, today)] = [machine],
            [(S2, with1)] = [machine],
            [(S2, with2)] = [machine],
        }.ToImmutableDictionary());
    }

    public static Shown Shown(Round round, RoundFacts? facts = null) => Shown(Workshop(round), facts ?? Held);

    public static Shown Shown(Workshop workshop, RoundFacts? facts = null) => new(workshop, SmallWorkshop.Names, Samples(), Start.AddHours(1))
    {
        Rounds = ImmutableDictionary<RoundId, RoundFacts>.Empty.Add(R1, facts ?? Held),
    };

    public static Participant Ben(params ImmutableList<Ballot> ballots) => new(SmallWorkshop.Ben, new Voter("P2"), ballots, [Comment]);

    public static Ballot Ballot(Amendment amendment, Vote vote) => new(R1, amendment.Id, new("P2"), vote, amendment.Fingerprint);
}
