using System.Security.Cryptography;
using System.Text;
using PolicyBot.App.Grains;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Scenarios;
using PolicyBot.Core.Workshops;

namespace PolicyBot.App.Stewards;

/// <summary>Has returned amendments redrafted from what people said about them: as many remarks at once as a request holds, each
/// time from the draft that the earlier ones have led to.</summary>
public sealed class Redrafts(IWorkshopStore store, IPolicyModel model, Budgeting budgeting, IGrainFactory grains)
{
    /// <summary>What a model usually writes about one remark, in tokens.</summary>
    private const int AnswerToRemark = 25;

    public async Task<Hindrance> Run(Workshop workshop, CancellationToken cancellation)
    {
        foreach (var amendment in Redrafting.Due(workshop).ToList())
        {
            if (await Redraft(workshop, amendment, cancellation) is { Any: true } hindrance)
                return hindrance;
        }

        return default;
    }

    private async Task<Hindrance> Redraft(Workshop workshop, Amendment amendment, CancellationToken cancellation)
    {
        var round = amendment.Round!.Value;
        var remarks = workshop.AsShown(await store.Remarks(workshop.Id, round, cancellation))
            .Where(r => r.Amendment == amendment.Id && r.Words is not null).Select(r => (r.Id, Words: r.Words!)).ToList();
        var reasons = (await store.Reasons(workshop.Id, round, cancellation)).Where(r => r.Amendment == amendment.Id).Select(r => (Id: IdOf(r), r.Words));
        var soFar = (await store.Advice(workshop.Id, round, cancellation)).OfType<RedraftSoFar>().FirstOrDefault(a => a.Amendment == amendment.Id) ?? new(amendment.Id);
        var hindrance = default(Hindrance);
        if (amendment.Proposal is RemoveClause)
            soFar = soFar with { Why = "There is no wording to redraft in a removal." };
        else
            (soFar, hindrance) = await Read(workshop, soFar, [.. remarks.Concat(reasons).DistinctBy(r => r.Id)], cancellation);
        if (hindrance.Any)
            return hindrance;
        await grains.GetGrain<IWorkshopGrain>(workshop.Id.Value).Step(new TakeRedraft(amendment.Id, soFar.Taken(remarks.Select(r => r.Id))).AsImmutable<LoopStep>());
        await store.Drop(workshop.Id, round, soFar, cancellation);
        return default;
    }

    /// <summary>Has the model read what it has not read yet; kept after each request.</summary>
    private async Task<(RedraftSoFar, Hindrance)> Read(Workshop workshop, RedraftSoFar soFar, List<(string Id, string Words)> remarks, CancellationToken cancellation)
    {
        var amendment = workshop.Find(soFar.Amendment)!;
        var round = amendment.Round!.Value;
        while (remarks.FindAll(r => !soFar.HasRead(r.Id)) is { Count: > 0 } unread)
        {
            var request = Request(workshop, amendment, soFar);
            var room = model.Describe(workshop.Settings.Sampling).LongestRequest - Fixed(request);
            var batch = unread.GetRange(0, Batch.Fitting(unread.Select(r => r.Words), room));
            request = request with { Remarks = [.. batch.Select((r, i) => new RemarkForRedraft(i + 1, r.Words))] };
            RedraftOffer? offer = null;
            var expected = budgeting.Asked(workshop, Fixed(request) + batch.Sum(r => Estimating.TokensOf(r.Words)), Estimating.TokensOf(request.ProposedText) + (AnswerToRemark * batch.Count));
            if (!await budgeting.Within(workshop, expected, Ask, cancellation) || offer!.Unreached)
            {
                await store.Save(workshop.Id, round, soFar with { Held = offer?.Why ?? Hindrance.OverBudget }, cancellation);
                return (soFar, new Hindrance(offer is not null, offer is null ? expected : null));
            }

            soFar = soFar.With(offer, [.. batch.Select(r => r.Id)]);
            if (batch.Count < unread.Count)
                await store.Save(workshop.Id, round, soFar, cancellation);

            async Task Ask()
            {
                offer = await model.Redraft(request, cancellation);
                await budgeting.Spend(workshop, (ModelTask.Redraft, offer.Took), workshop.Settings.Sampling, cancellation);
            }
        }

        return (soFar, default);
    }

    /// <summary>The request without its remarks, in tokens.</summary>
    private static long Fixed(RedraftRequest request) => Estimating.Instruction
        + new[] { request.BaseText, request.ProposedText, request.Rationale, request.Draft?.Wording, request.Draft?.Why }.OfType<string>().Sum(Estimating.TokensOf);

    /// <summary>The same reason has the same one at every look.</summary>
    private static string IdOf(Reason reason) => $"reason-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(reason.Words)))[..16]}";

    private static RedraftRequest Request(Workshop workshop, Amendment amendment, RedraftSoFar soFar)
    {
        var (before, after) = amendment.Proposal switch
        {
            AddClause add => (null, add.Wording.ToString()),
            ReplaceClause replace => (replace.Base.ToString(), replace.Wording.ToString()),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        return new RedraftRequest(amendment.Clause, before, after, amendment.Rationale, [])
        {
            Sampling = workshop.Settings.Sampling,
            Draft = soFar.Wording is { } wording ? new DraftSoFar(wording, soFar.Why) : null,
        };
    }
}
