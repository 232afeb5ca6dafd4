using System.Collections.Concurrent;
using System.Security.Cryptography;
using PolicyBot.Core;
using PolicyBot.Core.Scenarios;

namespace PolicyBot.App;

/// <summary>A person's try as it is remembered, with what the model offered for it.</summary>
public sealed record KeptTry(Talk Talk, DateTimeOffset At)
{
    public (ClauseId? Clause, string? Wording) Offered { get; init; }

    /// <summary>How often a wording was asked for; each counts as a try.</summary>
    public int Offers { get; init; }
}

/// <summary>What people tried in the last hour, each for the person alone and in memory only: a button's act has no room for it.</summary>
public sealed class Tries([FromKeyedServices(Clock.Key)] TimeProvider clock)
{
    /// <summary>Tries of one person in an hour, the wordings asked for included.</summary>
    public const int Most = 20;

    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);
    private readonly ConcurrentDictionary<(WorkshopId Workshop, PersonId Person, string Reference), KeptTry> tries = new();
    private readonly ConcurrentDictionary<(WorkshopId, PersonId), bool> running = new();

    /// <summary>Null for what is too old, or somebody else's.</summary>
    public KeptTry? Find(WorkshopId workshop, PersonId person, string reference) =>
        tries.TryGetValue((workshop, person, reference), out var kept) && kept.At > clock.Now() - Kept ? kept : null;

    /// <returns>Its reference, 8 random hex digits.</returns>
    public string Keep(WorkshopId workshop, PersonId person, Talk talk)
    {
        var reference = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));
        tries[(workshop, person, reference)] = new KeptTry(talk, clock.Now());
        return reference;
    }

    public void Offer(WorkshopId workshop, PersonId person, string reference, (ClauseId?, string?) offered)
    {
        if (Find(workshop, person, reference) is { } kept)
            tries[(workshop, person, reference)] = kept with { Offered = offered, Offers = kept.Offers + 1 };
    }

    /// <summary>Runs something of a person's own, one at a time and not too often.</summary>
    public async Task<T> OneAtATime<T>(WorkshopId workshop, PersonId person, Func<Task<T>> run, Func<Refused, T> refused)
    {
        foreach (var old in tries.Where(t => t.Value.At <= clock.Now() - Kept).Select(t => t.Key))
            tries.TryRemove(old, out _);
        if (tries.Where(t => t.Key.Workshop == workshop && t.Key.Person == person).Sum(t => 1 + t.Value.Offers) >= Most)
            return refused(Decision.Refuse($"You have tried {Most} times in the last hour.", "Wait a while; what a policy does is also on each amendment's card under All responses."));
        if (!running.TryAdd((workshop, person), true))
            return refused(Decision.Refuse("Your last try is still running.", "Wait for its answer, then try again."));
        try
        {
            return await run();
        }
        finally
        {
            running.TryRemove((workshop, person), out _);
        }
    }
}
