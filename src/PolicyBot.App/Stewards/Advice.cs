using PolicyBot.Core.Workshops;

namespace PolicyBot.App.Stewards;

/// <summary>What models advise once voting has ended: new wordings, how behaviour changed, what the comments say.</summary>
public sealed class Advice(Redrafts redrafts, Judges judges, Theming theming)
{
    /// <returns>What keeps it from being whole; the round does not wait for judgements.</returns>
    public async Task<Hindrance> Run(Workshop workshop, CancellationToken cancellation)
    {
        var drafting = await redrafts.Run(workshop, cancellation);
        // The others would wait for the same endpoint.
        if (drafting.Unreached)
            return drafting;
        var judging = workshop.Running is { } round ? await judges.Run(workshop, round, cancellation) : default;
        var grouping = await theming.Run(workshop, cancellation);
        return new Hindrance(grouping.Unreached, drafting.Forbidden ?? grouping.Forbidden)
        {
            JudgeWaits = judging.JudgeWaits,
            JudgeUnreached = judging.JudgeUnreached,
        };
    }
}
