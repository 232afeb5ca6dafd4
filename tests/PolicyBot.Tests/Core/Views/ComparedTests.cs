using System.Collections.Immutable;
using PolicyBot.Core.Scenarios;
using PolicyBot.Core.Views;
using PolicyBot.Tests.TestKit;
using Xunit;
using static PolicyBot.Tests.TestKit.SmallRounds;
using static PolicyBot.Tests.TestKit.SmallWorkshop;

namespace PolicyBot.Tests.Core.Views;

/// <summary>What the endpoint says of who answered, and what a time-out does to a comparison.</summary>
public sealed class ComparedTests
{
    private const string Caveat = "The endpoint says that";

    private static readonly SampleShown Silent = new(null, Model, "The model did not answer within 60 s.") { Tag = "offline/rule-follower-1?frame=1", Unanswered = true };

    [Fact]
    public void A_sample_that_timed_out_makes_nobody_think_that_another_model_answered()
    {
        var shown = Answered("m-1", "m-1", Silent);

        var card = PlainText.Of(ConfirmationCard.Of(shown, A1));

        Assert.DoesNotContain(Caveat, card, StringComparison.Ordinal);
        Assert.Contains("After (v2)", card, StringComparison.Ordinal);
        Assert.DoesNotContain("nothing to compare", PlainText.Of(Card.Of("R1", ReportSheet.Of(shown, shown.Workshop.Rounds[0]).SelectMany(s => s.Blocks))), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_another_model_has_answered_after_the_change_people_still_see_both_responses_and_are_told()
    {
        var shown = Answered("m-1", "m-2");

        var card = PlainText.Of(ConfirmationCard.Of(shown, A1));

        Assert.Contains("Before (v1)", card, StringComparison.Ordinal);
        Assert.Contains("After (v2)", card, StringComparison.Ordinal);
        Assert.Contains("The endpoint says that m-1 answered one and m-2 the other", card, StringComparison.Ordinal);
    }

    /// <summary>Two samples each of S1 before and after; who answered them, and what came in place of the second one after.</summary>
    private static Shown Answered(string before, string after, SampleShown? second = null)
    {
        var shown = Shown(SmallRounds.Confirming);
        return shown with
        {
            Evidence = new(shown.Evidence.Samples
                .SetItem((S1, SmallWorkshop.Policy.Fingerprint), Two(shown, SmallWorkshop.Policy.Fingerprint, before))
                .SetItem((S1, shown.Workshop.Current.Policy.Fingerprint), second is null
                    ? Two(shown, shown.Workshop.Current.Policy.Fingerprint, after)
                    : Two(shown, shown.Workshop.Current.Policy.Fingerprint, after).SetItem(1, second))),
        };
    }

    private static ImmutableList<SampleShown> Two(Shown shown, string policy, string by)
    {
        var one = shown.Evidence.Of(S1, policy)[0] with { AnsweredBy = by };
        return [one, one];
    }
}
