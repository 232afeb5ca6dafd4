using PolicyBot.Core.Rounds;
using PolicyBot.Core.Workshops;

namespace PolicyBot.App.Stewards;

/// <summary>What models advise once voting has ended: new wordings, how behaviour changed, what the comments say.</summary>
public sealed class Advice(Redrafts redrafts, Judges judges, Theming theming)
{
    /// <returns>True when the judge waits for a budget; the round does not wait for the judge.</returns>
    public async Task<bool> Run(Workshop workshop, Round round, CancellationToken cancellation)
    {
        await redrafts.Run(workshop, round, cancellation);
        var waits = await judges.Run(workshop, round, cancellation);
        await theming.Run(workshop, round, cancellation);
        return waits;
    }
}
