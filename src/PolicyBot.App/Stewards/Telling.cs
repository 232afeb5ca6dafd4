using PolicyBot.Core.Rounds;
using PolicyBot.Core.Views;
using PolicyBot.Core.Workshops;

namespace PolicyBot.App.Stewards;

/// <summary>Reminds people privately, each at most once for each reminder that the log counts.</summary>
public sealed class Telling(
    IWorkshopStore store, IEnumerable<IChannel> channels, RoundKeys keys, [FromKeyedServices(Clock.Key)] TimeProvider clock)
{
    /// <summary>Makes sure that the newest counted reminder has reached everybody who has not voted.</summary>
    public async Task Remind(Workshop workshop, Round round, CancellationToken cancellation)
    {
        if (round.State != RoundState.Open || round.Reminders == 0)
            return;
        var told = (await store.Posts(workshop.Id, cancellation)).Select(p => p.Address).ToHashSet();
        foreach (var person in await Waiting(workshop, round, cancellation))
        {
            foreach (var account in person.Accounts)
            {
                var place = workshop.Places.FirstOrDefault(p => p.Channel == account.Channel);
                var address = new PostAddress(workshop.Id, new Place(account.Channel, account.Id), $"remind:{round.Id}:{round.Reminders}");
                if (place == default || told.Contains(address) || channels.FirstOrDefault(c => c.Name == account.Channel) is not { } channel)
                    continue;
                await channel.Tell(account, place, ReminderCard.Of(workshop, round), cancellation);
                await store.Save(new Post(address, "told", null, clock.Now()), cancellation);
            }
        }
    }

    /// <summary>How many known people have not voted in the running round; 0 when none runs.</summary>
    public async Task<int> NonVoters(Workshop workshop, CancellationToken cancellation) =>
        workshop.Running is { } round ? (await Waiting(workshop, round, cancellation)).Count : 0;

    private async Task<List<Person>> Waiting(Workshop workshop, Round round, CancellationToken cancellation)
    {
        var voted = await store.Turnout(workshop.Id, round.Id, cancellation);
        return [.. (await store.People(workshop.Id, cancellation))
            .Where(p => round.Rule.Electorate is not ListedPeople list || list.People.Contains(p.Id))
            .Where(p => keys.VoterIn(workshop.Id, round, p.Id) is { } voter && !voted.ContainsKey(voter))];
    }
}
