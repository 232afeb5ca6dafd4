using System.Collections.Concurrent;
using System.Text.Json;
using PolicyBot.App;
using PolicyBot.Teams.Activities;

namespace PolicyBot.Teams.Connector;

/// <summary>What must be known across restarts to speak first: addresses, and who is where. Only validated activities write it.</summary>
internal sealed class Notes(IWorkshopStore store)
{
    private readonly ConcurrentDictionary<string, object> _kept = new(StringComparer.Ordinal);

    public ValueTask<ConversationNote?> Conversation(string place, CancellationToken cancellation) => Find<ConversationNote>($"conversation:{place}", cancellation);

    public ValueTask<PersonNote?> Person(Account account, CancellationToken cancellation) => Find<PersonNote>($"person:{account.Id}", cancellation);

    public Task Keep(string place, ConversationNote note, CancellationToken cancellation) => Save($"conversation:{place}", note, cancellation);

    public Task Keep(Account account, PersonNote note, CancellationToken cancellation) => Save($"person:{account.Id}", note, cancellation);

    /// <summary>Whose account it is; who comes and goes is named by the id as a member alone.</summary>
    public async ValueTask<Account> AccountOf(Party? party, CancellationToken cancellation) =>
        party is { AadObjectId: null, ObjectId: null, Id: { } user } && await Find<string>($"user:{user}", cancellation) is { } id
            ? new Account("teams", id)
            : Scene.Account(party);

    /// <summary>The person asked to be forgotten, or left.</summary>
    public async Task Forget(Account account, CancellationToken cancellation)
    {
        if (await Person(account, cancellation) is { } person)
            await Drop($"user:{person.User}", cancellation);
        await Drop($"person:{account.Id}", cancellation);
    }

    /// <summary>Takes from an activity where its conversation is reached, and how its sender is.</summary>
    public async ValueTask Take(Activity activity, Account from, CancellationToken cancellation)
    {
        var place = activity.Conversation!.Place;
        var known = await Conversation(place, cancellation);
        var note = (known ?? new ConversationNote(activity.ServiceUrl!, null, null)) with
        {
            Service = activity.ServiceUrl!,
            Bot = activity.Recipient?.Id ?? known?.Bot,
            Tenant = activity.Conversation.TenantId ?? activity.ChannelData?.Tenant?.Id ?? known?.Tenant,
            // Somebody who speaks to the bot there shows that it is let in again.
            Blocked = known?.Blocked == true && activity.Type != "message",
        };
        if (note != known)
            await Keep(place, note, cancellation);
        if (activity.From?.Id is not { } user || !user.StartsWith("29:", StringComparison.Ordinal))
            return;

        var met = await Person(from, cancellation);
        var person = (met ?? new PersonNote(user, place)) with { User = user };
        if (!activity.Conversation.IsPersonal)
            person = person with { Place = place };
        // A message's menu is also opened in chats between people; only from their chat with the bot comes anything else.
        else if (activity.Type != "invoke")
            person = person with { Chat = place, Blocked = false };
        if (person == met)
            return;
        await Keep(from, person, cancellation);
        if (user != met?.User)
            await Save($"user:{user}", from.Id, cancellation);
    }

    private async ValueTask<T?> Find<T>(string key, CancellationToken cancellation) where T : class
    {
        if (_kept.TryGetValue(key, out var known) && !MayHaveChanged(known))
            return (T?)known;
        var note = await store.Recall("teams", key, cancellation) is { } json ? JsonSerializer.Deserialize<T>(json) : null;
        if (note is not null)
            _kept[key] = note;
        return note;
    }

    /// <summary>That the bot is let in again may have been told to another process that shares the database.</summary>
    private static bool MayHaveChanged(object known) => known is ConversationNote { Blocked: true } or PersonNote { Blocked: true };

    private async Task Drop(string key, CancellationToken cancellation)
    {
        await store.Remember("teams", key, null, cancellation);
        _kept.TryRemove(key, out _);
    }

    private async Task Save<T>(string key, T note, CancellationToken cancellation) where T : class
    {
        await store.Remember("teams", key, JsonSerializer.Serialize(note), cancellation);
        _kept[key] = note;
    }
}

/// <param name="Service">Where it is reached.</param>
/// <param name="Bot">The bot's id in it.</param>
internal sealed record ConversationNote(string Service, string? Bot, string? Tenant)
{
    /// <summary>Teams said that the bot may not speak there; only an installation (or somebody's message) changes that.</summary>
    public bool Blocked { get; init; }

    public bool Welcomed { get; init; }
}

/// <param name="User">Their id as a member of conversations (<c>29:…</c>).</param>
/// <param name="Place">The conversation where they were last seen with others, or their 1:1 chat.</param>
internal sealed record PersonNote(string User, string Place)
{
    /// <summary>Their 1:1 chat with the bot.</summary>
    public string? Chat { get; init; }

    /// <summary>They don't have the app; an installation changes that.</summary>
    public bool Blocked { get; init; }
}
