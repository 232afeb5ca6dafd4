using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PolicyBot.Core;
using PolicyBot.Core.Scenarios;
using PolicyBot.Core.Views;
using PolicyBot.Core.Workshops;

namespace PolicyBot.App;

/// <summary>A person's try as it is remembered, with what the model offered for it.</summary>
public sealed record KeptTry(Talk Talk, DateTimeOffset At)
{
    /// <summary>What was offered each time that a wording was asked for, which counts as a try; no wording where the model had nothing to add.</summary>
    public ImmutableList<(ClauseId? Clause, string? Wording)> Offers { get; init; } = [];
}

/// <summary>
/// What people tried in the last hour, each for the person alone and in memory only: a button's act has no room for it. That an event
/// was taken is written down before its model is asked, so that one which comes again costs nothing, also after a restart.
/// </summary>
public sealed class Tries(IWorkshopStore store, [FromKeyedServices(Clock.Key)] TimeProvider clock)
{
    /// <summary>Tries of one person in an hour, from all their accounts, the wordings asked for included.</summary>
    public const int Most = 20;

    private const string Notes = "try";

    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);
    private static readonly Refused Forgotten = Decision.Refuse("This was asked before, and its answer is not kept any more.", "Begin anew with `try`.");
    private readonly ConcurrentDictionary<(WorkshopId Workshop, PersonId Person, string Reference), KeptTry> tries = new();
    private readonly ConcurrentDictionary<(WorkshopId, PersonId), bool> running = new();
    private readonly ConcurrentDictionary<string, (Reply Reply, DateTimeOffset At)> answers = new();

    /// <summary>Null for what is too old, or somebody else's.</summary>
    public KeptTry? Find(Workshop workshop, PersonId person, string reference) => workshop.Pseudonyms(person)
        .Select(p => tries.GetValueOrDefault((workshop.Id, p, reference))).FirstOrDefault(kept => kept?.At > clock.Now() - Kept);

    /// <returns>Its reference, 8 random hex digits.</returns>
    public string Keep(Workshop workshop, PersonId person, Talk talk)
    {
        var reference = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));
        tries[(workshop.Id, person, reference)] = new KeptTry(talk, clock.Now());
        return reference;
    }

    /// <returns>Which offer for this try it is, counted from 1.</returns>
    public int Offer(Workshop workshop, PersonId person, string reference, (ClauseId?, string?) offered) => workshop.Pseudonyms(person)
        .Select(p => (workshop.Id, p, reference)).Where(tries.ContainsKey)
        .Select(key => (tries[key] = tries[key] with { Offers = tries[key].Offers.Add(offered) }).Offers.Count).FirstOrDefault();

    /// <summary>Runs something of a person's own, one at a time, not too often, and once for each event. Who stops waiting for it stops nothing:
    /// what a model was asked has its price.</summary>
    public Task<Reply> Once((Workshop Workshop, PersonId Person) whose, string eventId, Func<CancellationToken, Task<Reply>> run, CancellationToken waits) =>
        Once(whose.Workshop, whose.Person, eventId, run).WaitAsync(waits);

    private async Task<Reply> Once(Workshop workshop, PersonId person, string eventId, Func<CancellationToken, Task<Reply>> run)
    {
        await Forget();
        var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{workshop.Id}\0{person}\0{eventId}")));
        if (answers.TryGetValue(key, out var before))
            return before.Reply;
        if (!running.TryAdd((workshop.Id, person), true))
            return Reply.Of(Decision.Refuse("Your last try is still running.", "Wait for its answer, then try again."));
        try
        {
            if (answers.TryGetValue(key, out var meanwhile))
                return meanwhile.Reply;
            if (Tried(workshop, person) >= Most)
                return Reply.Of(Decision.Refuse($"You have tried {Most} times in the last hour.", "Wait a while; what a policy does is also on each amendment's card under All responses."));
            if (await store.Recall(Notes, key, CancellationToken.None) is not null)
                return Reply.Of(Forgotten);
            await store.Remember(Notes, key, clock.Now().ToString("o", CultureInfo.InvariantCulture), CancellationToken.None);
            return (answers[key] = (await run(CancellationToken.None), clock.Now())).Reply;
        }
        finally
        {
            running.TryRemove((workshop.Id, person), out _);
        }
    }

    private int Tried(Workshop workshop, PersonId person)
    {
        var all = workshop.Pseudonyms(person).ToImmutableHashSet();
        return tries.Where(t => t.Key.Workshop == workshop.Id && all.Contains(t.Key.Person)).Sum(t => 1 + t.Value.Offers.Count);
    }

    private async Task Forget()
    {
        var old = clock.Now() - Kept;
        foreach (var key in tries.Where(t => t.Value.At <= old).Select(t => t.Key))
            tries.TryRemove(key, out _);
        foreach (var key in answers.Where(a => a.Value.At <= old).Select(a => a.Key))
        {
            if (answers.TryRemove(key, out _))
                await store.Remember(Notes, key, null, CancellationToken.None);
        }
    }
}
