using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace PolicyBot.Emulators.Teams;

/// <summary>A message of a conversation, as everybody sees it and as single people do.</summary>
public sealed class Message(string id, Conversation conversation, string? root, Person? author)
{
    private readonly ConcurrentDictionary<Person, JsonObject> own = new();
    private readonly ConcurrentQueue<JsonObject> history = new();

    public string Id => id;

    public Conversation Conversation => conversation;

    /// <summary>The message whose thread this one is in; itself where it begins one.</summary>
    public string Root => root ?? id;

    public bool IsReply => root is not null;

    public bool ByBot => author is null;

    public Person? Author => author;

    public bool Deleted { get; private set; }

    /// <summary>How often it was edited.</summary>
    public int Edits => history.Count - 1;

    /// <summary>What was sent, oldest first.</summary>
    public IReadOnlyList<JsonObject> History => [.. history];

    /// <summary>The activity as it stands now.</summary>
    public JsonObject Activity => history.Last();

    /// <summary>The adaptive card that everybody sees; null when it has none.</summary>
    public JsonObject? Card => Activity["attachments"]?.AsArray()
        .FirstOrDefault(a => (string?)a!["contentType"] == Json.CardType)?["content"]?.AsObject();

    /// <summary>As everybody sees it.</summary>
    public string Text => CardText.Of(Activity, Card);

    /// <summary>The conversation id that an event about this message carries.</summary>
    public string Thread => conversation.IsPersonal ? conversation.Id : $"{conversation.Id};messageid={Root}";

    public JsonObject? CardFor(Person person) => own.TryGetValue(person, out var card) ? card : Card;

    public string TextFor(Person person) => CardText.Of(Activity, CardFor(person));

    /// <summary>Takes it away, as its author or a moderator can.</summary>
    public void Delete() => Deleted = true;

    /// <summary>An edit replaces everybody's view, also those that an answer had made personal.</summary>
    internal void Show(JsonObject activity)
    {
        own.Clear();
        history.Enqueue(activity);
    }

    internal void ShowOnly(Person person, JsonObject card) => own[person] = card;
}
