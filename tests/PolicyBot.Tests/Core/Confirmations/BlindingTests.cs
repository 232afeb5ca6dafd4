using PolicyBot.Core;
using PolicyBot.Core.Confirmations;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Views;
using PolicyBot.Core.Voting;
using PolicyBot.Tests.TestKit;
using Xunit;
using static PolicyBot.Tests.TestKit.SmallRounds;
using static PolicyBot.Tests.TestKit.SmallWorkshop;

namespace PolicyBot.Tests.Core.Confirmations;

public sealed class BlindingTests
{
    private static readonly Round Blind = SmallRounds.Confirming with { Rule = SmallRounds.Confirming.Rule with { Blind = true } };

    [Fact]
    public void A_pick_is_an_answer_about_the_new_response()
    {
        var first = Blinding.NewFirst(Blind, A1);

        Assert.Equal(
            [first ? Meant.Matches : Meant.No, first ? Meant.No : Meant.Matches, Meant.Matches, Meant.No],
            Enum.GetValues<Pick>().Select(p => Blinding.MeantBy(p, Blind, A1)));
    }

    [Fact]
    public void The_lot_falls_on_both_orders() =>
        Assert.Equal(2, Enumerable.Range(1, 40).Select(n => Blinding.NewFirst(Blind, new(n))).Distinct().Count());

    [Fact]
    public void While_confirming_the_card_does_not_say_which_response_is_new_and_afterwards_it_does()
    {
        var during = PlainText.Of(ConfirmationCard.Of(Shown(Blind), A1));
        var after = PlainText.Of(ConfirmationCard.Of(Shown(Published with { Rule = Blind.Rule }), A1));

        Assert.Contains("Response 1:", during, StringComparison.Ordinal);
        Assert.DoesNotContain("Before (v1)", during, StringComparison.Ordinal);
        Assert.DoesNotContain("After (v2)", during, StringComparison.Ordinal);
        Assert.Contains("After (v2)", after, StringComparison.Ordinal);
    }

    [Fact]
    public void No_page_and_no_other_card_tells_before_the_publication_which_response_is_new()
    {
        var shown = Shown(Blind);
        var labels = new[] { AmendmentCard.Of(shown, A1).Blocks, ResponsesCard.Of(shown, A1).Blocks, RoundSheet.Amendments(shown, Blind).First(s => s.Anchor == "A1").Blocks }
            .Select(b => b.OfType<Responses>().SelectMany(r => r.Answers).Select(a => a.Label).ToList()).ToList();

        Assert.All(labels, l => Assert.Contains("Response 1", l));
        Assert.DoesNotContain(labels.SelectMany(l => l), l => l.StartsWith("After", StringComparison.Ordinal) || l.StartsWith("Today", StringComparison.Ordinal) || l.StartsWith("With A1", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true, null, Meant.Matches, false)]
    [InlineData(true, null, Meant.No, false)]
    [InlineData(true, null, Meant.Partly, true)]
    [InlineData(true, null, Meant.ChangedMyMind, true)]
    [InlineData(true, Pick.First, Meant.No, true)]
    [InlineData(false, Pick.First, Meant.No, false)]
    [InlineData(false, null, Meant.No, true)]
    public void Only_answers_that_fit_what_the_card_shows_are_taken(bool blind, Pick? pick, Meant meant, bool taken)
    {
        var workshop = Workshop(blind ? Blind : SmallRounds.Confirming);

        var admission = IntakeOfWords.Confirmation(workshop, new Confirm(A1, meant, null) { Pick = pick }, new Voter("P2"), new Occasion(Start, new PersonId("P2"), "seed"));

        Assert.Equal(taken, admission is Admitted<Confirmation>);
    }
}
