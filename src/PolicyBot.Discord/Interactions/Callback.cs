using PolicyBot.Core.Views;
using PolicyBot.Discord.Rendering;

namespace PolicyBot.Discord.Interactions;

/// <summary>The first answer to an interaction. https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object</summary>
/// <param name="Data">A <see cref="MessageBody"/>, a <see cref="Modal"/> or <see cref="Offered"/>.</param>
public sealed record Callback(int Type, object? Data = null)
{
    public static readonly Callback Pong = new(1);

    /// <summary>The answer comes later, to this person alone.</summary>
    public static readonly Callback Later = new(5, new { Flags = MessageBody.Ephemeral });

    /// <summary>The message with the button changes later.</summary>
    public static readonly Callback UpdateLater = new(6);

    public static Callback Answer(MessageBody message) => new(4, message);

    public static Callback Update(MessageBody message) => new(7, message);

    public static Callback Offer(IEnumerable<Choice> choices) => new(8, new Offered([.. choices.Take(25).Select(c => new OfferedChoice(Cut.Line(c.Label, 100), c.Value))]));

    public static Callback Open(Form form) => new(9, Modal.Of(form));
}

public sealed record Offered(IReadOnlyList<OfferedChoice> Choices);

public sealed record OfferedChoice(string Name, string Value);
