using System.Collections.Immutable;
using PolicyBot.Core;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Scenarios;
using PolicyBot.Core.Voting;
using PolicyBot.Core.Workshops;

namespace PolicyBot.App.Stewards;

/// <summary>Has a model group the comments of a closed round: as many at once as a request holds, then what the parts have in common.
/// Advice like the judge's: a model that gives no usable answer is not asked again.</summary>
public sealed class Theming(IWorkshopStore store, IPolicyModel model, Budgeting budgeting)
{
    /// <summary>What a model usually writes about one comment or theme, in tokens.</summary>
    private const int AnswerToOne = 20;

    public async Task<Hindrance> Run(Workshop workshop, CancellationToken cancellation)
    {
        var asked = workshop.Amendments.Values.Where(a => a.AskedAgain == true).Select(a => a.Id).ToHashSet();
        foreach (var round in workshop.Rounds.Where(r => r.State is RoundState.Closed or RoundState.Confirming || r.Amendments.Exists(asked.Contains)))
        {
            var there = (await store.Themes(workshop.Id, round.Id, cancellation)).Select(t => t.Amendment).ToHashSet();
            var comments = workshop.AsShown(await store.Remarks(workshop.Id, round.Id, cancellation))
                .Where(r => Theme.Groups(r) && !there.Contains(r.Amendment) && (!round.Ended || asked.Contains(r.Amendment)));
            foreach (var of in comments.GroupBy(r => r.Amendment).Where(g => g.Count() >= Theme.FewestComments))
            {
                if (await Group(workshop, (round.Id, of.Key), [.. of], cancellation) is { Any: true } hindrance)
                    return hindrance;
            }
        }

        return default;
    }

    private async Task<Hindrance> Group(Workshop workshop, (RoundId Round, AmendmentId Amendment) of, List<Remark> comments, CancellationToken cancellation)
    {
        var soFar = (await store.Advice(workshop.Id, of.Round, cancellation)).OfType<ThemesSoFar>().FirstOrDefault(a => a.Amendment == of.Amendment) ?? new(of.Amendment);
        while (comments.FindAll(c => !soFar.Read.Contains(c.Id)) is { Count: > 0 } unread)
        {
            if (await Read(workshop, soFar, unread, cancellation) is var (next, hindrance) && next is null)
                return await Held(soFar, hindrance);
            soFar = next;
            await store.Save(workshop.Id, of.Round, soFar, cancellation);
        }

        // One part says by itself what is alike in it.
        while (soFar.Parts > 1 && soFar.Themes.Count > 0)
        {
            if (await Merge(workshop, soFar, cancellation) is var (next, hindrance) && next is null)
                return await Held(soFar, hindrance);
            soFar = next;
            await store.Save(workshop.Id, of.Round, soFar, cancellation);
        }

        await store.Save(workshop.Id, of.Round, new Themes(of.Amendment, soFar.Themes, model.Describe(workshop.Settings.Sampling).Model), cancellation);
        await store.Drop(workshop.Id, of.Round, soFar, cancellation);
        return default;

        async Task<Hindrance> Held(ThemesSoFar soFar, (Hindrance What, string Why) hindrance)
        {
            await store.Save(workshop.Id, of.Round, soFar with { Held = hindrance.Why }, cancellation);
            return hindrance.What;
        }
    }

    /// <summary>The next part of the comments; null when something is in the way.</summary>
    private async Task<(ThemesSoFar?, (Hindrance, string))> Read(Workshop workshop, ThemesSoFar soFar, List<Remark> unread, CancellationToken cancellation)
    {
        var amendment = WordsOf(workshop.Find(soFar.Amendment)!);
        var read = Estimating.Instruction + Estimating.TokensOf(amendment);
        var batch = unread.GetRange(0, Batch.Fitting(unread.Select(c => c.Words!), Room(workshop) - read));
        var request = new ThemesRequest(amendment, [.. batch.Select((c, i) => new RemarkForRedraft(i + 1, c.Words!))]) { Sampling = workshop.Settings.Sampling };
        ThemesOffer? offer = null;
        var expected = budgeting.Asked(workshop, read + batch.Sum(c => Estimating.TokensOf(c.Words!)), AnswerToOne * batch.Count);
        var asked = await budgeting.Within(workshop, expected, async () =>
        {
            offer = await model.Themes(request, cancellation);
            await budgeting.Spend(workshop, (ModelTask.Themes, offer.Took), workshop.Settings.Sampling, cancellation);
        }, cancellation);
        if (!asked || offer!.Unreached)
            return (null, InTheWay(offer?.Fault, expected));
        var themes = (offer.Themes ?? []).Select(t => new Theme(t.Title, [.. t.Quotes.Select(q => new ThemeQuote(batch[q.Remark - 1].Id, q.Start, q.Length))]));
        return (soFar with { Held = null, Read = soFar.Read.Union(batch.Select(c => c.Id)), Parts = soFar.Parts + 1, Themes = soFar.Themes.AddRange(themes) }, default);
    }

    /// <summary>Brings together what the parts have in common, in as many parts as the titles need; null when something is in the way.</summary>
    private async Task<(ThemesSoFar?, (Hindrance, string))> Merge(Workshop workshop, ThemesSoFar soFar, CancellationToken cancellation)
    {
        var (left, together, parts) = (soFar.Themes, ImmutableList.CreateBuilder<Theme>(), 0);
        for (; left.Count > 0; parts++)
        {
            // More than come out of it, or it would never end.
            var count = Math.Min(left.Count, Math.Max(Theme.Most + 1, Batch.Fitting(left.Select(t => t.Title), Room(workshop) - Estimating.Instruction)));
            var batch = left.GetRange(0, count);
            left = left.RemoveRange(0, count);
            MergeOffer? offer = null;
            var expected = budgeting.Asked(workshop, Estimating.Instruction + batch.Sum(t => Estimating.TokensOf(t.Title)), AnswerToOne * count);
            var asked = await budgeting.Within(workshop, expected, async () =>
            {
                offer = await model.Merge(new([.. batch.Select(t => (t.Title, t.Comments))]) { Sampling = workshop.Settings.Sampling }, cancellation);
                await budgeting.Spend(workshop, (ModelTask.Themes, offer.Took), workshop.Settings.Sampling, cancellation);
            }, cancellation);
            if (!asked || offer!.Unreached)
                return (null, InTheWay(offer?.Fault, expected));
            together.AddRange(offer.Themes?.Select(t => Theme.Of(t.Title, t.Of.Select(n => batch[n - 1]))) ?? Theme.ByTitle(batch));
        }

        return (soFar with { Held = null, Parts = parts, Themes = together.ToImmutable() }, default);
    }

    private static (Hindrance, string) InTheWay(string? fault, Spending expected) =>
        (new Hindrance(fault is not null, fault is null ? expected : null), fault ?? Hindrance.OverBudget);

    private int Room(Workshop workshop) => model.Describe(workshop.Settings.Sampling).LongestRequest;

    private static string WordsOf(Amendment amendment) => amendment.Proposal switch
    {
        AddClause add => add.Wording.ToString(),
        ReplaceClause replace => replace.Wording.ToString(),
        RemoveClause remove => remove.Base.ToString(),
        RatifyVersion ratify => $"{ratify.Version} stays.",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
