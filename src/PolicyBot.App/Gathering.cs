using System.Collections.Concurrent;
using System.Collections.Immutable;
using PolicyBot.Core;
using PolicyBot.Core.Confirmations;
using PolicyBot.Core.Log;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Scenarios;
using PolicyBot.Core.Views;
using PolicyBot.Core.Voting;
using PolicyBot.Core.Workshops;

namespace PolicyBot.App;

/// <summary>Collects what views are drawn from: the workshop, the samples that are there, and what the intake holds.</summary>
public sealed class Gathering(
    IWorkshopStore store, Roster roster, Progressing progress, Budgeting budgeting, [FromKeyedServices(Clock.Key)] TimeProvider clock)
{
    private static readonly TimeSpan OrderKept = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<(WorkshopId, RoundId), string> heads = new();
    private readonly ConcurrentDictionary<(WorkshopId, RoundId), ImmutableList<int>> arrivals = new();
    private readonly ConcurrentDictionary<(WorkshopId, RoundId), (DateTimeOffset Until, ImmutableDictionary<AmendmentId, double> Urgency)> orders = new();

    public async Task<Shown> Of(Workshop workshop, CancellationToken cancellation)
    {
        var samples = await store.Samples(workshop.Id, cancellation);
        var rounds = ImmutableDictionary.CreateBuilder<RoundId, RoundFacts>();
        foreach (var round in workshop.Rounds)
            rounds[round.Id] = await Facts(workshop, round, cancellation) with { Model = Used(round, samples.Values), Arrivals = await Arrived(workshop.Id, round, cancellation) };
        if (workshop.Running is { } running)
            rounds[running.Id] = await progress.Of(workshop, rounds[running.Id], samples, cancellation);
        return new Shown(workshop, await roster.Names(workshop, cancellation), SamplesShown.Of(samples.Values, await store.Judgements(workshop.Id, cancellation), progress.Describe(workshop)), clock.Now())
        {
            Rounds = rounds.ToImmutable(),
        };
    }

    /// <summary>
    /// The same with how urgent each amendment of the running round is, for the walk through a ballot.
    /// That order may be a minute old, as counting a large round's ballots takes a while and each step through a ballot asks for it.
    /// </summary>
    public async Task<Shown> Ordered(Shown shown, CancellationToken cancellation)
    {
        if (shown.Workshop.Running is not { State: RoundState.Open } round)
            return shown;
        var key = (shown.Workshop.Id, round.Id);
        if (!orders.TryGetValue(key, out var order) || order.Until <= shown.Now)
            orders[key] = order = (shown.Now + OrderKept, await UrgencyOf(shown.Workshop, round, cancellation));
        return shown with { Rounds = shown.Rounds.SetItem(round.Id, shown.Of(round.Id) with { Urgency = order.Urgency }) };
    }

    private ModelUse Used(Round round, IEnumerable<StoredSample> samples) => ModelUse.Of(round, samples.Select(s => (
        s.At, s.Model.Model,
        new ModelWork(s.Response.Text.Length > 0, s.Response.InputTokens ?? 0, s.Response.OutputTokens ?? 0, s.Response.Latency, MoneyOf(s)))));

    private decimal? MoneyOf(StoredSample sample) => sample.Response is { InputTokens: { } read, OutputTokens: { } written }
        ? budgeting.Of(sample.Model.Model, new Took(1, read, written)).Money
        : null;

    private async Task<ImmutableDictionary<AmendmentId, double>> UrgencyOf(Workshop workshop, Round round, CancellationToken cancellation)
    {
        if (round.Rule.Hidden)
            return Urgency.BySeen(await store.Counts(workshop.Id, round.Id, cancellation));
        var ballots = await store.Ballots(workshop.Id, round.Id, cancellation);
        return await Task.Run(() => Urgency.ByPriority(round, Tallying.Valid(ballots, round, workshop)), cancellation);
    }

    /// <summary>A closed round's never change, so they are read once.</summary>
    private async Task<ImmutableList<int>> Arrived(WorkshopId workshop, Round round, CancellationToken cancellation)
    {
        if (round.Rule.Anonymous || round.ClosedAt is null)
            return [];
        if (arrivals.TryGetValue((workshop, round.Id), out var known))
            return known;
        return arrivals[(workshop, round.Id)] = Arrivals.Of(round, await store.Arrivals(workshop, round.Id, cancellation));
    }

    /// <summary>What a round with these amendments will take.</summary>
    public Task<RoundCost> Cost(Workshop workshop, IEnumerable<Amendment> amendments, CancellationToken cancellation) =>
        budgeting.Of(workshop, amendments, cancellation);

    /// <summary>What the intake of one round holds now; counts only while they may be seen, as a closed round's outcomes hold its own.</summary>
    public async Task<RoundFacts> Facts(Workshop workshop, Round round, CancellationToken cancellation)
    {
        if (round.OpenedAt is null)
            return RoundFacts.None;
        var turnout = await store.Turnout(workshop.Id, round.Id, cancellation);
        var live = round is { Rule.Hidden: false, State: RoundState.Open or RoundState.Paused };
        var (confirmations, groups) = await Confirmed(workshop, round, cancellation);
        // Of an imported anonymous round nobody knows whose its ballots are; how many people cast them stands in the log.
        var voters = round is { Rule.Anonymous: true, Opinion: { } opinion } ? opinion.People : turnout.Count;
        return new RoundFacts(voters, live ? [.. await store.Counts(workshop.Id, round.Id, cancellation)] : [])
        {
            Contests = live && round.Rule.Ranked == true ? Rankings.Count(await store.Rankings(workshop.Id, round.Id, null, cancellation), round, workshop) : [],
            Remarks = [.. workshop.AsShown(await store.Remarks(workshop.Id, round.Id, cancellation))],
            Reasons = [.. (await store.Reasons(workshop.Id, round.Id, cancellation)).Select(r => (r.Amendment, r.Vote, r.Words))],
            Themes = round.ClosedAt is null ? [] : [.. await store.Themes(workshop.Id, round.Id, cancellation)],
            Confirmations = confirmations,
            ConfirmedByGroup = groups,
            LogHead = round.ClosedAt is null ? null : await HeadAtClose(workshop.Id, round.Id, cancellation),
        };
    }

    /// <summary>Whether there is a comment or dissent of that id.</summary>
    public async Task<bool> Holds(Workshop workshop, string remark, CancellationToken cancellation)
    {
        foreach (var round in workshop.Rounds)
        {
            if ((await store.Remarks(workshop.Id, round.Id, cancellation)).Any(r => r.Id == remark))
                return true;
        }

        return false;
    }

    /// <summary>Whether the comments on an amendment are grouped into themes already, or too few for any.</summary>
    public async Task<bool> Grouped(Workshop workshop, AmendmentId amendment, CancellationToken cancellation) => workshop.Find(amendment)?.Round is { } round
        && ((await store.Themes(workshop.Id, round, cancellation)).Any(t => t.Amendment == amendment)
            || workshop.AsShown(await store.Remarks(workshop.Id, round, cancellation)).Count(r => r.Amendment == amendment && Theme.Groups(r)) < Theme.FewestComments);

    /// <summary>The hash of the entry that closed the round; it never changes, so the log is read for it once.</summary>
    private async Task<string?> HeadAtClose(WorkshopId workshop, RoundId round, CancellationToken cancellation)
    {
        if (!heads.TryGetValue((workshop, round), out var head))
        {
            var log = await store.Log(workshop, cancellation);
            if (log.LastOrDefault(e => e.Change is RoundClosed closed && closed.Round == round) is not { } entry)
                return null;
            heads[(workshop, round)] = head = entry.Hash;
        }

        return head;
    }

    private async Task<(ImmutableList<ConfirmationCount>, ImmutableList<GroupFidelity>)> Confirmed(Workshop workshop, Round round, CancellationToken cancellation)
    {
        if (round.State is not RoundState.Confirming || await store.Confirmations(workshop.Id, round.Id, cancellation) is not { Count: > 0 } confirmations)
            return ([], []);
        var ballots = await store.Ballots(workshop.Id, round.Id, cancellation);
        return (Backing.Count(confirmations, ballots), Backing.ByGroup(confirmations, ballots));
    }
}
