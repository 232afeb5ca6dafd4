using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PolicyBot.App;
using PolicyBot.Core.Views;
using PolicyBot.Core.Workshops;
using PolicyBot.Discord.Interactions;
using PolicyBot.Discord.Rendering;
using PolicyBot.Discord.Rest;

namespace PolicyBot.Discord.Channels;

/// <summary>Shows workshops in Discord's channels: a place's id is the channel's.</summary>
public sealed class DiscordChannel(DiscordApi api, CardMessages messages, Threads threads, Guilds guilds, Telling telling, IWorkshopStore store) : IChannel
{
    private static readonly TimeSpan Old = TimeSpan.FromHours(1);

    public string Name => Places.Channel;

    /// <summary>Discord counts edits of messages older than an hour apart, and much more strictly.</summary>
    public TimeSpan Pace(TimeSpan age) => age < Old - TimeSpan.FromMinutes(2) ? TimeSpan.FromSeconds(4) : TimeSpan.FromSeconds(55);

    public async Task<Placed> Create(PostAddress post, Card card, CancellationToken cancellation)
    {
        var mark = MarkOf(post);
        var tries = await store.Recall(Name, TriesOf(post), cancellation) is { } noted ? int.Parse(noted, CultureInfo.InvariantCulture) : 0;
        if (tries > 0 && await Find(post.Place.Id, mark, cancellation) is { } found)
        {
            await threads.Start(post, found, card, cancellation);
            return await Edit(post, found, card, cancellation);
        }

        await store.Remember(Name, TriesOf(post), (tries + 1).ToString(CultureInfo.InvariantCulture), cancellation);
        var body = messages.Post(card, mark) with { Nonce = NonceOf(post, tries), EnforceNonce = true };
        switch (await api.Create(post.Place.Id, body, cancellation))
        {
            case Answered answered when Wire.Read<MessagePart>(answered.Body) is { Id: { } id }:
                await threads.Start(post, id, card, cancellation);
                return new Shows(id);
            case Refused refused:
                return await Denied(post.Place.Id, refused, cancellation);
            default:
                throw new DiscordUnreachable("Discord created a message without saying which.");
        }
    }

    public async Task<Placed> Edit(PostAddress post, string message, Card card, CancellationToken cancellation) =>
        await api.Edit(post.Place.Id, message, messages.Post(card, MarkOf(post)), cancellation) switch
        {
            Answered => new Shows(message),
            Refused { Code: Refused.UnknownMessage } => new Gone(),
            Refused { Code: Refused.OldMessageEdits } => throw new DiscordUnreachable("Discord takes no more edits of old messages for now."),
            Refused refused => await Denied(post.Place.Id, refused, cancellation),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    public Task<bool> Tell(Account account, Place place, Card card, CancellationToken cancellation) =>
        account.Channel == Name ? telling.Directly(account, place, card, cancellation) : Task.FromResult(false);

    public Task<IReadOnlySet<Account>> Remind(Reminder reminder, CancellationToken cancellation) => telling.Remind(reminder, cancellation);

    public Task<MembersAnswer> Members(Place place, string? role, CancellationToken cancellation) => guilds.Members(place.Id, role, cancellation);

    /// <summary>The message that an earlier try created and nobody wrote down.</summary>
    private async Task<string?> Find(string channel, int mark, CancellationToken cancellation) =>
        (await api.Newest(channel, cancellation)).As<List<MessagePart>>()?
            .FirstOrDefault(m => m.Author?.Bot == true && m.Components?.FirstOrDefault()?.Id == mark)?.Id;

    private async Task<Placed> Denied(string channel, Refused refused, CancellationToken cancellation)
    {
        if (refused.Code == Refused.UnknownChannel)
            return new Denied("The Discord channel of this workshop is gone.", "Show the workshop in another channel: write `workshop link` there.");
        if (refused.Code is not (Refused.MissingAccess or Refused.MissingPermissions))
            return new Denied($"Discord refused a card ({refused.Status}, {refused.Code}).", "Tell whoever runs PolicyBot.");
        var missing = await guilds.Missing(channel, cancellation) is { Count: > 0 } named ? named : ["View Channel", "Send Messages", "Attach Files"];
        return new Denied(
            $"PolicyBot may not post in the Discord channel of this workshop: it lacks {string.Join(", ", missing)}.",
            "Give it that under Edit Channel, Permissions; the cards then appear by themselves.");
    }

    private static string TriesOf(PostAddress post) => $"post:{post.Place.Id}:{post.Workshop}:{post.Key}";

    /// <summary>Stands in the message as a component's id, so that it can be found again.</summary>
    private static int MarkOf(PostAddress post) => BinaryPrimitives.ReadInt32BigEndian(Hash(TriesOf(post))) & int.MaxValue | 1;

    /// <summary>The same for a repeat of one try; another for a card that was deleted and is posted again.</summary>
    private static string NonceOf(PostAddress post, int tries) => Convert.ToHexStringLower(Hash($"{TriesOf(post)}:{tries}"))[..25];

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
