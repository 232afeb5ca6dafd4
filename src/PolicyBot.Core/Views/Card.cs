using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PolicyBot.Core.Policies;

namespace PolicyBot.Core.Views;

/// <summary>What a message shows, independent of any channel; every string may hold text of people and is data.</summary>
/// <param name="Title">One line.</param>
/// <param name="Blocks">In reading order.</param>
/// <param name="Buttons">At most 6.</param>
/// <param name="Footnote">Small print, one line.</param>
public sealed record Card(string Title, ImmutableList<Block> Blocks, ImmutableList<Button> Buttons, string? Footnote = null)
{
    public static Card Of(string title, params IEnumerable<Block> blocks) => new(title, [.. blocks], []);
}

[JsonConverter(typeof(JsonStringEnumConverter<Look>))]
public enum Look
{
    Plain,
    Primary,
    Danger,
}

/// <summary>A button; pressing it gives <paramref name="Act"/> (a command line, at most 100 characters) to the bot.</summary>
public sealed record Button(string Label, string Act, Look Look = Look.Plain);

/// <summary>A piece of a card. Every picture-like block carries the text that says the same.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "block")]
[JsonDerivedType(typeof(Paragraph), "paragraph")]
[JsonDerivedType(typeof(Subtitle), "subtitle")]
[JsonDerivedType(typeof(Quote), "quote")]
[JsonDerivedType(typeof(Prose), "prose")]
[JsonDerivedType(typeof(DiffBlock), "diff")]
[JsonDerivedType(typeof(Responses), "responses")]
[JsonDerivedType(typeof(Facts), "facts")]
[JsonDerivedType(typeof(Bars), "bars")]
[JsonDerivedType(typeof(Progress), "progress")]
[JsonDerivedType(typeof(When), "when")]
[JsonDerivedType(typeof(Link), "link")]
public abstract record Block;

/// <summary>Plain words of the bot.</summary>
public sealed record Paragraph(string Words) : Block;

public sealed record Subtitle(string Words) : Block;

/// <summary>Somebody's words, shown as theirs; <paramref name="By"/> may say who or what (a name, "a participant", a model).</summary>
public sealed record Quote(string? By, string Words) : Block
{
    /// <summary>Unique on its page: where <see cref="From"/> of other quotes leads; null where none does.</summary>
    public string? Anchor { get; init; }

    /// <summary>Where the whole of it stands; null where this is the whole.</summary>
    public Link? From { get; init; }
}

/// <summary>Markdown of a policy: a channel shows it as text, or rendered with HTML disabled.</summary>
public sealed record Prose(string Markdown) : Block;

/// <summary>A change of wording; <paramref name="Label"/> names the clause and what happens to it.</summary>
public sealed record DiffBlock(string Label, ImmutableList<DiffSpan> Spans) : Block;

/// <summary>One scenario with what the model answers under one or more policies, shown beside each other.</summary>
/// <param name="Scenario">Title.</param>
/// <param name="Asked">The user's last words.</param>
/// <param name="Answers">In order, usually today and under the change.</param>
public sealed record Responses(string Scenario, string Asked, ImmutableList<Answer> Answers) : Block;

/// <param name="Label">Under which policy (<c>Today (v1)</c>, <c>With A3</c>).</param>
/// <param name="Words">The sample response; null while it has not run.</param>
/// <param name="Note">What else to know: the model, or what went wrong.</param>
public sealed record Answer(string Label, string? Words, string? Note = null);

/// <summary>Short names with short values.</summary>
public sealed record Facts(ImmutableList<Fact> Items) : Block;

public sealed record Fact(string Name, string Value);

/// <summary>Stacked bars, one a row; a channel draws them or writes the same as text.</summary>
public sealed record Bars(Chart Chart) : Block;

/// <summary>Work under way: <paramref name="Done"/> of <paramref name="Total"/>.</summary>
public sealed record Progress(int Done, int Total, string What) : Block;

/// <summary>An instant that each reader sees in their own zone; <paramref name="Written"/> is the same in the workshop's zone.</summary>
public sealed record When(string Label, DateTimeOffset At, string Written) : Block;

/// <summary>A link within PolicyBot's own web pages (path relative to PublicUrl).</summary>
public sealed record Link(string Label, string Path) : Block;
