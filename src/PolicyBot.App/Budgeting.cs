using System.Collections.Immutable;
using PolicyBot.Core;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Scenarios;
using PolicyBot.Core.Workshops;

namespace PolicyBot.App;

/// <summary>What models may take, took and will take.</summary>
public sealed class Budgeting(IWorkshopStore store, IPolicyModel model, [FromKeyedServices(Clock.Key)] TimeProvider clock)
{
    private const int UsualAnswer = 300;

    private readonly Dictionary<WorkshopId, Spending> promised = new();
    private readonly SemaphoreSlim one = new(1);

    /// <summary>Ends when the next call does, whose promise may have been more than it took.</summary>
    private TaskCompletionSource freed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What was spent in the workshop's present day; a model without a price counts at the dearest.</summary>
    public async Task<Spending> Today(Workshop workshop, CancellationToken cancellation)
    {
        var spent = await store.Spent(workshop.Id, Days.Of(clock.Now(), workshop.Settings.TimeZone), cancellation);
        var dearest = Price.Dearest(model.Choices.Select(model.PriceOf));
        return spent.Aggregate(Spending.None, (sum, u) => sum + (Of(u.Model, u.Took) is { Money: null } unpriced
            ? unpriced with { Money = dearest?.Of(u.Took.Read, u.Took.Written), Unpriced = unpriced.Tokens }
            : Of(u.Model, u.Took)));
    }

    /// <summary>What to store of a call that was made.</summary>
    public Usage Used(Workshop workshop, (ModelTask Task, Took Took) call, Sampling? sampling) =>
        new(Days.Of(clock.Now(), workshop.Settings.TimeZone), model.Describe(sampling).Model, call.Took) { Task = call.Task, Round = workshop.Running?.Id };

    /// <summary>What models took for a round so far, at today's prices.</summary>
    public async Task<ImmutableList<ModelTook>> TookFor(Workshop workshop, RoundId round, CancellationToken cancellation) =>
    [
        .. (await store.SpentOn(workshop.Id, round, cancellation))
            .Select(u => new ModelTook(u.Task, u.Model, u.Took.Calls, u.Took.Read, u.Took.Written, Of(u.Model, u.Took).Money)),
    ];

    /// <summary>Counts a call whose answer is not stored as a sample.</summary>
    public Task Spend(Workshop workshop, (ModelTask Task, Took Took) call, Sampling? sampling, CancellationToken cancellation) =>
        call.Took.Calls == 0 ? Task.CompletedTask : store.Spend(workshop.Id, Used(workshop, call, sampling), cancellation);

    /// <summary>Makes a call unless the budget forbids it; what is in flight counts as spent.</summary>
    /// <returns>False when it was not made.</returns>
    public async Task<bool> Within(Workshop workshop, Spending expected, Func<Task> call, CancellationToken cancellation)
    {
        if (!await Promise(workshop, expected, cancellation))
            return false;
        try
        {
            await call();
            return true;
        }
        finally
        {
            await Release(workshop, expected);
        }
    }

    /// <summary>What a call usually takes, by the answers that are there.</summary>
    public Rates Rates(Workshop workshop, IReadOnlyDictionary<string, StoredSample> samples)
    {
        var described = model.Describe(workshop.Settings.Sampling);
        var written = samples.Values.Where(s => s.Model.Model == described.Model).Select(s => s.Response.OutputTokens).OfType<int>().ToList();
        var longest = workshop.Settings.Sampling?.LongestAnswer ?? UsualAnswer;
        return new Rates(model.PriceOf(described.Model), written.Count > 0 ? (int)written.Average() : Math.Min(longest, UsualAnswer));
    }

    /// <summary>What a call may take, its answer as long as it may be. As much is promised, so that calls in flight don't pass a cap together.</summary>
    public Rates Most(Workshop workshop) =>
        new(model.PriceOf(model.Describe(workshop.Settings.Sampling).Model), model.LongestAnswer(workshop.Settings.Sampling));

    /// <summary>What such calls may take, by nothing but their length.</summary>
    public Spending Expected(Workshop workshop, params IEnumerable<(Policy Policy, Scenario Scenario)> calls) =>
        Estimating.Of(calls.Select(c => new Trial(c.Scenario, c.Policy, null, null, 1)), Most(workshop));

    /// <summary>What a judge takes who is asked this.</summary>
    public Spending ExpectedOf(Workshop workshop, JudgeRequest asked) =>
        Comparing((asked.Policy, asked.Scenario), asked.Before.Length + asked.After.Length, PriceOfJudge(workshop));

    /// <summary>What a rewording takes.</summary>
    public Spending ExpectedOf(Workshop workshop, RewordRequest asked) =>
        Comparing((asked.Policy, asked.Scenario), asked.Response.Length + asked.Edited.Length, model.PriceOf(model.Describe(workshop.Settings.Sampling).Model));

