using System.Globalization;
using PolicyBot.Core.Confirmations;
using PolicyBot.Core.Voting;
using static PolicyBot.Core.CommandLine.Parameter;

namespace PolicyBot.Core.CommandLine;

public static partial class Catalogue
{
    private static readonly Parameter AVote = Choose("vote", "Your vote",
        new Option("agree", "Agree", "yes + +1 👍 yea"), new Option("disagree", "Disagree", "no - -1 👎 nay"),
        new Option("pass", "Pass", "abstain skip 🤷 ⏭")) with
    { Required = true };

    private static readonly Parameter AnAnswer = Choose("answer", "Is this what you meant?",
        new Option("matches", "It matches what I meant", "yes match"), new Option("partly", "Partly", "part"),
        new Option("no", "No"), new Option("changed", "I changed my mind", "changed-my-mind"),
        new Option("first", "Response 1 does (where the order is hidden)"), new Option("second", "Response 2 does"),
        new Option("both", "Both do"), new Option("neither", "Neither does")) with
    { Required = true, Also = "meant" };

    private static readonly Parameter ACause = Choose("cause", "What is wrong?",
        new Option("wording", "The wording of the clause"), new Option("ignored", "The model ignored the clause"),
        new Option("side-effect", "A side effect elsewhere", "sideeffect side"), new Option("scenario", "The right scenario is missing", "missing"),
        new Option("other", "Something else, or I can't say", "unknown"));

    private static readonly Parameter AWayToRemind = Choose("how", "How do you want to be reminded?",
        new Option("direct", "By a direct message", "dm private"), new Option("channel", "In the channel", "public here")) with
    { Required = true };

