using static PolicyBot.Core.CommandLine.Parameter;

namespace PolicyBot.Core.CommandLine;

public static partial class Catalogue
{
    private static IEnumerable<CommandSpec> OfModeration() =>
    [
        new("moderate queue", "See what people wrote lately, with its ids", [], _ => new ShowQueue())
        {
            Example = "moderate queue",
            Also = "moderate",
            Facilitators = true,
        },
        new("moderate hide", "Hide a comment, a dissent, or a drafted amendment or scenario",
            [
                Needed("what", Kind.Written, "Comment, amendment or scenario"), Why with { Label = "Why? (logged; its author reads it)" },
                ByName("undo", Kind.Yes, "Show it again"),
            ],
            v => new HideWords(v.Text("what"), v["why"], v.Yes("undo")))
        {
            Example = "moderate hide A5 why:\"it names a patient\"",
            AlsoNeeds = v => v.Yes("undo") ? null : "why",
            Facilitators = true,
        },
        new("moderate merge", "Drop a duplicate draft in favour of another one",
            [
                TheAmendment, Choose("joint", "The word between them", new Option("into", "into", "in with")) with { Hidden = true },
                Needed("into", Kind.Amendment, "The one that stays"),
            ],
            v => new MergeAmendments(v.Amendment(), v.Amendment("into")!.Value)) { Example = "moderate merge A5 into A3", Facilitators = true },
    ];
}
