using PolicyBot.Core.Rounds;
using PolicyBot.Core.Workshops;

namespace PolicyBot.App.Stewards;

/// <summary>What models advise once voting has ended: new wordings, and how behaviour changed.</summary>
public sealed class Advice(Redrafts redrafts, Judges judges)
{
    public async Task Run(Workshop workshop, Round round, CancellationToken cancellation)
    {
        await redrafts.Run(workshop, round, cancellation);
        await judges.Run(workshop, round, cancellation);
    }
}
