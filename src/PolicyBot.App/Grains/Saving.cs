using PolicyBot.App.Stewards;
using PolicyBot.Core;
using PolicyBot.Core.Log;
using PolicyBot.Core.Workshops;

namespace PolicyBot.App.Grains;

/// <summary>What a workshop grain needs to save and to tell.</summary>
public sealed record Shell(IWorkshopStore Store, RoundKeys Keys, Waker Waker);

/// <summary>Accepted changes on their way to the store.</summary>
internal sealed record Saving(Accepted Accepted, Occasion Occasion)
{
    public (string EventKey, string Answer)? Receipt { get; init; }

    public RoundId? Closes { get; init; }

    public Append Append(Workshop? before, Workshop after, IReadOnlyList<LogEntry> entries, long last) =>
        new(after.Id, last, entries)
        {
            Row = new WorkshopRow(after.Id, after.Name, after.Places, after.Archived),
            Rounds = [.. after.Rounds.Where(r => before?.Find(r.Id) != r).Select(r => new RoundRow(r.Id, r.State, r.ClosesAt))],
            Receipt = Receipt,
            Closes = Closes,
            Due = [.. Enum.GetValues<Steward>().Select(s => new Due(after.Id, s, Occasion.Now))],
        };
}
