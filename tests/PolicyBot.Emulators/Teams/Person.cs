using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace PolicyBot.Emulators.Teams;

/// <summary>Somebody with a Teams client, whom a test drives.</summary>
public sealed partial class Person
{
    private readonly World world;
    private readonly Delivery delivery;
    private readonly Envelope envelope;
    private readonly ConcurrentQueue<string> told = new();

    internal Person(World world, Delivery delivery, Envelope envelope, string name)
    {
        (this.world, this.delivery, this.envelope, Name) = (world, delivery, envelope, name);
        Chat = new Conversation($"a:1{Guid.NewGuid():n}", name, null);
        Chat.Enter(this);
        world.Add(this);
        world.Add(Chat);
    }

    public string Name { get; }

    /// <summary>What the bot knows this person by.</summary>
    public string Id { get; } = $"29:1{Guid.NewGuid():n}";

    /// <summary>The id in the tenant's directory, the same for every app.</summary>
    public string DirectoryId { get; } = Guid.NewGuid().ToString();

    /// <summary>Their chat with the bot alone.</summary>
    public Conversation Chat { get; }

    /// <summary>The channels that they are in.</summary>
    public IEnumerable<Conversation> Channels => world.Conversations.Where(c => !c.IsPersonal && c.Members.Contains(this));

    /// <summary>What the client showed to this person alone, oldest first: answers to buttons, errors.</summary>
    public IReadOnlyList<string> Told => [.. told];

    /// <summary>The card in the dialog that is open; null when none is.</summary>
    public JsonObject? Dialog { get; private set; }

    /// <summary>What the open dialog shows; empty when none is open.</summary>
    public string DialogText => CardText.Of(Dialog);

    /// <summary>Messages whose mention notified this person.</summary>
    public IEnumerable<Message> Pings => world.Conversations.SelectMany(c => c.Messages).Where(m =>
        m.ByBot && Json.Objects(m.Activity).Any(e => (string?)e["type"] == "mention" && (string?)e["mentioned"]?["id"] is { } id && (id == Id || id == DirectoryId)));

    /// <summary>All that is visible to this person, as plain text.</summary>
    public string Sees() => string.Join("\n\n",
    [
        .. world.Conversations.Where(c => c.Members.Contains(this)).SelectMany(c => c.Messages).Select(m => m.TextFor(this)),
        .. told,
        DialogText,
    ]);

    /// <summary>The newest card of the bot that holds these words, in any conversation of theirs.</summary>
    public Message Card(string words) =>
        world.Conversations.Where(c => c.Members.Contains(this)).SelectMany(c => c.Messages)
            .LastOrDefault(m => m.ByBot && m.CardFor(this) is { } card && CardText.Of(card).Contains(words, StringComparison.Ordinal))
        ?? throw new InvalidOperationException($"{Name} sees no card with '{words}'.");

    internal JsonObject AsMember() => new()
    {
        ["id"] = Id,
        // Not aadObjectId, as activities call it: clients have to read both.
        ["objectId"] = DirectoryId,
        ["name"] = Name,
        ["givenName"] = Name,
        ["surname"] = "",
        ["userPrincipalName"] = $"{Name.ToLowerInvariant().Replace(' ', '.')}@example.org",
        ["tenantId"] = TeamsEmulator.Tenant,
        ["userRole"] = "user",
    };

    private void Hears(string words) => told.Enqueue(words);
}
