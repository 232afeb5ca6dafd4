using PolicyBot.Emulators.Discord.World;

namespace PolicyBot.Emulators.Discord.People;

/// <summary>A channel as a test looks at it.</summary>
public sealed class ChatChannel
{
    private readonly Backstage back;

    internal ChatChannel(Backstage back, Channel channel)
    {
        this.back = back;
        Inner = channel;
    }

    internal Channel Inner { get; }

    public string Id => Inner.Id;

    public string Guild => Inner.Guild!.Id;

    /// <summary>What everybody sees there now, oldest first.</summary>
    public IReadOnlyList<ChatMessage> Messages => back.Locked<IReadOnlyList<ChatMessage>>(() =>
        [.. Inner.Messages.Where(m => m is { Deleted: false, OnlyFor: null }).Select(m => new ChatMessage(back.State, m))]);

    /// <summary>Everything that was ever there, private and deleted messages too.</summary>
    public IReadOnlyList<ChatMessage> Everything => back.Locked<IReadOnlyList<ChatMessage>>(() => [.. Inner.Messages.Select(m => new ChatMessage(back.State, m))]);

    /// <summary>The bot's newest message there with these words.</summary>
    public ChatMessage? Find(string words) => Messages.LastOrDefault(m => m.ByBot && m.Text.Contains(words, StringComparison.Ordinal));

    /// <summary>Takes rights away from the bot here.</summary>
    public void Denies(Permission permission) => Changed(() => Inner.Overwrites.Add(new Overwrite(back.State.Bot.Id, true, Permission.None, permission)));

    /// <summary>Only those with the role see it, and the bot.</summary>
    public void OnlyFor(string role) => Changed(() =>
    {
        Inner.Overwrites.Add(new Overwrite(Inner.Guild!.Id, false, Permission.None, Permission.ViewChannel));
        Inner.Overwrites.Add(new Overwrite(role, false, Permission.ViewChannel, Permission.None));
        Inner.Overwrites.Add(new Overwrite(back.State.Bot.Id, true, Permission.ViewChannel, Permission.None));
    });

    /// <summary>Gives the bot all its rights back.</summary>
    public void Restores() => Changed(Inner.Overwrites.Clear);

    /// <summary>Archives the thread that hangs on a message.</summary>
    public void Archives(ChatMessage withThread) => back.Locked(() =>
    {
        withThread.Inner.Thread!.Archived = true;
        back.Announcer.ThreadUpdated(withThread.Inner.Thread);
    });

    private void Changed(Action change) => back.Locked(() =>
    {
        change();
        back.Announcer.ChannelUpdated(Inner);
    });
}
