namespace PolicyBot.Core.Policies;

/// <summary>One piece of a policy's Markdown. Its source is kept to the letter: surrounding white space can mean something.</summary>
public abstract record MarkdownPart(string Source);

/// <summary>A heading of any level.</summary>
/// <param name="Source">The Markdown lines, anchor included.</param>
/// <param name="Level">1–6.</param>
/// <param name="Title">The words without mark-up and anchor; may be empty.</param>
/// <param name="Anchor">The id in <c>{#id …}</c>, null without one.</param>
public sealed record MarkdownHeading(string Source, int Level, string Title, string? Anchor) : MarkdownPart(Source);

/// <summary>One idea of the policy, as Markdown.</summary>
public sealed record MarkdownClause(string Source) : MarkdownPart(Source);

/// <summary>What came of cutting a document.</summary>
public abstract record PolicyCut
{
    /// <summary>Headings and at least one clause, in order.</summary>
    public sealed record Parts(IReadOnlyList<MarkdownPart> All) : PolicyCut;

    /// <summary>No policy could be read: what is wrong, and what to do next.</summary>
    public sealed record Unreadable(string Reason, string Next) : PolicyCut;
}
