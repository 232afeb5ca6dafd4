using System.Text.Json.Nodes;
using PolicyBot.Emulators.Discord.Interactions;
using PolicyBot.Emulators.Discord.Rules;
using PolicyBot.Emulators.Discord.World;

namespace PolicyBot.Emulators.Discord.People;

/// <summary>A person with a client: does only what a client lets one do, and waits for what it shows.</summary>
public sealed class Human
{
    private readonly Backstage back;
    private readonly User user;
    private readonly Channel home;
    private (JsonObject Dialog, Channel Where, Message? Source)? dialog;
    private (string Name, byte[] Bytes)? file;

    internal Human(Backstage back, User user, Channel home)
    {
        this.back = back;
        this.user = user;
        this.home = home;
    }

    public string Id => user.Id;

    public string Name => user.Name;

    /// <summary>Types a slash command, or anything else as a message.</summary>
    /// <param name="where">Null for the channel where they usually are.</param>
    public async Task<Heard> Says(string line, ChatChannel? where = null)
    {
        var channel = where?.Inner ?? home;
        if (!line.StartsWith('/'))
            return new Heard(new ChatMessage(back.State, Post(line, channel, null)));
        return await Sends(InteractionType.Command, channel, back.Locked(() => SlashLine.Read(line, Commands(channel))));
    }

    /// <summary>Takes a file for the next command or dialog that wants one.</summary>
    public void Attaches(string name, byte[] bytes) => file = (name, bytes);

    /// <summary>Replies to a message, which notifies its author.</summary>
    public ChatMessage Answers(string words, ChatMessage to) => new(back.State, Post(words, to.Inner.Channel, to.Inner));

    /// <summary>Writes in the thread that hangs on a message.</summary>
    public ChatMessage Replies(string words, ChatMessage inThreadOf) =>
        new(back.State, Post(words, inThreadOf.Inner.Thread ?? throw new NoSuchCommand("The message has no thread."), null));

    public Task<Heard> Presses(string label, ChatMessage on) => Touches(on, c => c.Kind() == ComponentKind.Button && (string?)c["label"] == label, label, null);

    /// <summary>Chooses options of a select, by their labels.</summary>
    public Task<Heard> Picks(string[] labels, ChatMessage on) => Touches(on,
        c => c.Kind() == ComponentKind.StringSelect && labels.All(l => c.List("options").Any(o => (string?)o?["label"] == l)), string.Join(", ", labels), labels);

    /// <summary>Sends the open dialog; fields by their name or label, the others as they stand there.</summary>
    public async Task<Heard> FillsIn(params (string Field, string Value)[] fields)
    {
        if (dialog is not { } open)
            throw new NoSuchCommand($"{Name} has no dialog open.");
        var data = DialogForm.Fill(open.Dialog, fields);
        dialog = null;
        return await Sends(InteractionType.ModalSubmit, open.Where, data, open.Source);
    }

    /// <summary>A command of a message's menu.</summary>
    public Task<Heard> Opens(string menu, ChatMessage on)
    {
        var channel = on.Inner.Channel;
        var data = back.Locked(() =>
        {
            var command = Commands(channel).FirstOrDefault(c => (int)c["type"]! == 3 && (string?)c["name"] == menu)
                ?? throw new NoSuchCommand($"There is no '{menu}' in the menu.");
            return new JsonObject
            {
                ["id"] = (string)command["id"]!,
                ["name"] = menu,
                ["type"] = 3,
                ["target_id"] = on.Id,
                ["resolved"] = new JsonObject { ["messages"] = new JsonObject { [on.Id] = on.Inner.ToJson() } },
            };
        });
        return Sends(InteractionType.Command, channel, data);
    }

    /// <summary>What is suggested while an option is typed, as (name, value).</summary>
    public async Task<IReadOnlyList<(string Name, string Value)>> Completes(string line, string option)
    {
        var data = back.Locked(() => SlashLine.Read(line, Commands(home), option));
        var interaction = await back.Desk.Send(new Deed(InteractionType.Autocomplete, user, home, data));
        return [.. (interaction.Choices ?? []).Select(c => ((string)c!["name"]!, c["value"]!.ToString()))];
    }