    private static IEnumerable<CommandSpec> OfTakingPart() =>
    [
        new("vote", "Vote on an amendment, or change your vote",
            [
                TheAmendment, AVote, Optional("why", Kind.Words, "Your reason, if you like") with { InForm = true, Also = "reason because", MaxLength = 2_000 },
                ByName("fp", Kind.Word, "Fingerprint of the text seen") with { Hidden = true },
                ByName("walk", Kind.Yes, "Go on to what else needs you") with { Hidden = true },
            ],
            v => new CastBallot(v.Amendment(), Votes[v.Text("vote")], v["fp"], v["why"]) { Walks = v.Yes("walk") }) { Example = "vote A3 agree" },
        new("rank", "Rank the rival wordings of a clause",
            [
                Needed("clause", Kind.Clause, "Clause"), Needed("first", Kind.Amendment, "The wording that you want most"),
                .. new[] { "second", "third", "fourth", "fifth" }.Select(n => Optional(n, Kind.Amendment, $"{char.ToUpperInvariant(n[0])}{n[1..]}, if you like") with { InForm = true }),
                ByName("fp", Kind.Word, "Fingerprint of the texts seen") with { Hidden = true },
                ByName("walk", Kind.Yes, "Go on to what else needs you") with { Hidden = true },
            ],
            v => new RankWordings(v.Clause("clause")!.Value, [.. Places.Select(v.Amendment).OfType<AmendmentId>()], v["fp"]) { Walks = v.Yes("walk") }) { Example = "rank C7 A5 A3" },
        new("comment", "Comment on an amendment, or on one of its responses",
            [TheAmendment, Long("words", "Your comment"), InScenario with { InForm = false }],
            v => new AddComment(v.Amendment(), v.Text("words"), v.Scenario("scenario"))) { Example = "comment A3 What about children?" },
        new("dissent", "File your own statement against a result; it is published with it", [TheAmendment, Long("words", "Your statement")],
            v => new FileDissent(v.Amendment(), v.Text("words"))) { Example = "dissent A3 This hurts small clinics." },
        new("confirm", "Say whether the new response is what you meant", [TheAmendment, AnAnswer, ACause],
            v => new Confirm(
                v.Amendment(), Answers.GetValueOrDefault(v.Text("answer"), Meant.No),
                v["cause"] is { } c && v["answer"] is ("no" or "neither") ? Causes.GetValueOrDefault(c) : null)
            {
                Pick = Picks.TryGetValue(v.Text("answer"), out var pick) ? pick : null,
            })
        {
            Example = "confirm A3 matches",
            AlsoNeeds = v => v["answer"] is "no" or "neither" ? "cause" : null,
        },
        new("ballot", "Walk through what still needs you, in private",
            [ByName("after", Kind.Amendment, "Go on after")], v => new MyBallot(v.Amendment("after"))) { Example = "ballot", Also = "my ballot" },
        new("responses", "See all sample responses of an amendment", [TheAmendment], v => new AllResponses(v.Amendment()))
        {
            Example = "responses A3",
            Also = "all responses",
        },
        new("try", "Try a prompt on the policy, in private",
            [
                Long("prompt", "What the user writes"), ByName("version", Kind.Version, "Under version") with { InForm = true },
                ByName("draft", Kind.Amendment, "With amendment", "amendment") with { InForm = true },
                ByName("on", Kind.Word, "Goes on with") with { Hidden = true },
                ByName("clause", Kind.Clause, "With other words in clause") with { InForm = true },
                ByName("wording", Kind.LongWords, "Your wording") with { InForm = true, MaxLength = 4_000 },
            ],
            v => new TryPrompt(v.Text("prompt"), v.Version("version"), v.Clause("clause"), v["wording"]) { Draft = v.Amendment("draft"), On = v["on"] })
        {
            Example = "try Can I mix these two medicines?",
        },
        new("tried keep", "Save what you tried as a scenario", [Needed("try", Kind.Word, "Which try"), Optional("title", Kind.Words, "Title") with { MaxLength = 80 }],
            v => new KeepTry(v.Text("try"), v["title"])) { Example = "tried keep 0a1b2c3d", Listed = false },
        new("tried reword", "Have a wording offered for an answer that you edit", [Needed("try", Kind.Word, "Which try"), Long("edited", "How should it have answered?")],
            v => new RewordTry(v.Text("try"), v.Text("edited"))) { Example = "tried reword 0a1b2c3d", Listed = false },
        new("tried propose", "Propose the wording that you tried", [Needed("try", Kind.Word, "Which try"), Why, ByName("offer", Kind.Word, "Which offer") with { Hidden = true }],
            v => new ProposeTry(v.Text("try"), v["why"]) { Offer = v["offer"] is { } n ? int.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out var offer) ? offer : 0 : null }) { Example = "tried propose 0a1b2c3d", Listed = false },
        new("react", "A reaction on a card",
            [TheAmendment, Needed("emoji", Kind.Word, "Emoji"), ByName("off", Kind.Yes, "It was taken off") with { Hidden = true }],
            v => new React(v.Amendment(), v.Text("emoji")) { TakenBack = v.Yes("off") }) { Example = "react A3 👍", Listed = false },
        new("discuss", "A reply in a card's thread", [TheAmendment, Long("words", "Words", LongestLine)],
            v => new Discuss(v.Amendment(), v.Text("words"))) { Example = "discuss A3 Hm.", Listed = false },
    ];

    private static IEnumerable<CommandSpec> OfPeople() =>
    [
        new("mine", "See your ballots, comments and amendments, and what became of them", [], _ => new ShowMine()) { Example = "mine" },
        new("mine edit", "Change a comment of yours", [Needed("comment", Kind.Remark, "Comment"), Long("words", "Your comment")],
            v => new EditComment(v.Text("comment"), v.Text("words"))) { Example = "mine edit 0f1e2d3c4b5a6978" },
        new("mine withdraw", "Take back a comment or an amendment of yours", [Needed("what", Kind.Own, "Amendment or comment")],
            v => v.Text("what")[0] == 'A' ? new WithdrawAmendment(v.Amendment("what")!.Value) : new WithdrawComment(v.Text("what")))
        {
            Example = "mine withdraw A3",
            Also = "withdraw",
        },
        new("mine reminders", "Choose whether you are reminded by direct message or in the channel", [AWayToRemind],
            v => new ChooseReminders(v["how"] == "direct")) { Example = "mine reminders direct", Also = "reminders" },
        new("mine forget", "Erase your name and your words", [Sure], v => new ForgetMe(v.Yes("sure"))) { Example = "mine forget", Also = "forget me" },
        new("link", "Make your accounts on two platforms one person, who votes once",
            [Optional("code", Kind.Words, "Code from your other account") with { MaxLength = 40 }], v => new LinkMe(v["code"])) { Example = "link", Also = "link me" },
        new("group join", "Say which stakeholder group you belong to", [Needed("group", Kind.Words, "Name of your group") with { MaxLength = 60 }],
            v => new JoinGroup(v.Text("group"))) { Example = "group join nurses" },
        new("report", "Read a round's report", [Optional("round", Kind.Round, "Round")], v => new ShowReport(v.Round("round"))) { Example = "report R1" },
        new("export", "Get everything as one JSON file that others can check", [], _ => new ExportWorkshop()) { Example = "export" },
        new("help", "See what you can do", [Optional("topic", Kind.Words, "About")], v => new ShowHelp(v["topic"])) { Example = "help", Also = "?" },
    ];

    private static readonly string[] Places = ["first", "second", "third", "fourth", "fifth"];

    private static readonly Dictionary<string, Vote> Votes =
        new() { ["agree"] = Vote.Agree, ["disagree"] = Vote.Disagree, ["pass"] = Vote.Pass };

    private static readonly Dictionary<string, Meant> Answers = new()
    {
        ["matches"] = Meant.Matches,
        ["partly"] = Meant.Partly,
        ["no"] = Meant.No,
        ["changed"] = Meant.ChangedMyMind,
    };

    private static readonly Dictionary<string, Pick> Picks = new()
    {
        ["first"] = Pick.First,
        ["second"] = Pick.Second,
        ["both"] = Pick.Both,
        ["neither"] = Pick.Neither,
    };

    private static readonly Dictionary<string, Cause?> Causes = new()
    {
        ["wording"] = Cause.Wording,
        ["ignored"] = Cause.ModelIgnoredIt,
        ["side-effect"] = Cause.SideEffect,
        ["scenario"] = Cause.ScenarioMissing,
    };
}
