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
            var made = at > 0 && export.Log[at - 1].Change is VersionMade before && before.Version.Number == overrule.Made ? before.Version : null;
            var was = story.Before[overrule.Made is null ? at : at - 1]!;
            var (policy, conflict) = Overruling.After(was, was.Find(round)!, (was.Find(overrule.Amendment)!, overrule.Result));
            var expected = policy is null ? null : Overruling.VersionOf(was, overrule.Amendment, policy, export.Log[at].At);
            return Finding.Unless(
                conflict is not null || (expected is null) != (overrule.Made is null) || !VersionVerification.Same(expected, made)
                    ? "The version that it made is not what the overruled outcome makes."
                    : null,
                $"{overrule.Amendment} is {Speaking.Word(overrule.Result)} against the votes.");
        });
    }
}
