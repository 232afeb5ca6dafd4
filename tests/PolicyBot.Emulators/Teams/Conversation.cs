namespace PolicyBot.Emulators.Teams;

/// <summary>A channel of a team, or somebody's chat with the bot.</summary>
/// <param name="Team">The id of the team; null for a chat.</param>
public sealed class Conversation(string id, string name, string? team)
{
    private readonly List<Message> messages = [];
    private readonly List<Person> members = [];

    /// <summary>Without <c>;messageid=</c>.</summary>
    public string Id => id;

    public string Name => name;

    public string? Team => team;

    public bool IsPersonal => team is null;

    /// <summary>Whether the app is installed here.</summary>
    public bool Installed { get; internal set; }

    /// <summary>The permission <c>ChannelMessage.Read.Group</c> was granted: every message reaches the bot.</summary>
    public bool ReadsEverything { get; internal set; }

    /// <summary>Oldest first, without those that were deleted.</summary>
    public IReadOnlyList<Message> Messages
    {
        get { lock (messages) return [.. messages.Where(m => !m.Deleted)]; }
    }

    public IReadOnlyList<Person> Members
    {
        get { lock (messages) return [.. members]; }
    }

    /// <summary>Everything that a member could see here, as everybody sees it, in reading order.</summary>
    public string Shows => string.Join("\n\n", Messages.Select(m => m.Text));

    /// <summary>All that was ever sent here by the bot, JSON as it came, also what was edited away since.</summary>
    public string Sent => string.Join('\n', Everything().Where(m => m.ByBot).SelectMany(m => m.History).Select(a => a.ToJsonString(Json.Readable)));

    /// <summary>The newest of the bot's messages that holds these words; null when there is none.</summary>
    public Message? Find(string words) => Messages.LastOrDefault(m => m.ByBot && m.Text.Contains(words, StringComparison.Ordinal));

    internal Message? Find(Func<Message, bool> which)
    {
        lock (messages)
            return messages.Find(m => which(m));
    }

    internal void Add(Message message)
    {
        lock (messages)
            messages.Add(message);
    }

    internal void Enter(Person person)
    {
        lock (messages)
            members.Add(person);
    }

    internal void Leave(Person person)
    {
        lock (messages)
            members.Remove(person);
    }

    private List<Message> Everything()
    {
        lock (messages)
            return [.. messages];
    }
}
