using System.Text.Json.Nodes;
using PolicyBot.Emulators.Discord.World;

namespace PolicyBot.Emulators.Discord.Interactions;

internal enum InteractionType
{
    Ping = 1,
    Command = 2,
    Component = 3,
    Autocomplete = 4,
    ModalSubmit = 5,
}

/// <summary>What a person did.</summary>
/// <param name="Data">The interaction's <c>data</c>.</param>
internal sealed record Deed(InteractionType Type, User User, Channel Channel, JsonObject Data)
{
    /// <summary>The message that the pressed component hangs on, also behind a dialog.</summary>
    public Message? Source { get; init; }
}

/// <summary>A deed on its way to the bot, and how the bot has answered so far.</summary>
internal sealed class Interaction(string id, string token, Deed deed)
{
    public string Id => id;

    public string Token => token;

    public InteractionType Type => deed.Type;

    public User User => deed.User;

    public Channel Channel => deed.Channel;

    public JsonObject Data => deed.Data;

    public required DateTimeOffset SentAt { get; init; }

    public Message? Source => deed.Source;

    /// <summary>The type of the first callback; 0 before it.</summary>
    public int Callback { get; set; }

    /// <summary>What <c>@original</c> is.</summary>
    public Message? Original { get; set; }

    public List<Message> Followups { get; } = [];

    public JsonObject? Modal { get; set; }

    public JsonArray? Choices { get; set; }

    /// <summary>Set once the person's client has something to show.</summary>
    public TaskCompletionSource Settled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What the person gets to see: the newest message, if any.</summary>
    public Message? Answer { get; set; }

    public JsonObject ToMetadata() => new()
    {
        ["id"] = id,
        ["type"] = (int)Type,
        ["user"] = User.ToJson(),
        ["authorizing_integration_owners"] = new JsonObject(),
    };
}
