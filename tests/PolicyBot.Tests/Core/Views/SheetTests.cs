using System.Collections.Immutable;
using PolicyBot.Core;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Scenarios;
using PolicyBot.Core.Views;
using PolicyBot.Core.Voting;
using PolicyBot.Core.Workshops;
using PolicyBot.Tests.TestKit;
using Xunit;

namespace PolicyBot.Tests.Core.Views;

public sealed class SheetTests
{
    [Fact]
    public void A_hidden_rounds_sheet_is_the_same_whatever_was_voted_and_said()
    {
        var round = SmallWorkshop.Open;
        var silent = SmallRounds.Held with { Counts = [], Remarks = [], Reasons = [] };

        Assert.Equal(Words(RoundSheet.Amendments(SmallRounds.Shown(round, silent), round)), Words(RoundSheet.Amendments(SmallRounds.Shown(round), round)));
        Assert.DoesNotContain("agree", Words(RoundSheet.Amendments(SmallRounds.Shown(round), round)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_live_round_shows_its_counts_while_people_vote()
    {
        var round = SmallWorkshop.Open with { Rule = DecisionRule.Default with { Hidden = false } };

        Assert.Contains("A1: 3 agree, 1 disagree, 1 pass", Words(RoundSheet.Amendments(SmallRounds.Shown(round), round)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_hidden_round_that_was_cancelled_never_shows_its_counts()
    {
        var round = SmallWorkshop.Open with { State = RoundState.Cancelled };

        Assert.DoesNotContain("agree", Words(RoundSheet.Amendments(SmallRounds.Shown(round), round)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(RoundState.Open)]
    [InlineData(RoundState.Closed)]
    [InlineData(RoundState.Confirming)]
    public void There_is_no_report_before_the_publication(RoundState state) =>
        Assert.Empty(ReportSheet.Of(SmallRounds.Shown(SmallRounds.Published), SmallRounds.Published with { State = state }));

    [Fact]
    public void A_report_tells_everything_that_became_of_the_round()
    {
        var report = Words(ReportSheet.Of(SmallRounds.Shown(SmallRounds.Published), SmallRounds.Published));

        Assert.Contains("The policy went from v1 to v2.", report, StringComparison.Ordinal);
        Assert.Contains("“A leaflet is no substitute for a pharmacist.”", report, StringComparison.Ordinal);
        Assert.Contains("Not taken up: A2 was returned", report, StringComparison.Ordinal);
        Assert.Contains("A1: 2 of 4 backers say that it is what they meant (50 %, 95 % interval 15–85 %, n = 4)", report, StringComparison.Ordinal);
        Assert.Contains("S2: the model timed out under v2.", report, StringComparison.Ordinal);
        Assert.Contains("A result counts once 3 people have voted on it", report, StringComparison.Ordinal);
        Assert.Contains(SmallRounds.Held.LogHead!, report, StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_names_a_redraft_that_went_into_the_policy_without_a_vote()
    {
        var shown = SmallRounds.Redrafted(RedraftMode.Automatic, a => a with { State = AmendmentState.Adopted, Applied = new(3) });
        var round = SmallRounds.Published;
        shown = shown with { Workshop = shown.Workshop with { Rounds = [round] } };

        const string said = "A3, a model's redraft of A2, went into the policy as v3 without a vote: it is provisional until a later round ratifies or reverts it.";
        Assert.Contains(said, Words(ReportSheet.Of(shown, round)), StringComparison.Ordinal);
        Assert.Contains(said, PlainText.Of(ReportCard.Of(shown, round.Id)), StringComparison.Ordinal);
    }

    [Fact]
    public void Turnout_over_time_is_told_in_short_times_and_its_end_in_full()
    {
        var shown = SmallRounds.Shown(SmallRounds.Published, SmallRounds.Held with { Arrivals = [1, 2, 2, 3, 3, 3, 4, 4] });
        var section = ReportSheet.Of(shown, SmallRounds.Published).Single(s => s.Anchor == "part");

        var chart = section.Blocks.OfType<Bars>().First().Chart;
        Assert.All(chart.Rows, r => Assert.InRange(r.Label.Length, 1, 40));
        Assert.StartsWith("Mon 2 Mar, ", chart.Rows[0].Label, StringComparison.Ordinal);
        Assert.Contains("Voting ended ", Words([section]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_provisional_version_is_in_the_preview_and_on_the_status_though_nothing_is_drafted()
    {
        var drafting = SmallWorkshop.Drafting;
        var shown = SmallRounds.Shown(drafting with
        {
            Amendments = drafting.Amendments.Clear(),
            Versions = drafting.Versions.Add(drafting.Current with { Number = new(2), Provisional = true }),
        });

        Assert.Contains("Keep v2, or go back to v1", PlainText.Of(PreviewCard.Of(shown, null, new(Spending.None, Spending.None, Spending.None))), StringComparison.Ordinal);
        Assert.Contains("v2 is provisional: a facilitator puts it to the vote", PlainText.Of(StatusCard.Of(shown)), StringComparison.Ordinal);
    }

    [Fact]
    public void One_missing_piece_of_evidence_is_one() =>
        Assert.Contains("1 piece of evidence is missing; it is named below.", Words(ReportSheet.Of(SmallRounds.Shown(SmallRounds.Published), SmallRounds.Published)), StringComparison.Ordinal);

    [Fact]
    public void What_is_sure_is_never_rounded_to_more_than_it_is()
    {
        var tally = SmallRounds.TallyOfA1 with { Count = new(3, 0, 0) };
        var round = SmallRounds.Published with { Outcomes = [new(SmallWorkshop.A1, Result.Adopted, tally, "3 of 3 agreed.")] };

        // Wilson's lower bound of 3 of 3 is 43.8 %; where rivals are compared it is written as 43.
        Assert.Contains("95 % interval 43 to 100 %", Words(ReportSheet.Of(SmallRounds.Shown(round), round)), StringComparison.Ordinal);
    }

    [Fact]
    public void Before_the_first_round_nobody_is_told_of_rounds_by_number()
    {
        var shown = SmallRounds.Shown(SmallWorkshop.Drafting);

        foreach (var card in new[] { RoundCard.Of(shown, new(1)), ReportCard.Of(shown, new(0)), ReportCard.Of(shown, new(7)) })
            Assert.Equal("No round has been opened yet", card.Title);
        Assert.Equal("There is no R7", ReportCard.Of(SmallRounds.Shown(SmallRounds.Published), new(7)).Title);
    }

    [Fact]
    public void A_scenario_that_another_change_aims_at_is_not_said_to_be_aimed_at_by_none()
    {
        var shown = SmallRounds.Shown(SmallRounds.Confirming);
        var aimed = shown with { Workshop = shown.Workshop with { Amendments = shown.Workshop.Amendments.SetItem(1, shown.Workshop.Find(SmallWorkshop.A1)! with { Scenarios = [] }).SetItem(2, shown.Workshop.Find(SmallWorkshop.A2)! with { Scenarios = [SmallWorkshop.S1] }) } };
        var round = SmallRounds.Confirming;
        var adopted = round with { Outcomes = [.. round.Outcomes.Select(o => o with { Result = Result.Adopted })] };

        Assert.Contains("A scenario that was not aimed at changed too", PlainText.Of(ConfirmationCard.Of(aimed, SmallWorkshop.A1)), StringComparison.Ordinal);
        Assert.Contains("A scenario that A2 aims at changed too", PlainText.Of(ConfirmationCard.Of(aimed with { Workshop = aimed.Workshop with { Rounds = [adopted] } }, SmallWorkshop.A1)), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_quote_of_a_theme_leads_to_its_own_comment_on_the_rounds_page()
    {
        var shown = SmallRounds.Shown(SmallRounds.Published, SmallRounds.Grouped);

        var quote = Assert.Single(ReportSheet.Of(shown, SmallRounds.Published).Single(s => s.Anchor == "themes").Blocks.OfType<Quote>());
        var comment = Assert.Single(RoundSheet.Amendments(shown, SmallRounds.Published).SelectMany(s => s.Blocks).OfType<Quote>(), q => q.Anchor is not null);

        Assert.Equal("only when asked directly.", quote.Words);
        Assert.Equal($"/w/care/rounds/1#{comment.Anchor}", quote.From!.Path);
        Assert.Equal(SmallRounds.Comment.Words, comment.Words);
        Assert.Contains("Ben: “only when asked directly.” (Whole comment → /w/care/rounds/1#comment-00000000000000c1)", ReportSheet.Words(shown, SmallRounds.Published), StringComparison.Ordinal);
    }

    [Fact]
    public void A_comment_that_is_hidden_or_erased_is_quoted_in_no_theme_and_stands_nowhere()
    {
        var shown = SmallRounds.Shown(SmallRounds.Published, SmallRounds.Grouped with { Remarks = [SmallRounds.Comment with { Words = null }] });

        Assert.DoesNotContain(ReportSheet.Of(shown, SmallRounds.Published), s => s.Anchor == "themes");
        Assert.DoesNotContain(RoundSheet.Amendments(shown, SmallRounds.Published).SelectMany(s => s.Blocks).OfType<Quote>(), q => q.Anchor is not null);
        Assert.DoesNotContain("by theme", PlainText.Of(ReportCard.Of(shown, SmallWorkshop.R1)), StringComparison.Ordinal);
    }

    [Fact]
    public void What_became_of_a_comment_stands_under_it_before_the_report_is_out()
    {
        var shown = SmallRounds.Redrafted(RedraftMode.Vote);

        Assert.Contains("Taken up: The model's redraft A3 takes it up", Words(RoundSheet.Amendments(shown, shown.Workshop.Rounds[0])), StringComparison.Ordinal);
    }

    [Fact]
    public void A_comment_that_its_author_took_back_is_told_without_its_words()
    {
        var report = Words(ReportSheet.Of(SmallRounds.Shown(SmallRounds.Published, SmallRounds.Held with { Remarks = [] }), SmallRounds.Published));

        Assert.Contains("A comment or dissent on A2 that its author took back.", report, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "A dissent on A1 whose words were erased, because its author asked to be forgotten.")]
    [InlineData(true, "A dissent on A1 whose words were erased.")]
    public void Words_that_were_erased_are_told_of_without_saying_in_an_anonymous_round_who_left(bool anonymous, string told)
    {
        var round = SmallRounds.Published with { Rule = SmallRounds.Published.Rule with { Anonymous = anonymous } };
        var shown = SmallRounds.Shown(round, SmallRounds.Held with { Remarks = [SmallRounds.Dissent with { Words = null }] });

        var report = Words(ReportSheet.Of(shown, round));

        Assert.Contains(told, report, StringComparison.Ordinal);
        Assert.Contains(told, PlainText.Of(ReportCard.Of(shown, SmallWorkshop.R1)), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_call_of_a_model_is_in_what_the_round_cost_with_its_share()
    {
        var round = SmallRounds.Published with
        {
            ModelTook =
            [
                new(ModelTask.Response, "small", 30, 9_000, 3_000, 0.60m), new(ModelTask.Judgement, "large", 3, 600, 100, 0.30m),
                new(ModelTask.Redraft, "small", 1, 200, 50, 0.06m), new(ModelTask.Themes, "small", 1, 40, 10, 0.03m), new(ModelTask.Try, "small", 2, 10, 10, 0.01m),
            ],
        };

        var report = Words(ReportSheet.Of(SmallRounds.Shown(round), round));

        Assert.Contains("All calls for this round together: 37 calls, 9,850 tokens read and 3,170 written, $1.00.", report, StringComparison.Ordinal);
        Assert.Contains("Judging how behaviour changed: 3 calls, 600 tokens read and 100 written, $0.30 (30 % of the money)", report, StringComparison.Ordinal);
        Assert.Contains("Private tries and wordings offered on them: 2 calls, 10 tokens read and 10 written, $0.01 (1 % of the money)", report, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_many_scenarios_only_those_are_listed_in_which_something_is_to_be_seen()
    {
        var shown = SmallRounds.Shown(SmallRounds.Published);
        var (before, after) = (shown.Workshop.Find(new VersionNumber(1))!.Policy.Fingerprint, shown.Workshop.Current.Policy.Fingerprint);
        var same = shown.Evidence.Of(SmallWorkshop.S1, before);
        ImmutableList<SampleShown> other = [.. same.Select(s => s with { Words = "Something that has nothing in common with it." })];
        for (var i = 10; i < 30; i++)
        {
            var scenario = shown.Workshop.Scenarios[1] with { Id = new ScenarioId(i) };
            shown = shown with
            {
                Workshop = shown.Workshop with { Scenarios = shown.Workshop.Scenarios.Add(i, scenario) },
                Evidence = new(shown.Evidence.Samples.SetItem((scenario.Id, before), same).SetItem((scenario.Id, after), i == 20 ? other : same)),
            };
        }

        var behaviour = Words(ReportSheet.Of(shown, SmallRounds.Published).Where(s => s.Anchor == "behaviour"));

        Assert.Contains("S20", behaviour, StringComparison.Ordinal);
        Assert.DoesNotContain("S21", behaviour, StringComparison.Ordinal);
        Assert.Contains("other scenarios nothing is to be seen", behaviour, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_a_price_is_not_known_shares_are_of_the_tokens()
    {
        var round = SmallRounds.Published with { ModelTook = [new(ModelTask.Response, "own", 3, 60, 15, null), new(ModelTask.Themes, "small", 1, 20, 5, 0.03m)] };

        var report = Words(ReportSheet.Of(SmallRounds.Shown(round), round));

        Assert.Contains("What a token costs is for whoever runs the model to say.", report, StringComparison.Ordinal);
        Assert.Contains("Sample responses: 3 calls, 60 tokens read and 15 written (75 % of the tokens)", report, StringComparison.Ordinal);
    }

    [Fact]
    public void A_dissent_that_a_facilitator_hid_is_told_with_the_reason()
    {
        var workshop = SmallRounds.Workshop(SmallRounds.Published);
        var facts = SmallRounds.Held with { Remarks = [SmallRounds.Dissent with { Words = null }] };
        var shown = SmallRounds.Shown(workshop with { Hidden = workshop.Hidden.Add(SmallRounds.Dissent.Id, Text.Of("It names a patient.", "5a17")) }, facts);

        var report = Words(ReportSheet.Of(shown, SmallRounds.Published));

        Assert.Contains("A dissent on A1 that a facilitator hid: It names a patient.", report, StringComparison.Ordinal);
        Assert.DoesNotContain("Nobody filed a dissent.", report, StringComparison.Ordinal);
        Assert.Contains("A dissent on A1 that a facilitator hid: It names a patient.", PlainText.Of(ReportCard.Of(shown, SmallWorkshop.R1)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.0021, "At the prices that are set here that is $0.0021.")]
    [InlineData(null, "What a token costs is for whoever runs the model to say.")]
    public void A_report_says_what_the_responses_cost_where_prices_are_known(double? money, string said)
    {
        var samples = new[] { 400L, 600L }.Select(t => (SmallRounds.Published.PreparingSince, "small", new ModelWork(true, t, 100, TimeSpan.FromSeconds(1), (decimal?)money / 2)));
        var facts = SmallRounds.Held with { Model = ModelUse.Of(SmallRounds.Published, samples) };

        Assert.Contains($"They took 1,000 tokens to read and 200 to write, and 2 seconds of the model's time. {said}", Words(ReportSheet.Of(SmallRounds.Shown(SmallRounds.Published, facts), SmallRounds.Published)), StringComparison.Ordinal);
    }

    [Fact]
    public void The_report_of_an_anonymous_round_promises_no_recount_of_opinion_groups()
    {
        var secret = SmallRounds.Published with { Rule = SmallRounds.Published.Rule with { Anonymous = true } };

        Assert.Contains("it can only hold against the counts", Words(ReportSheet.Of(SmallRounds.Shown(secret), secret)), StringComparison.Ordinal);
        Assert.DoesNotContain("it can only hold against the counts", Words(ReportSheet.Of(SmallRounds.Shown(SmallRounds.Published), SmallRounds.Published)), StringComparison.Ordinal);
    }

    private static string Words(IEnumerable<Section> sections) => string.Join('\n', sections.Select(s => $"{s.Title} {s.State}\n{string.Join('\n', s.Blocks.Select(PlainText.Of))}"));
}
