using static PolicyBot.Core.CommandLine.Parameter;

namespace PolicyBot.Core.CommandLine;

public static partial class Catalogue
{
    /// <summary>A pasted policy may be as large as a file.</summary>
    private const int LongestPolicy = 2 * 1024 * 1024;

    private static IEnumerable<CommandSpec> OfPolicies() =>
    [
        new("policy show", "Read the policy", [Optional("version", Kind.Version, "Version"), ByName("prompt", Kind.Yes, "As the model is sent it (facilitators)")],
            v => new ShowPolicy(v.Version("version")) { Prompt = v.Yes("prompt") })
        {
            Example = "policy show",
            Also = "policy",
        },
        new("policy history", "See every version and why it was made", [], _ => new ShowHistory()) { Example = "policy history" },
        new("policy diff", "Compare two versions word by word",
            [Optional("from", Kind.Version, "From version"), Optional("to", Kind.Version, "To version")],
            v => new ShowDiff(v.Version("from"), v.Version("to"))) { Example = "policy diff v1 v2" },
        new("policy rollback", "Go back to an earlier version, provisionally",
            [Needed("version", Kind.Version, "Back to version") with { Also = "to" }, Sure],
            v => new RollBack(v.Version("version")!.Value, v.Yes("sure"))) { Example = "policy rollback v1", Facilitators = true },
        new("policy import", "Start the policy from a Markdown document", [Long("markdown", "The policy as Markdown", LongestPolicy)],
            v => new ImportPolicy(v.Text("markdown"))) { Example = "policy import", Facilitators = true },
        new("policy export", "Get the policy as Markdown", [Optional("version", Kind.Version, "Version")],
            v => new ExportPolicy(v.Version("version"))) { Example = "policy export" },

        new("clause propose", "Propose a new clause",
            [Long("wording", "Wording of the new clause"), Why, InScenario, ByName("after", Kind.Clause, "After which clause") with { InForm = true }],
            v => new ProposeClause(v.Text("wording"), v["why"], v.Clause("after"), v.Scenario("scenario")))
        {
            Example = "clause propose The model says when it is unsure.",
            Also = "propose",
        },
        new("clause amend", "Propose a new wording for a clause",
            [
                Needed("clause", Kind.Clause, "Clause"), Long("wording", "New wording"), Why, InScenario,
                ByName("seen", Kind.Word, "Hash of the text seen") with { Hidden = true },
            ],
            v => new AmendClause(v.Clause("clause")!.Value, v.Text("wording"), v["why"], v.Scenario("scenario")) { SeenText = v["seen"] })
        {
            Example = "clause amend C7",
            Also = "amend",
        },
        new("clause remove", "Propose to take a clause out",
            [Needed("clause", Kind.Clause, "Clause"), Why with { Named = false }, InScenario],
            v => new ProposeRemoval(v.Clause("clause")!.Value, v["why"], v.Scenario("scenario"))) { Example = "clause remove C7" },
        new("clause rebase", "Propose the same wording again on the clause's present text", [TheAmendment],
            v => new RebaseAmendment(v.Amendment())) { Example = "clause rebase A3", Also = "rebase" },
        new("clause apply", "Put a redraft that waits into the policy, provisionally", [TheAmendment, Sure],
            v => new ApplyRedraft(v.Amendment(), v.Yes("sure"))) { Example = "clause apply A3", Facilitators = true, Also = "apply" },
        new("clause redraft", "Ask the model again for a new wording, or for themes that are missing", [TheAmendment],
            v => new AskForRedraft(v.Amendment())) { Example = "clause redraft A3", Facilitators = true },
    ];

    private static IEnumerable<CommandSpec> OfScenarios() =>
    [
        new("scenario add", "Add a situation to try the policy on",
            [
                Long("prompt", "What the user writes"),
                ByName("title", Kind.Words, "Title") with { InForm = true, MaxLength = 100 },
                ByName("background", Kind.LongWords, "Background, if any") with { InForm = true, MaxLength = 4_000 },
                ByName("for", Kind.Amendment, "Shows the effect of amendment", "amendment") with { InForm = true },
            ],
            v => new AddScenario(v.Text("prompt"), v["title"], v["background"], v.Amendment("for")))
        {
            Example = "scenario add for:A3 My child has a fever of 39. What now?",
        },
        new("scenario list", "See all scenarios", [], _ => new ListScenarios()) { Example = "scenario list", Also = "scenarios, scenario" },
        new("scenario retire", "Take a scenario out of use", [Needed("scenario", Kind.Scenario, "Scenario")],
            v => new RetireScenario(v.Scenario("scenario")!.Value)) { Example = "scenario retire S2", Facilitators = true },
        new("scenario link", "Show an amendment's effect in an existing scenario",
            [Needed("scenario", Kind.Scenario, "Scenario"), TheAmendment with { Also = "to for" }],
            v => new LinkScenario(v.Scenario("scenario")!.Value, v.Amendment())) { Example = "scenario link S2 A3" },
    ];
}
