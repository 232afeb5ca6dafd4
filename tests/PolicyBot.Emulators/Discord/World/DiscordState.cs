namespace PolicyBot.Emulators.Discord.World;

/// <summary>Everything that this Discord knows; whoever reads or changes it holds <see cref="Gate"/>.</summary>
internal sealed class DiscordState
{
    public DiscordState(DiscordOptions options)
    {
        Clock = options.Clock;
        GrantsMembers = options.GrantsMembers;
        GrantsContent = options.GrantsContent;
        Ids = new Snowflakes(Clock);
        Bot = new User(Ids.Next(), "PolicyBot", IsBot: true);
        Users[Bot.Id] = Bot;
    }

    public Lock Gate { get; } = new();

    public TimeProvider Clock { get; }

    public bool GrantsMembers { get; }

    public bool GrantsContent { get; }

    public Snowflakes Ids { get; }

    public User Bot { get; }

    public Dictionary<string, Guild> Guilds { get; } = [];

    public Dictionary<string, Channel> Channels { get; } = [];

    public Dictionary<string, User> Users { get; } = [];

    /// <summary>People who take no direct messages from bots.</summary>
    public HashSet<string> Unreachable { get; } = [];

    /// <summary>Files that came with a command or a dialog, by their ids.</summary>
    public Dictionary<string, byte[]> Uploads { get; } = [];

    public DateTimeOffset Now => Clock.GetUtcNow();

    /// <summary>Where it is served, without a path.</summary>
    public string Origin { get; set; } = "";

    /// <summary>Of the signatures on interactions, in hex.</summary>
    public string PublicKey { get; set; } = "";

    public Guild AddGuild(string name, User owner)
    {
        var guild = new Guild(Ids.Next(), name, owner, Now);
        guild.Roles[guild.Id] = new Role(guild.Id, "@everyone", Permission.Usual, Mentionable: false);
        Guilds[guild.Id] = guild;
        return guild;
    }

    public User AddUser(string name)
    {
        var user = new User(Ids.Next(), name, IsBot: false);
        Users[user.Id] = user;
        return user;
    }

    public Channel AddChannel(string name, Guild guild)
    {
        var channel = new Channel(Ids.Next(), ChannelType.Text, name, guild, Now);
        guild.Channels.Add(channel);
        Channels[channel.Id] = channel;
        return channel;
    }

    /// <param name="from">The message that it hangs on; null for a thread of its own.</param>
    public Channel AddThread(string name, Channel parent, Message? from, User owner)
    {
        var thread = new Channel(from?.Id ?? Ids.Next(), ChannelType.PublicThread, name, parent.Guild, Now) { Parent = parent, Owner = owner };
        parent.Guild!.Channels.Add(thread);
        Channels[thread.Id] = thread;
        if (from is not null)
            from.Thread = thread;
        return thread;
    }

    public Channel DirectWith(User user)
    {
        if (Channels.Values.FirstOrDefault(c => c.Recipient?.Id == user.Id) is { } known)
            return known;
        var channel = new Channel(Ids.Next(), ChannelType.Direct, user.Name, null, Now) { Recipient = user };
        Channels[channel.Id] = channel;
        return channel;
    }

    /// <summary>What somebody may do in a channel; nothing where they are no member.</summary>
    public Permission Allowed(User user, Channel channel) => channel.Guild is { } guild
        ? guild.Members.TryGetValue(user.Id, out var member) ? Permissions.Of(guild, member, channel) : Permission.None
        : user.Id == Bot.Id || channel.Recipient?.Id == user.Id ? Permission.Usual : Permission.None;
}
