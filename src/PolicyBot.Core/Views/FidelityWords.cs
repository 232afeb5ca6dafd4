using System.Globalization;
using PolicyBot.Core.Confirmations;
using PolicyBot.Core.Consensus;
using PolicyBot.Core.Rounds;

namespace PolicyBot.Core.Views;

/// <summary>Intention fidelity in words and as bars.</summary>
internal static class FidelityWords
{
    /// <param name="returns">False where a clause that fails is put to the facilitators instead.</param>
    public static string Of(Fidelity fidelity, int percent, bool returns = true)
    {
        var changed = fidelity.ChangedMind > 0 ? $" {Speaking.People(fidelity.ChangedMind)} changed their mind." : "";
        if (!fidelity.Known)
            return $"{fidelity.Amendment}: unknown, {fidelity.Answers} of the {Fidelity.Enough} answers that are needed.{changed}";
        var share = $"{100 * fidelity.Matches / fidelity.Answers} %, {Likely(fidelity.Matches, fidelity.Answers)}";
        var goesBack = Fidelities.Fails(fidelity, percent) ? $" That is under {percent} %{(returns ? ", so it comes back in the next round" : "")}." : "";
        return $"{fidelity.Amendment}: {fidelity.Matches} of {fidelity.Answers} backers say that it is what they meant ({share}).{goesBack}{changed}{Causes(fidelity)}{Groups(fidelity)}";
    }

    /// <param name="some">Of the round's; null: all.</param>
    public static Bars Bars(Round round, IEnumerable<Fidelity>? some = null) => new(new Chart(
        "What backers meant",
        ["Matches", "Partly", "No", "Changed mind"],
        [.. (some ?? round.Fidelities).Select(f => new ChartRow(f.Amendment.ToString(), [f.Matches, f.Partly, f.No, f.ChangedMind], Of(f, round.Rule.Fidelity, round.NotFollowed is null)))]));

    public static IEnumerable<Paragraph> NotFollowed(Round round) => (round.NotFollowed ?? []).Select(c => new Paragraph(
        $"{c}: the model does not follow this wording. {Failures.Most} confirmations in a row have failed, so it was put to the facilitators."));

    /// <summary>The 95 % interval of a share with its n, in words.</summary>
    private static string Likely(int part, int all)
    {
        var interval = Wilson.Of(part, all);
        return string.Create(CultureInfo.InvariantCulture, $"95 % interval {100 * interval.Lower:0}–{100 * interval.Upper:0} %, n = {all}");
    }

    private static string Groups(Fidelity fidelity) => fidelity.Groups is not { } groups
        ? ""
        : $" By group: {string.Join("; ", groups.Select(g => $"{g.Group} {g.Matches} of {g.Answers} ({Likely(g.Matches, g.Answers)})"))}.";

    private static string Causes(Fidelity fidelity) => fidelity.Causes.IsEmpty
        ? ""
        : $" Why not: {string.Join(", ", fidelity.Causes.Select(c => $"{Word(c.Key)} ({c.Value})"))}.";

    private static string Word(Cause cause) => cause switch
    {
        Cause.Wording => "the wording",
        Cause.ModelIgnoredIt => "the model ignored the clause",
        Cause.SideEffect => "a side effect",
        Cause.ScenarioMissing => "the right scenario is missing",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
