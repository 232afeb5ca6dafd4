using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using PolicyBot.Core;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Views;
using PolicyBot.Core.Workshops;

namespace PolicyBot.App.Stewards;

/// <summary>Tells people something once: whoever still has to vote about a reminder, facilitators about a post that is not shown.</summary>
public sealed class Telling(IWorkshopStore store, IEnumerable<IChannel> channels, RoundKeys keys, IPolicyModel model, ILogger<Telling> logger)
{
    /// <summary>Under which word it is noted who still has to be welcomed.</summary>
    public const string Unwelcomed = "unwelcomed";

    /// <summary>Says to everybody who began with a reaction or a thread reply, which have no answer, what is stored about them.</summary>
    public async Task Welcome(Workshop workshop, CancellationToken cancellation)
    {
        var unwelcomed = await store.Told(workshop.Id, Unwelcomed, cancellation);
        if (unwelcomed.Count == 0)
            return;
        var described = model.Describe(workshop.Settings.Sampling);
        var card = WelcomeCard.Of(workshop, described.Provider, described.Model);
        await store.TakeBackTold(workshop.Id, Unwelcomed, [.. unwelcomed], cancellation);
        foreach (var person in (await store.People(workshop.Id, cancellation)).Where(p => unwelcomed.Contains(p.Id)))
        {
            foreach (var (channel, place, recipient) in Reachable(workshop, person, []))
            {
                if (await channel.Tell(recipient.Account, place, card, cancellation))
                    break;
            }
        }
    }

    /// <summary>Makes sure that the newest counted reminder has reached everybody who has not voted: one call for each place.</summary>
    public async Task Remind(Workshop workshop, Round round, CancellationToken cancellation)
    {
        if (round.State != RoundState.Open || round.Reminders == 0)
            return;
        var what = $"remind:{round.Id}:{round.Reminders}";
        var told = await store.Told(workshop.Id, what, cancellation);
        var seen = await Seen(workshop, cancellation);
        var places = (await Waiting(workshop, round, cancellation)).Where(p => !told.Contains(p.Id))
            .Select(p => (Person: p.Id, At: Reachable(workshop, p, seen).FirstOrDefault())).Where(p => p.At.Channel is not null)
            .GroupBy(p => (p.At.Channel, p.At.Place), p => (p.Person, p.At.Recipient));
        await Task.WhenAll(places.Select(p => Once(workshop, what, [.. p.Select(r => r.Person)], () => p.Key.Channel.Remind(
            new Reminder(p.Key.Place, [.. p.Select(r => r.Recipient)], ReminderCard.Of(workshop, round), !round.Rule.Anonymous), cancellation))));
    }

    /// <summary>How many known people have not voted in the running round; 0 when none runs.</summary>
    public async Task<int> NonVoters(Workshop workshop, CancellationToken cancellation) =>
        workshop.Running is { } round ? (await Waiting(workshop, round, cancellation)).Count : 0;

    /// <summary>A channel does not let a post be shown.</summary>
    public Task OfDenial(Workshop workshop, PostAddress post, Denied denied, CancellationToken cancellation)
    {
        var reason = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{post.Place}|{denied.Reason}")))[..16];
        return TellFacilitators(workshop, $"denied:{reason}", TroubleCard.Denied(workshop, post.Key, (denied.Reason, denied.Next)), cancellation);
    }

    /// <summary>Somebody deleted a post that was posted again.</summary>
    public Task OfDeletion(Workshop workshop, PostAddress post, CancellationToken cancellation) =>
        TellFacilitators(workshop, $"deleted:{post.Place}:{post.Key}", TroubleCard.Deleted(workshop, post.Key), cancellation);

    /// <summary>The day's budget is used up; a raised one that is used up too is told anew.</summary>
    public Task OfBudget(Workshop workshop, DateOnly day, string why, CancellationToken cancellation) =>
        TellFacilitators(workshop, string.Create(CultureInfo.InvariantCulture, $"budget:{day:yyyy-MM-dd}:{workshop.Settings.Budget}"), BudgetCard.Of(workshop, why), cancellation);

