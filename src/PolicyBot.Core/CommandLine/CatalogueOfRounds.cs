using PolicyBot.Core.Voting;
using static PolicyBot.Core.CommandLine.Parameter;

namespace PolicyBot.Core.CommandLine;

public static partial class Catalogue
{
    private static readonly Parameter ADeadline =
        new("deadline", Kind.Words, "Voting ends (48h, 3d, friday 17:00)") { InForm = true, MaxLength = 100, Also = "until for" };

    private static IEnumerable<CommandSpec> OfRounds() =>
    [
        new("round open", "Put the drafted amendments to the vote",
            [
                ADeadline, AQuorum with { InForm = true }, AThreshold with { InForm = true }, VoterNaming with { InForm = true },
                ResultShowing with { InForm = true }, AFloor, AFidelity, AnElectorate, ABlind, RivalDeciding,
                ByName("only", Kind.Amendments, "Only these amendments", "amendments"),
                ByName("now", Kind.Yes, "Open before the samples are there"), Sure with { Named = true },
            ],
            v => new OpenRound(v["deadline"], Patch(v), v.Amendments("only"), v.Yes("now")) { Sure = v.Yes("sure") })
        {
            Example = "round open 48h",
            Facilitators = true,
            AsksFirst = true,
        },
        new("round preview", "See what opening would post, without doing it", [ADeadline], v => new PreviewRound(v["deadline"]))
        {
            Example = "round preview 48h",
            Facilitators = true,
        },
        new("round extend", "Move the deadline later", [ADeadline with { Required = true }, Why with { Label = "Why? (everybody reads it)" }],
            v => new ExtendRound(v.Text("deadline"), v["why"])) { Example = "round extend 24h why:\"two people were away\"", Facilitators = true },
        new("round pause", "Take no ballots until it is resumed", [], _ => new PauseRound()) { Example = "round pause", Facilitators = true },
        new("round resume", "Take ballots again", [], _ => new ResumeRound()) { Example = "round resume", Facilitators = true },
        new("round cancel", "Drop the round; no result, the amendments go back to the draft", [Sure], v => new CancelRound(v.Yes("sure")))
        {
            Example = "round cancel",
            Facilitators = true,
        },
        new("round close", "End voting now and count", [Sure], v => new CloseRound(v.Yes("sure"))) { Example = "round close", Facilitators = true },
        new("round publish", "End confirming now and publish the report", [Sure], v => new CloseRound(v.Yes("sure")) { Publishes = true })
        {
            Example = "round publish",
            Facilitators = true,
        },
        new("round overrule", "Decide against the votes of a published round, for everybody to see",
            [
                TheAmendment, Choose("result", "What it becomes", new("adopted", "Adopted"), new("returned", "Returned"), new("declined", "Declined")) with { Required = true },
                Why with { Label = "Why? (everybody reads it)" }, Sure with { Named = true },
            ],
            v => new OverruleOutcome(v.Amendment(), Enum.Parse<Result>(v.Text("result"), ignoreCase: true), v["why"], v.Yes("sure")))
        {
            Example = "round overrule A3 declined why:\"a court has ruled\"",
            Facilitators = true,
        },
        new("round status", "See how the round stands", [], _ => new ShowRound()) { Example = "round status", Also = "round" },
        new("round remind", "Remind those who have not voted", [], _ => new RemindVoters()) { Example = "round remind", Facilitators = true },
    ];
}
