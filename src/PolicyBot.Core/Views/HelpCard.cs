using PolicyBot.Core.CommandLine;

namespace PolicyBot.Core.Views;

/// <summary>What can be said, from the catalogue itself.</summary>
public static class HelpCard
{
    /// <param name="topic">A command, the first word of several, or null for the overview.</param>
    public static Card Of(string? topic)
    {
        var asked = string.Join(' ', (topic ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).TrimStart('/').ToLowerInvariant();
        if (asked.Length == 0)
            return Overview();
        if (Catalogue.InGroup(asked).ToList() is { Count: > 0 } group)
            return new Card($"Help · {asked}", [new Facts([.. group.Select(s => new Fact($"`{s.Example}`", s.Summary + Who(s)))])], [], "`help` and a command says more, such as `help round open`.").Fit();
        if (Catalogue.Find(asked) is { Listed: true } spec)
            return OfCommand(spec);
        var near = Nearest.To(asked, Catalogue.Spellings.Concat(Catalogue.Groups));
        var meant = near.Count == 0 ? "" : $" Did you mean {string.Join(" or ", near.Take(3).Select(n => $"`help {n}`"))}?";
        return Card.Of($"No help on “{Cut.Line(asked, 40)}”", new Paragraph($"`help` lists everything.{meant}"));
    }

    private static Card Overview() => new(
        "What you can do",
        [
            new Paragraph("This group writes the policy that a model follows. You vote on changes with the buttons on their cards, and see what each does to the model's responses."),
            new Subtitle("Take part"),
            Rows("ballot", "vote", "comment", "try", "mine", "link", "policy show"),
            new Subtitle("Draft"),
            Rows("clause amend", "clause propose", "clause remove", "scenario add"),
            new Subtitle("For facilitators"),
            Rows("policy import", "round preview", "round open", "round extend", "round close", "workshop settings"),
            new Paragraph($"More: {string.Join(", ", Catalogue.Groups.Where(g => Catalogue.InGroup(g).Any()).Select(g => $"`help {g}`"))}."),
        ],
        [new("My ballot", Acts.MyBallot), new("Workshop status", Acts.Status), new("Read the policy", Acts.ShowPolicy)]);

    private static Facts Rows(params IEnumerable<string> commands) =>
        new([.. commands.Select(c => Catalogue.Find(c)!).Select(s => new Fact($"`{s.Example}`", s.Summary))]);

    private static Card OfCommand(CommandSpec spec)
    {
        var parameters = spec.Parameters.Where(p => !p.Hidden).ToList();
        return new Card(
            $"Help · {spec.Words}",
            [
                new Paragraph($"{spec.Summary}{Who(spec)}."),
                new Paragraph($"For example: `{spec.Example}`"),
                .. parameters.Count == 0 ? Array.Empty<Block>() : [new Facts([.. parameters.Select(p => new Fact(p.Named ? $"`{p.Name}:…`" : p.Name, Explained(p)))])],
                .. spec.Parameters.Any(p => p.Required) ? [new Paragraph("Leave out what you don't know: a form asks for it.")] : Array.Empty<Block>(),
            ],
            []).Fit();
    }

    private static string Explained(Parameter parameter)
    {
        var options = parameter.Options.IsEmpty ? "" : $" ({string.Join(", ", parameter.Options.Select(o => o.Value))})";
        return $"{parameter.Label}{options}{(parameter.Required ? "" : ", optional")}";
    }

    private static string Who(CommandSpec spec) => spec.Facilitators ? " (facilitators)" : "";
}
