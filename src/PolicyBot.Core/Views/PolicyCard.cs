using System.Text;
using PolicyBot.Core.CommandLine;
using PolicyBot.Core.Policies;

namespace PolicyBot.Core.Views;

/// <summary>A version of the policy, as much of it as a message holds.</summary>
public static class PolicyCard
{
    private const int Room = 2_600;

    /// <param name="number">Null: the current one.</param>
    public static Card Of(Shown shown, VersionNumber? number)
    {
        var version = number is { } n ? shown.Workshop.Find(n) : shown.Workshop.Current;
        if (version is null)
            return Card.Of($"There is no {number}", new Paragraph("`policy history` lists the versions."));
        var clauses = version.Policy.Clauses.Count();
        if (clauses == 0)
            return new Card($"{version.Number} · The policy is empty", [new Paragraph("A facilitator starts it with `policy import`; anybody proposes clauses.")], [new("Propose a clause", Acts.Propose)]);
        var (prose, written) = Written(version.Policy);
        var isCurrent = version.Number == shown.Workshop.Current.Number;
        return new Card(
            $"{shown.Workshop.Name} · {version.Number}, {Speaking.Many(clauses, "clause", "clauses")}",
            [
                .. version.Provisional ? [new Paragraph("Provisional: nobody has voted on some of its wording. The next round keeps it or goes back.")] : Array.Empty<Block>(),
                .. isCurrent ? Array.Empty<Block>() : [new Paragraph($"This is an earlier version. The current one is {shown.Workshop.Current.Number}.")],
                new Prose(prose),
                .. written < clauses ? [new Paragraph($"The first {written} of {clauses} clauses are shown here. `policy export` gives all of them as a file.")] : Array.Empty<Block>(),
                Speaking.ToPolicy(shown),
            ],
            isCurrent ? [new("Amend a clause", "clause amend"), new("Propose a clause", Acts.Propose), new("History", "policy history")] : [new("Current version", Acts.ShowPolicy)]).Fit();
    }

    private static (string Prose, int Clauses) Written(Policy policy)
    {
        var text = new StringBuilder();
        var clauses = 0;
        foreach (var part in policy.Parts)
        {
            var next = part is Clause c ? $"**{c.Id}** {c.Text}" : ((Heading)part).Source.ToString();
            if (text.Length > 0 && text.Length + next.Length > Room)
                break;
            text.Append(text.Length > 0 ? "\n\n" : "").Append(next);
            clauses += part is Clause ? 1 : 0;
        }

        return (text.ToString(), clauses);
    }
}
