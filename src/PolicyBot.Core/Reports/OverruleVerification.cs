using PolicyBot.Core.Log;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Views;

namespace PolicyBot.Core.Reports;

/// <summary>Checks that an overruling did to the policy what it says, and no more.</summary>
internal static class OverruleVerification
{
    /// <param name="at">The overruling's place in the log.</param>
    public static Check Of(WorkshopExport export, Story story, int at)
    {
        var (round, overrule) = (OutcomeOverruled)export.Log[at].Change;
        return Verification.Guarded($"{round}: the overruling of {overrule.Amendment} did what it says.", () =>
        {
            var made = at > 0 ? export.Log[at - 1].Change as VersionMade : null;
            var before = story.Before[overrule.Made is null ? at : at - 1]!;
            var (policy, conflict) = Overruling.After(before, before.Find(round)!, (before.Find(overrule.Amendment)!, overrule.Result));
            var claimed = overrule.Made is { } number && made?.Version.Number == number ? made.Version : null;
            return Finding.Unless(
                conflict is not null || (policy is null) != (overrule.Made is null) || policy?.Fingerprint != claimed?.Policy.Fingerprint || claimed is { Provisional: false }
                    ? "The version that it made is not what the overruled outcome makes."
                    : null,
                $"{overrule.Amendment} is {Speaking.Word(overrule.Result)} against the votes.");
        });
    }
}
