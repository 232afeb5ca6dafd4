using System.Collections.Immutable;
using PolicyBot.App.Exports;
using PolicyBot.Core;
using PolicyBot.Core.Confirmations;
using PolicyBot.Core.Consensus;
using PolicyBot.Core.Log;
using PolicyBot.Core.Reports;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Views;
using PolicyBot.Core.Voting;
using PolicyBot.Core.Workshops;

namespace PolicyBot.App.Grains;

/// <summary>The loop's own moves: what the store knows is fetched, Core decides.</summary>
public sealed class Looping(IWorkshopStore store, Gathering gathering, Exporting exporting, Budgeting budgeting)
{
    public async Task<Decision> Of(Workshop workshop, LoopStep step, Occasion occasion) => step switch
    {
        TakeRedraft s => Redrafting.Take(workshop, s.Amendment, s.Taken, occasion),
        ApplyShown s => Redrafting.ApplyShown(workshop, s.Redrafts, occasion),
        RoundStep s => await Of(workshop, s, occasion),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private async Task<Decision> Of(Workshop workshop, RoundStep step, Occasion occasion)
    {
        if (workshop.Find(step.Round) is not { Ended: false } round)
            return Decision.Refuse("That round has ended.", "See it with: report");

        return step switch
        {
            BeginVoting => Quietly(Steering.BeginVoting(workshop, occasion.Now)),
            CloseVoting s => await Close(workshop, s, occasion),
            BeginConfirming => await AfterClose(workshop, round, occasion),
            PublishRound => await Publish(workshop, round, occasion),
            CountReminder s when Reminders.May(workshop, occasion.Now) is MayRemind => Quietly([new RemindersSent(round.Id, s.People)]),
            CountReminder => Quietly([]),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static Accepted Quietly(ImmutableList<Change> changes) => new(changes, Reply.Say("Done."));

    /// <summary>Commit the seal, tally outside the lock; the short closing transaction is the caller's.</summary>
    private async Task<Decision> Close(Workshop workshop, CloseVoting close, Occasion occasion)
    {
        var round = workshop.Find(close.Round)!;
        if (!await store.Seal(workshop.Id, round.Id, new Sealing(occasion.Now, close.By), CancellationToken.None))
            return Decision.Refuse("This round is closed already.", "See the result with: report");
        var by = (await store.SealOf(workshop.Id, round.Id, CancellationToken.None))!.By;
        var ballots = await store.Ballots(workshop.Id, round.Id, CancellationToken.None);
        var digest = Task.Run(() => Tallying.Digest(ballots));
        var opinion = Task.Run(() => Opinions.Of(round, Tallying.Valid(ballots, round, workshop)));
        var casts = Task.Run(() => Commitments.OfCasts(round, ballots));
        var tallies = await Task.Run(() => Tallying.Count(ballots, round, workshop));
        var counted = new SealedCount(round.Id, tallies, await digest, by)
        {
            Opinion = await opinion,
            Casts = await casts,
            Ranked = round.Rule.Ranked == true ? Ranked(workshop, round, await store.Rankings(workshop.Id, round.Id, null, CancellationToken.None)) : null,
        };
        return Closing.Close(workshop, counted, occasion);
    }

    private static (ImmutableList<Contest>, string) Ranked(Workshop workshop, Round round, IReadOnlyList<Ranking> rankings) =>
        (Rankings.Count(rankings, round, workshop), Rankings.Digest(rankings, named: !round.Rule.Anonymous));

    /// <summary>Confirming starts; where there is nothing to confirm, the round is published straight away.</summary>
    private async Task<Decision> AfterClose(Workshop workshop, Round round, Occasion occasion) =>
        round.State != RoundState.Closed ? Quietly([])
        : Confirming.Start(workshop, occasion.Now) is { IsEmpty: false } changes ? Quietly(changes)
        : await Publish(workshop, round, occasion);

    private async Task<Decision> Publish(Workshop workshop, Round round, Occasion occasion)
    {
        // Whatever is stored after it was gathered would be neither counted nor in the log.
        await store.EndIntake(workshop.Id, round.Id, occasion.Now, CancellationToken.None);
        var facts = await gathering.Facts(workshop, round, CancellationToken.None);
        var ballots = await store.Ballots(workshop.Id, round.Id, CancellationToken.None);
        var confirmations = await store.Confirmations(workshop.Id, round.Id, CancellationToken.None);
        var words = await exporting.WordsOf(workshop, round, ballots, CancellationToken.None);
        var earlier = (await store.Log(workshop.Id, CancellationToken.None)).Select(e => e.Change).OfType<RoundPublished>().ToList();
        var held = await store.Advice(workshop.Id, round.Id, CancellationToken.None);
        var gathered = new Gathered(facts.Confirmations, facts.Remarks, await Unanswered(workshop, round))
        {
            Groups = facts.ConfirmedByGroup,
            TookPart = await Task.Run(() => Participation.Of(round, Tallying.Valid(ballots, round, workshop), confirmations)),
            Rows = words.Published(workshop, round) with { Confirmed = round.Rule.Anonymous ? facts.Confirmations : [] },
            Samples = await NewSamples(workshop, earlier),
            Advice = await NewAdvice(workshop, earlier),
            ModelTook = await budgeting.TookFor(workshop, round.Id, CancellationToken.None),
            Undrafted = held.OfType<RedraftSoFar>().Where(a => a.Held is not null).ToDictionary(a => a.Amendment, a => a.Held!),
            Ungrouped = [.. held.OfType<ThemesSoFar>().Where(a => a.Held is not null && !facts.Themes.Exists(t => t.Amendment == a.Amendment)).Select(a => (a.Amendment, a.Held!))],
        };
        return Publishing.Publish(workshop, round.Id, gathered, occasion);
    }

    private async Task<List<ExportedSample>> NewSamples(Workshop workshop, IEnumerable<RoundPublished> earlier)
    {
        var logged = earlier.SelectMany(p => p.Samples?.Keys ?? []).ToHashSet(StringComparer.Ordinal);
        // A failed call is asked again whenever its response is wanted, and then another stands in its place.
        return [.. (await store.Samples(workshop.Id, CancellationToken.None)).Values.Where(s => s.Response.Finish != Finish.Failed && !logged.Contains(s.Key)).Select(SampleRows.Exported)];
    }

    private async Task<ImmutableSortedDictionary<string, string>> NewAdvice(Workshop workshop, IEnumerable<RoundPublished> earlier)
    {
        var logged = earlier.SelectMany(p => p.Advice?.Keys ?? []).ToHashSet(StringComparer.Ordinal);
        var themes = new List<(RoundId, Themes)>();
        foreach (var round in workshop.Rounds)
            themes.AddRange((await store.Themes(workshop.Id, round.Id, CancellationToken.None)).Select(t => (round.Id, t)));
        var all = Commitments.OfAdvice((await store.Judgements(workshop.Id, CancellationToken.None)).Select(SampleRows.Exported), themes);
        return all.RemoveRange(logged);
    }

    /// <summary>Scenarios to which the model gave no response under the version that the round made.</summary>
    private async Task<ImmutableList<string>> Unanswered(Workshop workshop, Round round)
    {
        if (round.Made is not { } made || workshop.Find(made) is not { Policy: var policy })
            return [];
        var samples = await store.Samples(workshop.Id, CancellationToken.None);
        return
        [
            .. samples.Values.Where(s => s.Response.Finish is Finish.Failed or Finish.TimedOut && s.PolicyFingerprint == policy.Fingerprint)
                .Select(s => s.Scenario).Distinct().OrderBy(s => s.Number).Select(s => Publishing.NoResponse(s, made)),
        ];
    }
}
