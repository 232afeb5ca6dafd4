using System.Collections.Concurrent;
using System.Collections.Immutable;
using PolicyBot.App.Stewards;
using PolicyBot.Core;
using PolicyBot.Core.Log;
using PolicyBot.Core.Workshops;

namespace PolicyBot.App;

/// <summary>Who is behind an account, and which workshop a place shows; remembered so that a ballot costs no extra read.</summary>
public sealed class Roster(IWorkshopStore store)
{
    private readonly ConcurrentDictionary<(WorkshopId, Account), (PersonId Id, string Name)> people = new();
    private readonly ConcurrentDictionary<Place, WorkshopId> places = new();
    private readonly ConcurrentDictionary<(Place, string Message), PostAddress> posts = new();

    /// <summary>The person; made on first use, <paramref name="name"/> kept as their newest name.</summary>
    public async ValueTask<Person> Enter(WorkshopId workshop, Account account, string name, CancellationToken cancellation)
    {
        if (people.TryGetValue((workshop, account), out var known) && known.Name == name)
            return new Person(known.Id, name, [account]);
        var person = await store.Enter(workshop, account, name, cancellation);
        people[(workshop, account)] = (person.Id, name);
        return person;
    }

    /// <summary>Notes that somebody has to be told what is stored about them, because what they did first has no answer.</summary>
    public async Task HasToBeWelcomed(WorkshopId workshop, Person person, DateTimeOffset now)
    {
        await store.NoteTold(workshop, Telling.Unwelcomed, [person.Id], CancellationToken.None);
        await store.Wake(new Due(workshop, Steward.Deadlines, now), CancellationToken.None);
    }

    public async Task<Names> Names(Workshop workshop, CancellationToken cancellation)
    {
        var people = await store.People(workshop.Id, cancellation);
        return new(people.Where(p => p.Name is not null).ToImmutableDictionary(p => p.Id, p => p.Name!))
        {
            Joined = workshop.Joined,
            ByAccount = people.SelectMany(p => p.Accounts.Select(a => (a.Id, p.Id))).DistinctBy(a => a.Item1).ToImmutableDictionary(a => a.Item1, a => a.Item2, StringComparer.Ordinal),
        };
    }

    /// <summary>The workshop that a place shows; null when none is linked.</summary>
    public async ValueTask<WorkshopId?> At(Place place, CancellationToken cancellation)
    {
        if (places.TryGetValue(place, out var known))
            return known;
        // A workshop that was archived gives its place to the one that came after it.
        foreach (var row in (await store.Workshops(cancellation)).OrderByDescending(w => w.Archived))
        {
            foreach (var linked in row.Places)
                places[linked] = row.Id;
        }
        return places.TryGetValue(place, out var found) ? found : null;
    }

    /// <summary>Which post a message shows; null for any other message.</summary>
    public async ValueTask<PostAddress?> PostAt(Place place, string message, CancellationToken cancellation)
    {
        if (posts.TryGetValue((place, message), out var known))
            return known;
        if (await At(place, cancellation) is not { } workshop)
            return null;
        foreach (var post in await store.Posts(workshop, cancellation))
        {
            if (post.Message is { } shown)
                posts[(post.Address.Place, shown)] = post.Address;
        }
        return posts.TryGetValue((place, message), out var found) ? found : null;
    }

    /// <summary>What a workshop just changed about places and people.</summary>
    public void Changed(WorkshopId workshop, IEnumerable<Change> changes)
    {
        foreach (var change in changes)
        {
            switch (change)
            {
                case WorkshopCreated created:
                    places[created.Place] = workshop;
                    break;
                case PlaceLinked linked:
                    places[linked.Place] = workshop;
                    break;
                case PersonForgotten forgotten:
                    Forget(workshop, forgotten.Person);
                    break;
                case AccountsJoined joined:
                    Forget(workshop, joined.From);
                    break;
            }
        }
    }

    private void Forget(WorkshopId workshop, PersonId person)
    {
        foreach (var entry in people.Where(p => p.Key.Item1 == workshop && p.Value.Id == person))
            people.TryRemove(entry.Key, out _);
    }
}
