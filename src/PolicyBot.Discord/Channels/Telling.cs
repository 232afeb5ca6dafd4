using PolicyBot.App;
using PolicyBot.Core.Views;
using PolicyBot.Core.Workshops;
using PolicyBot.Discord.Interactions;
using PolicyBot.Discord.Rendering;
using PolicyBot.Discord.Rest;

namespace PolicyBot.Discord.Channels;

/// <summary>Reaches single people: by a direct message, or by one message in the channel that mentions them and nobody else.</summary>
public sealed class Telling(DiscordApi api, CardMessages messages, Places places)
{
    /// <summary>As many mentions as a message has room for beside the card.</summary>
    private const int MostMentions = 80;

    /// <returns>False when they take no direct messages from the bot.</returns>
    public async Task<bool> Directly(Account account, Place place, Card card, CancellationToken cancellation)
    {
        if ((await api.OpenDirect(account.Id, cancellation)).As<ChannelPart>() is not { Id: { } direct })
            return false;
        await places.Directs(direct, place);
        foreach (var page in messages.Pages(card, pictures: false))
        {
            if (await api.Create(direct, page, cancellation) is not Answered)
                return false;
        }

        return true;
    }

    public async Task<IReadOnlySet<Account>> Remind(Reminder reminder, CancellationToken cancellation)
    {
        var reached = new HashSet<Account>();
        foreach (var (account, _) in reminder.People.Where(p => p.Direct))
        {
            if (await TryDirectly(account, reminder, cancellation))
                reached.Add(account);
        }

        var others = reminder.People.Select(p => p.Account).Where(a => !reached.Contains(a)).Distinct().ToList();
        foreach (var some in reminder.MayName ? others.Chunk(MostMentions) : others.Count > 0 ? [[.. others]] : Array.Empty<Account[]>())
        {
            try
            {
                if (await api.Create(reminder.Place.Id, Mentioning(reminder, some), cancellation) is Answered)
                    reached.UnionWith(some);
            }
            catch (DiscordUnreachable) when (reached.Count > 0)
            {
                // Trying all of it again would remind those who were reached a second time.
                break;
            }
        }

        return reached;
    }

    /// <summary>One direct message that gets lost holds up nobody else's: that person is reminded in the channel.</summary>
    private async Task<bool> TryDirectly(Account account, Reminder reminder, CancellationToken cancellation)
    {
        try
        {
            return await Directly(account, reminder.Place, reminder.Card, cancellation);
        }
        catch (DiscordUnreachable)
        {
            return false;
        }
    }

    private MessageBody Mentioning(Reminder reminder, Account[] people)
    {
        var message = messages.Pages(reminder.Card, pictures: false)[0];
        return !reminder.MayName ? message : message with
        {
            Components = [Component.Text(string.Join(' ', people.Select(p => $"<@{p.Id}>"))), .. message.Components],
            AllowedMentions = AllowedMentions.Exactly([.. people.Select(p => p.Id)]),
        };
    }
}