    /// <summary>Clauses that the model does not follow, as three confirmations in a row have said.</summary>
    public async Task OfNotFollowed(Workshop workshop, CancellationToken cancellation)
    {
        foreach (var round in workshop.Rounds.Where(r => r.NotFollowed is not null))
        {
            foreach (var clause in round.NotFollowed!)
                await TellFacilitators(workshop, $"not-followed:{round.Id}:{clause}", NotFollowedCard.Of(workshop, round, clause), cancellation);
        }
    }

    private async Task TellFacilitators(Workshop workshop, string what, Card card, CancellationToken cancellation)
    {
        var told = await store.Told(workshop.Id, what, cancellation);
        if (workshop.Facilitators.All(f => told.Contains(new PersonId(f))))
            return;
        var untold = (await store.People(workshop.Id, cancellation)).Where(p => workshop.IsFacilitator(p.Id) && !told.Contains(p.Id));
        await Task.WhenAll(untold.Select(p => Once(workshop, what, [p.Id], async () =>
        {
            var reachable = Reachable(workshop, p, []).ToList();
            foreach (var (channel, place, recipient) in reachable)
            {
                if (await channel.Tell(recipient.Account, place, card, cancellation))
                    return;
            }

            // Whoever takes no private messages reads it in a channel that can still be written to.
            foreach (var (channel, place, recipient) in reachable)
            {
                if ((await channel.Remind(new Reminder(place, [recipient with { Direct = false }], card, MayName: true), cancellation)).Count > 0)
                    return;
            }
        })));
    }

    /// <summary>Noted before it is done: after a crash in between somebody may miss it, and nobody gets it twice. A failure is tried again.</summary>
    private async Task Once(Workshop workshop, string what, IReadOnlyList<PersonId> people, Func<Task> tell)
    {
        await store.NoteTold(workshop.Id, what, people, CancellationToken.None);
        try
        {
            await tell();
        }
        catch
        {
            await store.TakeBackTold(workshop.Id, what, people, CancellationToken.None);
            throw;
        }
    }

    /// <summary>Where each account of a person can be reached, those that asked for direct messages first.</summary>
    /// <param name="seen">In which place an account is, where that is known; otherwise the channel's first place is taken.</param>
    private IEnumerable<(IChannel Channel, Place Place, Recipient Recipient)> Reachable(Workshop workshop, Person person, Dictionary<Account, Place> seen) =>
        from account in person.Accounts.OrderBy(a => person.Direct.Contains(a) ? 0 : 1)
        from channel in channels
        where channel.Name == account.Channel
        from place in workshop.Places.Where(p => p.Channel == account.Channel && seen.GetValueOrDefault(account, p) == p).Take(1)
        select (channel, place, new Recipient(account, person.Direct.Contains(account)));

    /// <summary>Who is where, for channels with several linked places; empty for those that can't know.</summary>
    private async Task<Dictionary<Account, Place>> Seen(Workshop workshop, CancellationToken cancellation)
    {
        var seen = new Dictionary<Account, Place>();
        foreach (var place in workshop.Places.GroupBy(p => p.Channel).Where(g => g.Count() > 1).SelectMany(g => g))
        {
            try
            {
                if (channels.FirstOrDefault(c => c.Name == place.Channel) is { } channel
                    && await channel.Members(place, null, cancellation) is Members { People: var people })
                {
                    foreach (var member in people)
                        seen.TryAdd(member.Account, place);
                }
            }
            catch (Exception failure) when (!cancellation.IsCancellationRequested)
            {
                logger.LogWarning(failure, "Nobody knows who is in {Place}; its people are reminded in another one", place);
            }
        }

        return seen;
    }

    private async Task<List<Person>> Waiting(Workshop workshop, Round round, CancellationToken cancellation)
    {
        var voted = await store.Turnout(workshop.Id, round.Id, cancellation);
        return [.. (await store.People(workshop.Id, cancellation))
            .Where(p => p.Accounts.Count > 0 && (round.Rule.Electorate is not ListedPeople list || list.Holds(p.Id)))
            .Where(p => keys.VoterIn(workshop.Id, round, p.Id) is { } voter && !voted.ContainsKey(voter))];
    }
}
