using System.Collections.Immutable;

namespace PolicyBot.Core.Views;

/// <summary>A titled part of a web page; a page has room, so nothing in it is cut.</summary>
/// <param name="Anchor">Unique on its page: letters, digits and '-'.</param>
public sealed record Section(string Anchor, string Title, ImmutableList<Block> Blocks)
{
    /// <summary>One word about where it stands (<c>adopted</c>); null for none.</summary>
    public string? State { get; init; }
}
