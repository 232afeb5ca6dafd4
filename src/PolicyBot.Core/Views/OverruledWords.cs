using PolicyBot.Core.Rounds;

namespace PolicyBot.Core.Views;

/// <summary>Tells loudly what a facilitator decided against the votes.</summary>
internal static class OverruledWords
{
    /// <summary>One sentence for each, with who, why and what the votes had said; none where the votes hold.</summary>
    public static IEnumerable<string> Of(Shown shown, Round round) => (round.Overruled ?? []).Select(o =>
        $"OVERRULED: the votes made {o.Amendment} {Speaking.Word(round.Outcomes.First(v => v.Amendment == o.Amendment).Result)}; {shown.Names.Of(o.By)} made it {Speaking.Word(o.Result)}, because: “{o.Why}”."
        + (o.Made is { } made ? $" That made {made}, which is provisional until a round ratifies or reverts it." : ""));
}
