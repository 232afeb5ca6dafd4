using System.Collections.Immutable;
using System.Globalization;
using PolicyBot.Core;
using PolicyBot.Core.Confirmations;
using PolicyBot.Core.Log;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Scenarios;
using PolicyBot.Core.Voting;
using PolicyBot.Core.Workshops;
using Xunit;

namespace PolicyBot.Tests.TestKit;

/// <summary>Drives a workshop through the loop without a shell: decisions are folded as they are accepted.</summary>
internal sealed class Loop
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    public static readonly PersonId Facilitator = new("P1");
    private int _seed;

    public Loop()
    {
        Apply(
            new WorkshopCreated(new WorkshopId("care"), "Care", Settings.Default with { TimeZone = "Europe/Berlin" }, new Place("room", "care"), Facilitator),
            new VersionMade(new PolicyVersion(new VersionNumber(0), Policy.Empty, Noon, "creation")),
            new VersionMade(new PolicyVersion(new VersionNumber(1), new Policy([Clause(1, "Be kind."), Clause(2, "Be brief."), Clause(3, "Be honest.")]), Noon, "import")),
            new ScenarioAdded(new Scenario(new ScenarioId(1), T("Bad news"), null, [new Turn(Speaker.User, T("Is it bad?"))], Facilitator)));
    }

    public Workshop Workshop { get; private set; } = null!;

    public DateTimeOffset Now { get; set; } = Noon;

    public List<Change> Changes { get; } = [];

    public Round Round => Workshop.Rounds[^1];

    public Occasion Facilitating => By(Facilitator.Value);

    public Occasion Clock => new(Now, null, Seed());

    public static Text T(string words) => Text.Of(words, "salt");

    public static AmendmentId A(int number) => new(number);

    public Occasion By(string person) => new(Now, new PersonId(person), Seed());

    public void Apply(params IEnumerable<Change> changes)
    {
        foreach (var change in changes)
        {
            Workshop = Fold.Apply(Workshop, change, Now);
            Changes.Add(change);
        }
    }

    /// <summary>Folds what was accepted.</summary>
    public Accepted Do(Decision decision)
    {
        var accepted = Assert.IsType<Accepted>(decision);
        Apply(accepted.Changes);
        return accepted;
    }

    public AmendmentId Replace(int clause, string wording) =>
        Propose(new ReplaceClause(new ClauseId(clause), Workshop.Current.Policy.Find(new ClauseId(clause))!.Text, T(wording)));

    public AmendmentId Propose(Proposal proposal, params ImmutableList<ScenarioId> scenarios)
    {
        var id = new AmendmentId(Workshop.Amendments.Count + 1);
        Apply(new AmendmentProposed(new Amendment(id, proposal, null, new PersonId("P2"), scenarios.IsEmpty ? [new ScenarioId(1)] : scenarios)));
        return id;
    }

    public Decision Ask(OpenRound command, DecisionRule? rule = null) =>
        Opening.Open(Workshop, new OpeningAsked(command, rule ?? DecisionRule.Default, Names.Nobody), Facilitating);

    /// <summary>A round that is open for votes, with everything that is drafted.</summary>
    public RoundId Open(DecisionRule? rule = null, string deadline = "48h")
    {
        Do(Ask(new OpenRound(deadline, SettingsPatch.Nothing, [], true) { Sure = true }, rule));
        return Round.Id;
    }

    public Tally Tally(AmendmentId amendment, string votes) => Tallying.Count(Ballots(amendment, votes), Round, Workshop).Single(t => t.Amendment == amendment);

    /// <summary>One ballot for each letter: a agree, d disagree, p pass; voters P1, P2 and so on.</summary>
    public List<SealedBallot> Ballots(AmendmentId amendment, string votes) =>
    [
        .. votes.Select((v, i) => new SealedBallot(
            amendment.Number * 1000L + i, amendment, new Voter(string.Create(CultureInfo.InvariantCulture, $"P{i + 1}")),
            v switch { 'a' => Vote.Agree, 'd' => Vote.Disagree, _ => Vote.Pass }, Workshop.Find(amendment)!.Fingerprint, null)),
    ];

    /// <summary>Closes the round with these votes by amendment.</summary>
    public Decision Close(params (AmendmentId Amendment, string Votes)[] votes) => Close([], votes);

    /// <summary>The same with rankings of rival wordings.</summary>
    public Decision Close(IReadOnlyList<Ranking> rankings, params (AmendmentId Amendment, string Votes)[] votes)
    {
        var ballots = votes.SelectMany(v => Ballots(v.Amendment, v.Votes)).ToList();
        return Closing.Close(
            Workshop, new SealedCount(Round.Id, Tallying.Count(ballots, Round, Workshop), Tallying.Digest(ballots), ClosedBy.Deadline)
            {
                Ranked = Round.Rule.Ranked == true ? (Rankings.Count(rankings, Round, Workshop), Rankings.Digest(rankings, named: true)) : null,
            },
            Clock);
    }

    /// <summary>Rankings of a clause's rival wordings, such as <c>"3 A2>A1, 2 A1"</c>; voters P1, P2 and so on.</summary>
    public List<Ranking> Ranked(int clause, string rankings)
    {
        var rivals = RivalWordings.Of(Round, Workshop).Single(r => r.Clause.Number == clause);
        var orders = rankings.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(r => r.Split(' '))
            .SelectMany(r => Enumerable.Repeat(r[1].Split('>').Select(a => A(int.Parse(a[1..], CultureInfo.InvariantCulture))).ToImmutableList(), int.Parse(r[0], CultureInfo.InvariantCulture)));
        return [.. orders.Select((o, i) => new Ranking(Round.Id, rivals.Clause, new Voter(string.Create(CultureInfo.InvariantCulture, $"P{i + 1}")), o, rivals.Fingerprint) { Row = 100 + i })];
    }

    public static ConfirmationCount Backers(AmendmentId amendment, Meant meant, int people, Cause? cause = null) =>
        new(amendment, true, meant, cause, people);

    private static Clause Clause(int number, string text) => new(new ClauseId(number), T(text));

    private string Seed() => string.Create(CultureInfo.InvariantCulture, $"seed-{_seed++}");
}
