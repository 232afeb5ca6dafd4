using System.Text;
using System.Text.Json.Nodes;
using PolicyBot.Emulators.Discord.Rules;
using PolicyBot.Emulators.Discord.World;

namespace PolicyBot.Emulators.Discord.People;

/// <summary>A message as a test looks at it; always its present state.</summary>
public sealed class ChatMessage
{
    private readonly DiscordState state;

    internal ChatMessage(DiscordState state, Message message)
    {
        this.state = state;
        Inner = message;
    }

    internal Message Inner { get; }

    public string Id => Inner.Id;

    public string Channel => Inner.Channel.Id;

    public string Text => Locked(() => PlainText.Of(Inner.Body));

    /// <summary>How a body reads that nobody has sent yet.</summary>
    public static string TextOf(JsonObject body) => PlainText.Of(body);

    /// <summary>Everything that it ever showed, oldest first.</summary>
    public IReadOnlyList<string> History => Locked<IReadOnlyList<string>>(() => [.. Inner.Bodies.Select(PlainText.Of)]);

    public IReadOnlyList<string> Buttons => Locked<IReadOnlyList<string>>(() => [.. Components.All(Inner.Body.List("components"))
        .Where(c => c.Kind() == ComponentKind.Button).Select(c => (string?)c["label"] ?? "")]);

    /// <summary>As the bot wrote it.</summary>
    public JsonObject Body => Locked(() => (JsonObject)Inner.Body.DeepClone());

    public bool Ephemeral => Inner.OnlyFor is not null;

    public bool Deleted => Inner.Deleted;

    public bool ByBot => Inner.Author.IsBot;

    public int Edits => Locked(() => Inner.Bodies.Count - 1);

    public IReadOnlyDictionary<string, byte[]> Files => Locked(() => new Dictionary<string, byte[]>(Inner.Files));

    /// <summary>The messages in its thread; empty without one.</summary>
    public IReadOnlyList<ChatMessage> InThread => Locked<IReadOnlyList<ChatMessage>>(() =>
        [.. (Inner.Thread?.Messages ?? []).Where(m => !m.Deleted).Select(m => new ChatMessage(state, m))]);

    public bool HasThread => Inner.Thread is not null;

    public int Reacted(string emoji) => Locked(() => Inner.Reactions.GetValueOrDefault(emoji)?.Count ?? 0);

    /// <summary>The text of a file that came with it.</summary>
    public string FileText(string name) => Locked(() => Encoding.UTF8.GetString(Inner.Files[name]));

    public override string ToString() => Text;

    private T Locked<T>(Func<T> read)
    {
        lock (state.Gate)
            return read();
    }
}
