using static PolicyBot.Core.CommandLine.Parameter;

namespace PolicyBot.Core.CommandLine;

public static partial class Catalogue
{
    private static readonly Parameter Zone = ByName("zone", Kind.Word, "Time zone, such as Europe/Berlin", "timezone tz");

    private static readonly Parameter AQuorum = ByName("quorum", Kind.Word, "Quorum (people, or a %)", "q");

    private static readonly Parameter AThreshold = ByName("threshold", Kind.Word, "Share of agree needed, in %", "t");

    private static readonly Parameter AFloor = ByName("floor", Kind.Word, "Least agreement in every group, in %", "g");

    private static readonly Parameter AFidelity = ByName("fidelity", Kind.Word, "Least share that confirms, in %", "f");

    private static readonly Parameter AnElectorate = ByName("electorate", Kind.Words, "Who may vote: everybody, 120, names, role:…", "e");

    private static readonly Parameter VoterNaming = Choose("voters", "Are voters named?",
        new Option("attributed", "Attributed: votes are stored by name", "named"),
        new Option("anonymous", "Anonymous: votes are stored without names", "anon")) with
    { Named = true, Also = "v" };

    private static readonly Parameter ResultShowing = Choose("results", "When are counts shown?",
        new Option("hidden", "Hidden until voting ends", "hide"),
        new Option("live", "Live, while people vote", "shown")) with
    { Named = true, Also = "r" };

    private static readonly Parameter ABlind = Choose("blind", "Confirm without saying which response is new",
        new Option("off", "No: the new response is named"), new Option("on", "Yes: two responses in an order drawn by lot")) with
    { Named = true };

    private static readonly Parameter RivalDeciding = Choose("rivals", "How are rival wordings decided?",
        new Option("agreement", "By the surer agreement", "agree"), new Option("ranked", "People rank them", "rank ranking schulze")) with
    { Named = true };

    private static IEnumerable<CommandSpec> OfWorkshops() =>
    [
        new("workshop create", "Start a workshop here", [Needed("name", Kind.Words, "Name of the workshop") with { MaxLength = 100 }, Zone with { InForm = true }],
            v => new CreateWorkshop(v.Text("name"), v["zone"])) { Example = "workshop create Care chatbot zone:Europe/Berlin" },
        new("workshop settings", "Change the rule and other settings",
            [
                AQuorum with { InForm = true }, AThreshold with { InForm = true }, VoterNaming with { InForm = true },
                ResultShowing with { InForm = true }, Zone with { InForm = true }, AFloor, AFidelity, AnElectorate,
                Choose("redraft", "What happens to redrafts",
                    new Option("vote", "Put to the vote in the next round"), new Option("facilitator", "A facilitator applies them"),
                    new Option("automatic", "Applied once shown, provisionally", "auto")) with { Named = true },
                ByName("confirm", Kind.Word, "How long confirming lasts, such as 48h"),
                ABlind,
                RivalDeciding,
                ByName("quiet", Kind.Word, "Hours without reminders, such as 21-8"),
                ByName("samples", Kind.Word, "Sample responses for each scenario"),
                ByName("now", Kind.Yes, "The rule changes at once: the round is void"),
            ],
            v => new ChangeSettings(Patch(v), v.Yes("now"))) { Example = "workshop settings quorum:5 threshold:60", Facilitators = true },
        new("workshop model", "Choose how sample responses are made, and what they may cost a day",
            [
                ByName("model", Kind.Word, "Model, or usual") with { InForm = true },
                ByName("temperature", Kind.Word, "Temperature, 0 to 2, or usual", "temp") with { InForm = true },
                ByName("budget", Kind.Word, "Most tokens a day, or off") with { InForm = true },
                ByName("money", Kind.Word, "Most money a day in $, or off") with { InForm = true },
                ByName("samples", Kind.Word, "Sample responses for each scenario") with { InForm = true },
                ByName("judge", Kind.Word, "Judge of changes: a model, usual or off"),
                ByName("seed", Kind.Word, "Seed of the first sample, or usual"),
                ByName("answer", Kind.Word, "Longest answer in tokens, or usual"),
            ],
            v => new ChangeSettings(Patch(v))) { Example = "workshop model temperature:0.7 budget:300000", Facilitators = true },
        new("workshop status", "See where the workshop is", [], _ => new ShowStatus()) { Example = "workshop status", Also = "workshop, status" },
        new("workshop link", "Show a workshop in this channel too", [Needed("workshop", Kind.Words, "Name of the workshop") with { MaxLength = 100 }],
            v => new LinkPlace(v.Text("workshop"))) { Example = "workshop link care-chatbot", Facilitators = true },
        new("workshop facilitator", "Make somebody a facilitator, or no longer one",
            [
                Choose("action", "Add or remove", new Option("add", "Add"), new Option("remove", "Remove")) with { InForm = true },
                Needed("name", Kind.Words, "Their name here") with { MaxLength = 100 },
            ],
            v => new AddFacilitator(v.Text("name"), v["action"] == "remove")) { Example = "workshop facilitator add Ana", Facilitators = true },
        new("workshop archive", "End the workshop: everything stays readable", [Sure], v => new ArchiveWorkshop(v.Yes("sure")))
        {
            Example = "workshop archive",
            Facilitators = true,
        },
    ];

    private static SettingsPatch Patch(Values v) => new()
    {
        TimeZone = v["zone"],
        Quorum = v["quorum"],
        Threshold = v["threshold"],
        GroupFloor = v["floor"],
        Fidelity = v["fidelity"],
        Voters = v["voters"],
        Results = v["results"],
        Electorate = v["electorate"],
        Redraft = v["redraft"],
        ConfirmFor = v["confirm"],
        Quiet = v["quiet"],
        Samples = v["samples"],
        Blind = v["blind"],
        Judge = v["judge"],
        Model = v["model"],
        Temperature = v["temperature"],
        Seed = v["seed"],
        LongestAnswer = v["answer"],
        TokenBudget = v["budget"],
        MoneyBudget = v["money"],
        Rivals = v["rivals"],
    };
}
