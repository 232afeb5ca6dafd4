using System.Collections.Immutable;

namespace PolicyBot.Teams.Activities;

/// <summary>What an activity means to us.</summary>
internal abstract record Event;

/// <summary>A line for the bot: a mention, or anything said in a 1:1 chat.</summary>
internal sealed record Asked(string Line) : Event;

/// <summary>A reply in a channel's thread that is not for the bot; arrives only with the team's consent.</summary>
internal sealed record Remarked(string Root, string Words) : Event;

/// <summary>Reactions put on, or taken off, a message of the bot.</summary>
internal sealed record Reacted(string Message, ImmutableList<string> Added, ImmutableList<string> Removed) : Event;

/// <summary>A button of a card: the answer replaces the card in the presser's view.</summary>
internal sealed record Pressed(Pressing Data) : Event;

/// <summary>A dialog is wanted.</summary>
internal sealed record Opened(Pressing Data) : Event;

/// <summary>A dialog was sent.</summary>
internal sealed record Submitted(Pressing Data) : Event;

/// <summary>A message's menu: the dialog for one of its commands is wanted.</summary>
/// <param name="Command">As the manifest names it.</param>
/// <param name="Words">What the message says.</param>
internal sealed record MessageTaken(string Command, string Words) : Event;

/// <summary>The app was installed, or is here anew.</summary>
internal sealed record Installed : Event;

internal sealed record Uninstalled : Event;

/// <summary>People left the team.</summary>
internal sealed record Departed(ImmutableList<Party> People) : Event;

/// <summary>Nothing that we act on.</summary>
internal sealed record Unheard : Event;

/// <summary>What a button or a dialog sends back. It comes from the client, so it is a wish and proves nothing.</summary>
/// <param name="Act">A command line.</param>
/// <param name="Values">The dialog's fields.</param>
internal sealed record Pressing(string? Act, ImmutableDictionary<string, string> Values)
{
    /// <summary>The post that the card claims to be.</summary>
    public string? Post { get; init; }

    /// <summary>The conversation that a private card is about.</summary>
    public string? In { get; init; }

    /// <summary>An answer that waits to be fetched.</summary>
    public string? Answer { get; init; }

    /// <summary>Wants the form also when nothing is missing.</summary>
    public bool Opens { get; init; }
}
