using PolicyBot.App;
using PolicyBot.Core.Views;
using PolicyBot.Discord.Rendering;
using PolicyBot.Discord.Rest;

namespace PolicyBot.Discord.Channels;

/// <summary>One thread for each amendment, on its card.</summary>
public sealed class Threads(DiscordApi api, Places places, IWorkshopStore store)
{
    private bool? seesContent;

    /// <summary>Starts the thread of an amendment's card, with the button for those who comment where replies don't count.</summary>
    public async Task Start(PostAddress post, string message, Card card, CancellationToken cancellation)
    {
        if (!post.Key.StartsWith("amendment:", StringComparison.Ordinal))
            return;
        await places.Shows(message, post);
        switch (await api.StartThread(post.Place.Id, message, Cut.Line(card.Title, 100), cancellation))
        {
            case Answered:
                await api.Create(message, await Opening(message, post.Key["amendment:".Length..], cancellation), cancellation);
                break;
            case Refused { Code: Refused.MissingPermissions or Refused.MissingAccess }:
                await SayOnce(post.Place.Id, cancellation);
                break;
        }
    }

    private async Task<MessageBody> Opening(string thread, string amendment, CancellationToken cancellation)
    {
        seesContent ??= (await api.Application(cancellation))?.SeesContent;
        var says = seesContent == true
            ? $"Talk about {amendment} here. Where votes are stored by name, what you reply becomes a comment; in anonymous rounds use the button."
            : $"Talk about {amendment} here. To comment so that it counts, use the button: PolicyBot can't read replies.";
        return new MessageBody([Component.Text(says), .. CardMessages.Rows([new Button("Comment", $"comment {amendment}")])]) { Nonce = $"talk-{thread}", EnforceNonce = true };
    }

    /// <summary>The cards work without threads, so the missing permission is said once where facilitators read.</summary>
    private async Task SayOnce(string channel, CancellationToken cancellation)
    {
        if (await store.Recall(Places.Channel, $"no-threads:{channel}", cancellation) is not null)
            return;
        await store.Remember(Places.Channel, $"no-threads:{channel}", "said", cancellation);
        await api.Create(channel, new MessageBody([Component.Text(
            "For the facilitators: PolicyBot may not start threads here, so comments go through the button on each card. To have a thread for each amendment, give it Create Public Threads and Send Messages in Threads.")]), cancellation);
    }
}
