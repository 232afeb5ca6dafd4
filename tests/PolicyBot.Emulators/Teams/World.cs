using System.Collections.Concurrent;

namespace PolicyBot.Emulators.Teams;

/// <summary>The conversations of one tenant, its people, and what the bot did that a real client would choke on.</summary>
public sealed class World
{
    private readonly ConcurrentDictionary<string, Conversation> conversations = new();
    private readonly ConcurrentDictionary<string, Person> people = new();
    private readonly ConcurrentQueue<string> complaints = new();
    private long lastId = 1_732_000_000_000;

    public IReadOnlyList<string> Complaints => [.. complaints];

    public IReadOnlyList<Conversation> Conversations => [.. conversations.Values];

    /// <summary>A message appeared or was edited.</summary>
    internal event Action<Message>? Shown;

    /// <summary>An id as Teams gives them: milliseconds, never twice.</summary>
    internal string NextId() => $"{Interlocked.Increment(ref lastId)}";

    internal void Complain(string what) => complaints.Enqueue(what);

    internal void Add(Conversation conversation) => conversations[conversation.Id] = conversation;

    internal void Add(Person person) => people[person.Id] = person;

    internal Conversation? Find(string id) => conversations.GetValueOrDefault(id.Split(';')[0]);

    /// <summary>By the id that the bot knows, or by that of the directory.</summary>
    internal Person? FindPerson(string? id) => people.Values.FirstOrDefault(p => p.Id == id || p.DirectoryId == id);

    internal void Show(Message message, System.Text.Json.Nodes.JsonObject activity)
    {
        message.Show(activity);
        Shown?.Invoke(message);
    }
}