    public void Reacts(string emoji, ChatMessage to) => back.Locked(() => back.Announcer.React(to.Inner, emoji, user));

    public void TakesBack(string emoji, ChatMessage from) => back.Locked(() => back.Announcer.Unreact(from.Inner, emoji, user));

    /// <summary>Deletes a message, as a moderator may.</summary>
    public void Deletes(ChatMessage message) => back.Locked(() => back.Posting.Delete(message.Inner));

    /// <summary>Takes no direct messages from bots.</summary>
    public void ClosesDirectMessages() => back.Locked(() => back.State.Unreachable.Add(user.Id));

    public void Leaves() => back.Locked(() =>
    {
        home.Guild!.Members.Remove(user.Id);
        back.Announcer.MemberLeft(home.Guild, user);
    });

    /// <summary>All that is visible to them now, of everybody, as plain text.</summary>
    public string Sees() => string.Join("\n\n", Visible().Select(m => m.Text));

    /// <summary>The messages visible to them, by channel and age.</summary>
    public IReadOnlyList<ChatMessage> Visible() => back.Locked<IReadOnlyList<ChatMessage>>(() =>
        [.. back.State.Channels.Values.Where(c => back.State.Allowed(user, c).HasFlag(Permission.ViewChannel)).SelectMany(c => c.Messages)
            .Where(m => !m.Deleted && (m.OnlyFor is null || m.OnlyFor == user.Id)).Select(m => new ChatMessage(back.State, m))]);

    /// <summary>The bot's direct messages to them.</summary>
    public IReadOnlyList<ChatMessage> Direct() => [.. Visible().Where(m => m.Inner.Channel.Type == ChannelType.Direct)];

    /// <summary>How often they were pinged.</summary>
    public int Pinged => back.Posting.Pings.Count(p => p.Who == user.Id);

    private Message Post(string words, Channel channel, Message? to) => back.Locked(() => back.Posting.Post(
        new Message(back.State.Ids.Next(), channel, user, back.State.Now)
        {
            ReplyTo = to is null ? null : new JsonObject { ["message_id"] = to.Id, ["channel_id"] = channel.Id, ["guild_id"] = channel.Guild?.Id },
        },
        words));

    private async Task<Heard> Touches(ChatMessage on, Func<JsonObject, bool> which, string label, string[]? chosen)
    {
        var data = back.Locked(() =>
        {
            if (on.Deleted || on.Inner.OnlyFor is { } one && one != user.Id)
                throw new NoSuchCommand($"{Name} can't see that message.");
            var component = Components.All(on.Inner.Body.List("components")).FirstOrDefault(which)
                ?? throw new NoSuchCommand($"There is no '{label}' on: {on.Text}");
            if ((bool?)component["disabled"] == true)
                throw new NoSuchCommand($"'{label}' is off.");
            var json = new JsonObject { ["custom_id"] = (string)component["custom_id"]!, ["component_type"] = (int)component["type"]!, ["id"] = (int)component["id"]! };
            if (chosen is not null)
                json["values"] = new JsonArray([.. component.List("options").Where(o => chosen.Contains((string?)o!["label"])).Select(o => o!["value"]!.DeepClone())]);
            return json;
        });
        return await Sends(InteractionType.Component, on.Inner.Channel, data, on.Inner);
    }

    private async Task<Heard> Sends(InteractionType type, Channel channel, JsonObject data, Message? source = null)
    {
        if (file is { } taken)
            back.Locked(() => Upload.With(data, taken, channel, back.State));
        file = null;
        var interaction = await back.Desk.Send(new Deed(type, user, channel, data) { Source = source });
        if (interaction.Modal is { } modal)
            dialog = (modal, channel, source);
        return back.Locked(() => new Heard(back.State, interaction));
    }

    private IEnumerable<JsonObject> Commands(Channel channel) => back.Commands.SeenIn(channel.Guild?.Id);
}
