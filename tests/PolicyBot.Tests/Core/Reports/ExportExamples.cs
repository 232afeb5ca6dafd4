using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using PolicyBot.Core;
using PolicyBot.Core.Confirmations;
using PolicyBot.Core.Consensus;
using PolicyBot.Core.Log;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Reports;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Scenarios;
using PolicyBot.Core.Voting;
using PolicyBot.Core.Workshops;
using Xunit;

namespace PolicyBot.Tests.Core.Reports;

/// <summary>A workshop of a ward with one attributed and one anonymous round, both published, decided by the real functions.</summary>
public sealed partial class ExportExamples
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
    public static readonly RoundId Attributed = new(1);
    public static readonly RoundId Anonymous = new(2);

    private static readonly byte[] Key = Encoding.UTF8.GetBytes("the key of round two");
    private readonly List<RoundRows> _rows = [];

    private ExportExamples()
    {
    }

    public ImmutableList<LogEntry> Log { get; private set; } = [];

    public Workshop Now => Fold.All(Log)!;

    public IReadOnlyList<RoundRows> Rows => _rows;

    public static ImmutableList<ExportedPerson> People { get; } =
        [.. Enumerable.Range(1, 14).Select(n => new ExportedPerson(new($"P{n}"), n == 9 ? null : $"Person {n}"))];

    public static ExportedRequest Request { get; } = new(Sha("[[\"user\",\"How much?\"]]"), "[[\"user\",\"How much?\"]]");

    public static ImmutableList<ExportedSample> Samples { get; } = [Sample("aa", 1), Sample("bb", 2)];

    public static ExportedJudgement Judged { get; } = new("judged", "fp", "fq", new(new(1), Shift.Wording, [new(new(1), true)], "It says the same.") { By = "judge" }, Noon);

    public static Themes Grouped { get; } = new(new(1), [new Theme("Nights", [new("c1", 2, 4)])], "rules");

    /// <summary>The finished workshop.</summary>
    public static ExportExamples Finished()
    {
        var story = Drafted();
        story.RunAttributed();
        story.RunAnonymous(publish: true);
        return story;
    }

    /// <summary>Only the attributed round, which nobody has to keep secrets about.</summary>
    public static ExportExamples OnlyAttributed()
    {
        var story = Drafted();
        story.RunAttributed();
        return story;
    }

    public static ExportExamples Unpublished()
    {
        var story = Drafted();
        story.RunAttributed();
        story.RunAnonymous(publish: false);
        return story;
    }

    /// <summary>A hidden round that still takes ballots.</summary>
    public static ExportExamples StillOpen()
    {
        var story = Drafted();
        story.RunAttributed();
        story.Propose(4, new ReplaceClause(new(1), story.Now.Current.Policy.Find(new(1))!.Text, T("Be kind.")));
        story.Open(new Round(Anonymous, new DecisionRule(new EverybodyHere(), new QuorumOf(3), 60, null, 60), new(2), [new(4)], new Lasting(TimeSpan.FromDays(2))));
        story._rows.Add(new RoundRows(Anonymous, story.Cast(Anonymous, 4, "AAAA", null)) { Remarks = [Comment("c4", Anonymous, 4, new("P3"))] });
        return story;
    }

    /// <summary>An attributed round whose backers say that its adopted change is not what they meant.</summary>
    public static ExportExamples Unmeant()
    {
        var story = Drafted();
        story.RunAttributed(Meant.No);
        return story;
    }

    /// <summary>An attributed round of which nobody confirmed anything.</summary>
    public static ExportExamples Unanswered()
    {
        var story = Drafted();
        story.RunAttributed(Meant.ChangedMyMind);
        return story;
    }

    /// <summary>An attributed round that returned A2.</summary>
    public static ExportExamples Returned()
    {
        var story = Drafted();
        story.RunAttributed(second: "ADADAD");
        return story;
    }

    /// <summary>One more decision, taken by P1, who is the facilitator, or by the clock.</summary>
    public ExportExamples Then(Func<Workshop, Occasion, Decision> decide, bool byClock = false)
    {
        var by = byClock ? (PersonId?)null : new PersonId("P1");
        Accept(decide(Now, At() with { By = by }), by);
        return this;
    }

    public WorkshopExport Export() => Sealed(Exportable.Of(Log, People, _rows, Samples) with { Judgements = [Judged], Requests = [Request] });

    /// <summary>The export with the checksum that belongs to it, as a forger would leave it.</summary>
    public static WorkshopExport Sealed(WorkshopExport export) => export with { Checksum = ExportJson.Checksum(export) };

    public static Text T(string words) => Text.Of(words, "5a17");

    private static ExportExamples Drafted()
    {
        var story = new ExportExamples();
        story.Add(new WorkshopCreated(new("ward"), "The ward 病房", Settings.Default, new("room", "main"), new("P1")));
        story.Add(new VersionMade(new(new(0), Policy.Empty, story.At().Now, "The workshop was created")));
        story.Add(new VersionMade(new(new(1), new Policy([new Heading(T("# Care")), new Clause(new(1), T("Be kind."))]), story.At().Now, "A policy was imported")));
        story.Add(new ScenarioAdded(new(new(1), T("Dose"), T("A ward at night."), [new(Speaker.User, T("How much?"))], new("P2"))));
        story.Add(new GroupJoined(new("P3"), "Nurses"));
        story.Propose(1, new ReplaceClause(new(1), T("Be kind."), T("Be kind and brief.")));
        story.Propose(2, new AddClause(new(1), T("Say when you are <b>unsure</b>.")));
        return story;
    }

    private void RunAttributed(Meant meant = Meant.Matches, string second = "ADDDAD")
    {
        Open(new Round(Attributed, new DecisionRule(new EverybodyHere(), new QuorumOf(3), 60, 30, 60) { Hidden = false }, new(1), [new(1), new(2)], new Lasting(TimeSpan.FromDays(2))));
        var first = Cast(Attributed, 1, "AAAAADPAA", null);
        var other = Cast(Attributed, 2, second, null);
        var rows = new RoundRows(Attributed, [.. first, .. other])
        {
            Ballots = [.. first.Concat(other).Select(s => new Ballot(Attributed, s.Amendment, s.Voter, s.Vote, s.Fingerprint) { Group = s.Group, CastAt = Noon.AddHours(1), Reason = s.Vote == Vote.Disagree ? "Too long." : null })],
            Remarks = [Comment("c1", Attributed, 1, new("P6")), Comment("c2", Attributed, 2, new("P2")) with { Words = null }, Dissent("d1", Attributed, new("P6"))],
            Confirmations = [.. Answers(Attributed, 1, n => new($"P{n}"), meant)],
            Themes = [Grouped],
        };
        CloseAndPublish(rows, publish: true);
    }

    private void RunAnonymous(bool publish)
    {
        Propose(3, new ReplaceClause(new(1), Now.Current.Policy.Find(new(1))!.Text, T("Be kind, be brief.")));
        Open(new Round(Anonymous, new DecisionRule(new EverybodyHere(), new QuorumOf(3), 60, null, 60) { Anonymous = true }, new(2), [new(3)], new Lasting(TimeSpan.FromDays(2))));
        var ballots = Cast(Anonymous, 3, "AAAAAADAPDA", Key);
        CloseAndPublish(
            new RoundRows(Anonymous, ballots)
            {
                Reasons = [new(new(3), Vote.Agree, "It reads better."), new(new(3), Vote.Disagree, "It says nothing new.")],
                Remarks = [Comment("c3", Anonymous, 3, Voters.Of(Anonymous, new("P7"), Key)), Dissent("d3", Anonymous, Voters.Of(Anonymous, new("P7"), Key)) with { Amendment = new(3) }],
                Confirmations = [.. Answers(Anonymous, 3, n => Voters.Of(Anonymous, new($"P{n}"), Key))],
            },
            publish);
    }

    private void CloseAndPublish(RoundRows rows, bool publish)
    {
        _rows.Add(rows);
        var round = Now.Find(rows.Round)!;
        var counted = new SealedCount(rows.Round, Tallying.Count(rows.Sealed, round, Now), Tallying.Digest(rows.Sealed), ClosedBy.Deadline)
        {
            Opinion = Opinions.Of(round, rows.Sealed),
            Casts = Commitments.OfCasts(round, rows.Sealed),
            Ranked = round.Rule.Ranked == true ? (Rankings.Count(rows.Rankings, round, Now), Rankings.Digest(rows.Rankings, named: !round.Rule.Anonymous)) : null,
        };
        Accept(Closing.Close(Now, counted, At()), new("P1"));
        Add(new ConfirmingStarted(rows.Round, At().Now.AddDays(2)));
        if (publish)
            Accept(Publishing.Publish(Now, rows.Round, Gathered(rows), At()), new("P1"));
    }

    private Gathered Gathered(RoundRows rows) => new(Backing.Count(rows.Confirmations, rows.Sealed), rows.Remarks, [])
    {
        TookPart = Participation.Of(Now.Find(rows.Round)!, rows.Sealed, rows.Confirmations),
        Rows = rows.Published(Now, Now.Find(rows.Round)!),
        Samples = rows.Round == Attributed ? Samples : [],
        Advice = rows.Round == Attributed ? Commitments.OfAdvice([Judged], [(Attributed, Grouped)]) : null,
        ModelTook = [new(ModelTask.Response, "rules", 2, 14, 6, 0.02m)],
    };

    private void Propose(int number, Proposal proposal) =>
        Add(new AmendmentProposed(new(new(number), proposal, T($"Reason {number}."), new("P2"), [new(1)])));

    private void Open(Round round)
    {
        Add(new RoundPrepared(round));
        Add(new VotingOpened(round.Id, At().Now.AddDays(2)));
    }

    private ImmutableList<SealedBallot> Cast(RoundId round, int amendment, string votes, byte[]? key) =>
    [
        .. votes.Select((v, i) => new SealedBallot(
            Row(round, amendment, i), new(amendment), Voters.Of(round, new($"P{i + 1}"), key),
            v switch { 'A' => Vote.Agree, 'D' => Vote.Disagree, _ => Vote.Pass },
            Now.Find(new AmendmentId(amendment))!.Fingerprint, i < 6 ? "Nurses" : i < 9 ? "Ärzte" : null)
        {
            CastAt = Noon.AddHours(1),
        }),
    ];

    private static IEnumerable<Confirmation> Answers(RoundId round, int amendment, Func<int, Voter> voter, Meant meant = Meant.Matches) =>
    [
        new(round, new(amendment), voter(1), meant, null) { At = Noon.AddDays(3) },
        new(round, new(amendment), voter(2), meant, null) { At = Noon.AddDays(3) },
        new(round, new(amendment), voter(3), Meant.No, Cause.Wording) { At = Noon.AddDays(3) },
        new(round, new(amendment), voter(7), Meant.Partly, null) { At = Noon.AddDays(3) },
        new(round, new(amendment), voter(14), Meant.ChangedMyMind, null) { At = Noon.AddDays(3) },
    ];

    private static Remark Comment(string id, RoundId round, int amendment, Voter by) =>
        new(id, round, new(amendment), by, RemarkKind.Comment) { Words = "# What of [nights](http://x)?", Scenario = new(1), At = Noon.AddHours(2) };

    private static Remark Dissent(string id, RoundId round, Voter by) =>
        new(id, round, new(1), by, RemarkKind.Dissent) { Words = "We wanted\n\n* another thing", At = Noon.AddDays(3) };

    private static string Sha(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static long Row(RoundId round, int amendment, int i) =>
        BitConverter.ToInt64(SHA256.HashData(Encoding.UTF8.GetBytes($"{round}{amendment}{i}"))) & long.MaxValue;

    private static ExportedSample Sample(string key, int number) => new(key, new(1), "fp", number, "Take two.", "Complete")
    {
        Provider = "offline",
        Model = "rules",
        Parameters = "temperature=0",
        PromptHash = Request.Hash,
        Version = new(1),
        At = Noon,
        InputTokens = 7,
        Latency = TimeSpan.FromMilliseconds(12),
    };

    private Occasion At() => new(Noon.AddMinutes(Log.Count), null, "seed");

    /// <summary>All changes of a decision are of one moment.</summary>
    private void Accept(Decision decision, PersonId? by)
    {
        var at = At().Now;
        foreach (var change in Assert.IsType<Accepted>(decision).Changes)
            Log = Log.Add(Chain.Link(Log.LastOrDefault(), at, by, change));
    }

    private void Add(Change change) => Log = Log.Add(Chain.Link(Log.LastOrDefault(), At().Now, new("P1"), change));
}
