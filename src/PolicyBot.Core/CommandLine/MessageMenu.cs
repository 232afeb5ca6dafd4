using System.Collections.Immutable;

namespace PolicyBot.Core.CommandLine;

/// <summary>What the menu of any message of a platform offers to do with its words.</summary>
public static class MessageMenu
{
    public static readonly ImmutableList<MenuEntry> All =
    [
        new("propose", "Propose as amendment", "clause propose", "wording"),
        new("scenario", "Use as scenario", "scenario add", "prompt"),
        new("comment", "Add as comment", "comment", "words"),
    ];
}

/// <param name="Id">For platforms that name entries apart from their titles.</param>
/// <param name="Command">Whose form is opened.</param>
/// <param name="Field">Which of its fields takes the message's words.</param>
public sealed record MenuEntry(string Id, string Title, string Command, string Field);
