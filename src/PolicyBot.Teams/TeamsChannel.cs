using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using PolicyBot.App;
using PolicyBot.Core.Views;
using PolicyBot.Core.Workshops;
using PolicyBot.Teams.Activities;
using PolicyBot.Teams.Cards;
using PolicyBot.Teams.Connector;

namespace PolicyBot.Teams;

/// <summary>Teams as a channel: a place's id is that of a channel or a chat, a post begins a thread there.</summary>
internal sealed class TeamsChannel(Conversations conversations, AdaptiveCards cards, ShownCards shown) : IChannel
{
    private static readonly TimeSpan BetweenEdits = TimeSpan.FromSeconds(3);

    // Teams has no way to look for a message; what this process made it finds again when only the store did not hear of it.
    private readonly ConcurrentDictionary<PostAddress, string> _made = new();

    public string Name => "teams";

    public TimeSpan Pace(TimeSpan age) => BetweenEdits;

    public async Task<Placed> Create(PostAddress post, Card card, CancellationToken cancellation)
    {
        if (_made.TryGetValue(post, out var earlier) && await Edit(post, earlier, card, cancellation) is Shows shows)
            return shows;
        var sent = await conversations.Post(post.Place.Id, Message(post, card), cancellation);
        if (sent is not Done { Id: { Length: > 0 } message })
            return Refusal(sent);
        _made[post] = message;
        shown.Keep(post, message, card);
        return new Shows(message);
    }

    public async Task<Placed> Edit(PostAddress post, string message, Card card, CancellationToken cancellation)
    {
        var root = Conversation.IsChannel(post.Place.Id) ? message : null;
        switch (await conversations.Update(post.Place.Id, root, message, Message(post, card), cancellation))
        {
            case Done:
                shown.Keep(post, message, card);
                return new Shows(message);
            case Missing:
                _made.TryRemove(post, out _);
                return new Gone();
            case var refused:
                return Refusal(refused);
        }
    }

    public async Task<bool> Tell(Account account, Place place, Card card, CancellationToken cancellation) =>
        await conversations.Tell(account, Messages.Of(cards.Of(card, Surface.Message, new Mark(In: place.Id)), card.Title), cancellation) is Done;

    public async Task<IReadOnlySet<Account>> Remind(Reminder reminder, CancellationToken cancellation)
    {
        var reached = new HashSet<Account>();
        HttpRequestException? failed = null;
        foreach (var (account, _) in reminder.People)
        {
            try
            {
                if (await Tell(account, reminder.Place, reminder.Card, cancellation))
                    reached.Add(account);
            }
            catch (HttpRequestException failure)
            {
                failed = failure;
            }
        }

        // Who was reached must not be reminded again because somebody else was not.
        return failed is null || reached.Count > 0 ? reached : throw failed;
    }

    public async Task<MembersAnswer> Members(Place place, string? role, CancellationToken cancellation)
    {
        if (role is not null)
            return new Unknowable("Teams does not tell a bot who has which role.", "Use `electorate:channel` for everybody in this channel, or names separated by commas.");
        return await conversations.Members(place.Id, cancellation) is { } people
            ? new Members([.. people.Where(p => p.Id is not null).Select(p => new Member(Scene.Account(p), p.Name ?? "Somebody"))])
            : new Unknowable("Teams does not tell who is in this channel.", "Add the app to the team again, or use names separated by commas.");
    }

    private JsonObject Message(PostAddress post, Card card) =>
        Messages.Of(cards.Of(card, Surface.Message, Mark.Of(post)), card.Title);

    private static Denied Refusal(Sent sent) => sent switch
    {
        Forbidden => new("PolicyBot may not write in this Teams channel.", "Add the app to the team again; then it goes on by itself."),
        Unknown => new("Nobody has spoken to PolicyBot in this Teams channel yet.", "Mention it there once, for instance with `@PolicyBot help`."),
        _ => new("This Teams channel is not there any more.", "Link another one: write `workshop link` and the workshop's name there."),
    };
}