    /// <summary>What a request for an object will take, its one repair included.</summary>
    public Spending Asked(Workshop workshop, long read, long written) =>
        Estimating.Asked(read, written, model.PriceOf(model.Describe(workshop.Settings.Sampling).Model));

    /// <summary>What a round with these amendments will take from now to its publication.</summary>
    public async Task<RoundCost> Of(Workshop workshop, IEnumerable<Amendment> amendments, CancellationToken cancellation)
    {
        var samples = await store.Samples(workshop.Id, cancellation);
        var rates = Rates(workshop, samples);
        var tag = model.Describe(workshop.Settings.Sampling).Tag;
        var before = Missing(amendments.SelectMany(a => TrialPlan.ForAmendment(workshop, a)));
        // The version that the close makes is not known yet; it costs what the present one costs.
        var present = TrialPlan.UnderVersion(workshop, workshop.Current.Number);
        var after = Missing(present).ExceptBy(before.Select(t => t.Key(tag)), t => t.Key(tag)).Concat(present);
        return new RoundCost(Estimating.Of(before, rates), Estimating.Of(after, rates) + Judging(workshop, present, rates), await Today(workshop, cancellation))
        {
            Advice = Advising(workshop, amendments, rates),
            First = before is [var first, ..] ? Estimating.Of(first, Most(workshop)) : Spending.None,
        };

        List<Trial> Missing(IEnumerable<Trial> trials) => [.. trials.DistinctBy(t => t.Key(tag)).Where(t => !samples.ContainsKey(t.Key(tag)))];
    }

    /// <summary>A judge is asked about each sample of each scenario.</summary>
    private Spending Judging(Workshop workshop, IEnumerable<Trial> present, Rates rates) => workshop.Settings.Judge == Settings.NoJudge
        ? Spending.None
        : Estimating.OfComparing(present, rates with { Price = PriceOfJudge(workshop) });

    private static Spending Comparing((Policy Policy, Scenario Scenario) of, int characters, Price? price) =>
        Estimating.OfComparing([new Trial(of.Scenario, of.Policy, null, null, 1)], new Rates(price, (int)Estimating.Tokens(characters / 2)));

    private Price? PriceOfJudge(Workshop workshop) => model.PriceOf(workshop.Settings.Judge ?? model.Describe(workshop.Settings.Sampling).Model);

    /// <summary>The most that redrafts and themes take: each amendment may come back, and be commented on until a request is full.</summary>
    private Spending Advising(Workshop workshop, IEnumerable<Amendment> amendments, Rates rates)
    {
        var asked = Estimating.Asked(model.Describe(workshop.Settings.Sampling).LongestRequest, Estimating.LongestObject, rates.Price);
        return amendments.Where(a => a.Proposal is not RatifyVersion).Aggregate(Spending.None, (sum, a) => sum + asked + (a.Proposal is RemoveClause
            ? Spending.None
            : asked + Estimating.Of(TrialPlan.ForAmendment(workshop, a).Where(t => t.Version is null && t.Policy.Clauses.Any()), rates)));
    }

    /// <summary>What calls of a model took, with their price where it is known.</summary>
    public Spending Of(string name, Took took) => new(took.Calls, took.Read + took.Written, model.PriceOf(name)?.Of(took.Read, took.Written))
    {
        Estimated = took.Estimated,
    };

    private async Task<bool> Promise(Workshop workshop, Spending expected, CancellationToken cancellation)
    {
        while (true)
        {
            var next = Volatile.Read(ref freed).Task;
            switch (await MayPromise(workshop, expected, cancellation))
            {
                case { } may:
                    return may;
                case null:
                    await next.WaitAsync(cancellation);
                    break;
            }
        }
    }

    private async Task Release(Workshop workshop, Spending expected)
    {
        await one.WaitAsync(CancellationToken.None);
        try
        {
            var now = promised[workshop.Id];
            promised[workshop.Id] = now.Calls == expected.Calls ? Spending.None : new(now.Calls - expected.Calls, now.Tokens - expected.Tokens, now.Money - expected.Money);
            Interlocked.Exchange(ref freed, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
        }
        finally
        {
            one.Release();
        }
    }

    /// <returns>Null while only calls in flight stand in the way.</returns>
    private async Task<bool?> MayPromise(Workshop workshop, Spending expected, CancellationToken cancellation)
    {
        await one.WaitAsync(cancellation);
        try
        {
            var now = promised.GetValueOrDefault(workshop.Id, Spending.None);
            if (workshop.Settings.Budget is { } budget && await Today(workshop, cancellation) is var today && budget.Forbids(today + now, expected))
                return now.Calls == 0 || budget.Forbids(today, expected) ? false : null;
            promised[workshop.Id] = now + expected;
            return true;
        }
        finally
        {
            one.Release();
        }
    }
}
