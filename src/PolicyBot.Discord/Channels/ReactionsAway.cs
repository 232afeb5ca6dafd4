using System.Collections.Immutable;
using PolicyBot.App;
using PolicyBot.App.Grains;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Workshops;
using PolicyBot.Discord.Gateway;
using PolicyBot.Discord.Interactions;
using PolicyBot.Discord.Rest;

namespace PolicyBot.Discord.Channels;

/// <summary>Reads the reactions again that were made while nobody listened.</summary>
public sealed class ReactionsAway(DiscordApi api, IWorkshopStore store, IGrainFactory grains, Reactions reactions, ReactionsSeen seen)
{
    /// <summary>On every card that counts them.</summary>
    public async Task Read(Dispatched e)
    {
        foreach (var row in (await store.Workshops(CancellationToken.None)).Where(w => w.Places.Any(p => p.Channel == Places.Channel)))
        {
            var workshop = (await grains.GetGrain<IWorkshopGrain>(row.Id.Value).Look()).Value;
            if (workshop?.Running is { State: RoundState.Open, Rule: { Anonymous: false, Hidden: false } } round)
                await Read(row, [.. round.Amendments.Select(a => $"amendment:{a}")], e);
        }
    }

    private async Task Read(WorkshopRow row, HashSet<string> cards, Dispatched e)
    {
        foreach (var post in await store.Posts(row.Id, CancellationToken.None))
        {
            if (post is { Message: { } message, Address.Place.Channel: Places.Channel } && cards.Contains(post.Address.Key)
                && await Marks(post.Address.Place, message) is { } there)
                await Tell(post.Address, message, there, e);
        }
    }

    /// <returns>Null when they can't be read.</returns>
    private async Task<ImmutableHashSet<Mark>?> Marks(Place place, string message)
    {
        var there = ImmutableHashSet.CreateBuilder<Mark>();
        foreach (var emoji in Reactions.Counted)
        {
            if (await api.Reacted(place.Id, message, emoji, CancellationToken.None) is not { } people)
                return null;
            foreach (var user in people.Where(u => u.Bot != true))
            {
                reactions.IsCalled(user.Id, new GuildMember().Name(user));
                there.Add(new(user.Id, emoji));
            }
        }

        return there.ToImmutable();
    }

    private async Task Tell(PostAddress card, string message, ImmutableHashSet<Mark> there, Dispatched e)
    {
        var before = await seen.On(message);
        foreach (var gone in before.Except(there))
            await reactions.Tell(card, gone, isOn: false, ($"{e.Id}:{message}:{gone.User}:{gone.Emoji}:off", e.At));
        foreach (var come in there.Except(before))
            await reactions.Tell(card, come, isOn: true, ($"{e.Id}:{message}:{come.User}:{come.Emoji}", e.At));
        seen.Keep(message, there);
    }
}
