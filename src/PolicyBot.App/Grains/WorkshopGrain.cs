using System.Security.Cryptography;
using System.Text.Json;
using PolicyBot.Core;
using PolicyBot.Core.Log;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Views;
using PolicyBot.Core.Workshops;

namespace PolicyBot.App.Grains;

/// <summary>Load, decide, save, answer: one command of a workshop at a time.</summary>
public sealed class WorkshopGrain(
    Shell shell, Roster roster, Deciding deciding, Looping looping, [FromKeyedServices(Clock.Key)] TimeProvider clock)
    : Grain, IWorkshopGrain
{
    private const int Tries = 5;
    private readonly IWorkshopStore store = shell.Store;
    private readonly RoundKeys keys = shell.Keys;
    private Workshop? workshop;
    private LogEntry? last;

    private WorkshopId Id => new(this.GetPrimaryKeyString());

    public override Task OnActivateAsync(CancellationToken cancellationToken) => Load();

    public Task<Immutable<Workshop?>> Look() => Task.FromResult(workshop.AsImmutable());

    public async Task<Immutable<Reply>> Decide(Immutable<Ask> asked)
    {
        var ask = asked.Value;
        if (await store.Answered(ask.EventId, CancellationToken.None) is { } answer)
            return Stored(answer).AsImmutable();

        var person = await roster.Enter(Id, ask.From, ask.Name, CancellationToken.None);
        var occasion = new Occasion(clock.Now(), workshop?.Who(person.Id) ?? person.Id, Seed());
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var decision = await deciding.Of(new Asked(workshop, ask, workshop is null ? Names.Nobody : await roster.Names(workshop, CancellationToken.None)), occasion);
            if (decision is not Accepted { Changes.Count: > 0 } accepted)
                return Answer(decision).AsImmutable();

            var receipt = (ask.EventId, JsonSerializer.Serialize(accepted.Reply, LogJson.Options));
            switch (await Save(new Saving(accepted, occasion) { Receipt = receipt }))
            {
                case Appended.Done:
                    roster.Changed(Id, accepted.Changes);
                    return accepted.Reply.AsImmutable();
                case Appended.Repeated:
                    return Stored((await store.Answered(ask.EventId, CancellationToken.None))!).AsImmutable();
            }
        }

        return Reply.Of(Decision.Refuse("Somebody else changed the workshop at the same moment.", "Please try again.")).AsImmutable();
    }

    public async Task Step(Immutable<LoopStep> step)
    {
        for (var attempt = 0; attempt < Tries && workshop is not null; attempt++)
        {
            var occasion = new Occasion(clock.Now(), null, Seed());
            var decision = await looping.Of(workshop, step.Value, occasion);
            if (decision is not Accepted { Changes.Count: > 0 } accepted)
                return;
            var closes = step.Value is CloseVoting close ? close.Round : (RoundId?)null;
            if (await Save(new Saving(accepted, occasion) { Closes = closes }) == Appended.Done)
                return;
        }
    }

    private static string Seed() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    private static Reply Stored(string answer) => JsonSerializer.Deserialize<Reply>(answer, LogJson.Options)!;

    private static Reply Answer(Decision decision) => decision switch
    {
        Accepted accepted => accepted.Reply,
        Refused refused => Reply.Of(refused),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private async Task Load()
    {
        var log = await store.Log(Id, CancellationToken.None);
        workshop = Fold.All(log);
        last = log.Count > 0 ? log[^1] : null;
    }

    /// <summary>One transaction; afterwards the ballot box knows, and the stewards are awake.</summary>
    private async Task<Appended> Save(Saving saving)
    {
        var (after, entries) = Linked(saving);
        foreach (var round in after.Rounds.Where(r => r.Rule.Anonymous && !r.Ended))
            keys.Make(Id, round.Id);

        var joins = JoinIn(saving.Accepted);
        // Ballots that are on their way are stored before the join, and those that come from now on are the joined person's.
        if (joins is not null)
            await GrainFactory.GetGrain<IBallotBoxGrain>(Id.Value).Refresh(after.AsImmutable());
        var erases = await ErasureIn(saving.Accepted);
        var result = await store.Append(saving.Append(workshop, after, entries, last?.Number ?? 0) with
        {
            Erases = erases,
            Joins = joins,
        }, CancellationToken.None);
        if (result != Appended.Done)
        {
            await Load();
            if (joins is not null)
                await GrainFactory.GetGrain<IBallotBoxGrain>(Id.Value).Refresh(workshop!.AsImmutable());
            return result;
        }

        (workshop, last) = (after, entries[^1]);
        // What was erased in the store must not live on in what is shown.
        if (erases is not null)
            await Load();
        await GrainFactory.GetGrain<IBallotBoxGrain>(Id.Value).Refresh(workshop!.AsImmutable());
        shell.Waker.Nudge();
        return result;
    }

    private (Workshop After, List<LogEntry> Entries) Linked(Saving saving)
    {
        var after = workshop;
        var link = last;
        var entries = new List<LogEntry>();
        foreach (var change in saving.Accepted.Changes)
        {
            link = Chain.Link(link, saving.Occasion.Now, saving.Occasion.By, change);
            after = Fold.Apply(after, change, link.At);
            entries.Add(link);
        }

        return (after!, entries);
    }

    private Join? JoinIn(Accepted accepted) => accepted.Changes.OfType<AccountsJoined>().FirstOrDefault() is { } joined
        ? new Join(joined.From, joined.Into, workshop?.Running is { } round
            && keys.VoterIn(Id, round, joined.From) is { } from && keys.VoterIn(Id, round, joined.Into) is { } into ? [(round.Id, from, into)] : [])
        : null;

    private async Task<(PersonId, Erasure)?> ErasureIn(Accepted accepted)
    {
        if (accepted.Changes.OfType<PersonForgotten>().FirstOrDefault() is not { Person: var person } || workshop is null)
            return null;
        var log = await store.Log(Id, CancellationToken.None);
        return (person, new Erasure([.. Forgetting.TextsOf(workshop, log, person)], VotersIn(workshop.Rounds.Where(r => !r.Rule.Anonymous)))
        {
            // What was said in an anonymous round that is published is nobody's: erasing it while its key waits to be deleted would tell whose it was.
            Nameless = VotersIn(workshop.Rounds.Where(r => r is { Rule.Anonymous: true, Ended: false })),
            Answer = JsonSerializer.Serialize(Reply.Say("This was done before.", "What was said then is erased."), LogJson.Options),
        });

        List<Voter> VotersIn(IEnumerable<Round> rounds) => [.. rounds.SelectMany(r => workshop.Pseudonyms(person).Select(p => keys.VoterIn(Id, r, p))).OfType<Voter>()];
    }
}
