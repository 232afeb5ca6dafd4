using System.Collections.Immutable;
using PolicyBot.App;
using PolicyBot.Core;
using PolicyBot.Core.Voting;
using PolicyBot.Core.Workshops;
using PolicyBot.Storage;

namespace PolicyBot.Benchmarks;

/// <summary>A workshop with an open round, and the ballots that can be cast in it, numbered from 0: each person's on each amendment.</summary>
internal sealed class OpenRoundOf(Workshop workshop, Place place, ImmutableArray<PersonId> people)
{
    private const int WhileFilling = 2048;
    private readonly RoundId round = workshop.Running!.Id;
    private readonly ImmutableArray<(AmendmentId Id, string Fingerprint)> amendments =
        [.. workshop.Running!.Amendments.Select(id => (id, workshop.Find(id)!.Fingerprint))];

    public WorkshopId Workshop => workshop.Id;

    public RoundId Round => round;

    public Place Place => place;

    /// <summary>Accounts of Discord are numbers.</summary>
    public static Account AccountOf(Place place, int person) => new(place.Channel, place.Channel == "discord" ? $"{700_000_000_000_000_000 + person}" : $"p{person}");

    public static string NameOf(int person) => $"Person {person}";

    /// <summary>All ballots in random order; the same order for the same size.</summary>
    public int[] Shuffled()
    {
        var order = Enumerable.Range(0, people.Length * amendments.Length).ToArray();
        new Random(1).Shuffle(order);
        return order;
    }

    /// <summary>Straight into a store: what the App hands it after its checks.</summary>
    public async Task Store(IWorkshopStore store, int number)
    {
        var (id, fingerprint) = amendments[number % amendments.Length];
        var now = DateTimeOffset.UtcNow;
        var ballot = new Ballot(round, id, new(people[number / amendments.Length].Value), VoteOf(number), fingerprint) { CastAt = now };
        if (await store.Cast(workshop.Id, ballot, new Receipt($"vote-{number}", now), CancellationToken.None) != Recorded.Stored)
            throw new InvalidOperationException("A ballot was not stored.");
    }

    /// <summary>Whose ballot it is, and the act of the button that casts it.</summary>
    public (Account From, string Name, AmendmentId Amendment, string Act) Press(int number)
    {
        var (id, fingerprint) = amendments[number % amendments.Length];
        var person = number / amendments.Length;
        return (AccountOf(place, person), NameOf(person), id, $"vote {id} {VoteOf(number).ToString().ToLowerInvariant()} fp:{fingerprint}");
    }

    public Task Fill(SqliteWorkshopStore store, ReadOnlyMemory<int> ballots) => Load.Saturated(ballots, WhileFilling, n => Store(store, n));

    /// <summary>Through the App, as a channel does it.</summary>
    public async Task Take(Turns turns, int number)
    {
        var person = number / amendments.Length;
        var vote = new CastBallot(amendments[number % amendments.Length].Id, VoteOf(number), null, null);
        var reply = await turns.Take(new Ask(vote, AccountOf(place, person), NameOf(person), place)
        {
            EventId = $"vote-{number}",
            ReceivedAt = DateTimeOffset.UtcNow,
            Workshop = workshop.Id,
        }, CancellationToken.None);
        if (reply.Refusal)
            throw new InvalidOperationException($"A ballot was refused: {reply.Card?.Title}");
    }

    // Some amendments find nearly everybody's agreement, some nobody's.
    private Vote VoteOf(int number)
    {
        var chance = (uint)number * 2654435761u >> 8;
        return chance % 10 == 0 ? Vote.Pass : chance / 10 % 100 < number % amendments.Length * 37 % 100 ? Vote.Agree : Vote.Disagree;
    }
}
