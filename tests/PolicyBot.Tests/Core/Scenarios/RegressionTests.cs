using System.Collections.Immutable;
using PolicyBot.Core.Scenarios;
using PolicyBot.Tests.TestKit;
using Xunit;

namespace PolicyBot.Tests.Core.Scenarios;

public sealed class RegressionTests
{
    private static readonly Scenario Headache = SmallWorkshop.Drafting.Find(SmallWorkshop.S1)!;

    [Theory]
    [InlineData("", "", 1)]
    [InlineData("Take two.", "take, two", 1)]
    [InlineData("Take two.", "Ask a nurse.", 0)]
    [InlineData("take two pills", "take two", 0.8)]
    [InlineData("no no no", "no", 0.5)]
    [InlineData("Bitte 休息", "bitte 休息!", 1)]
    public void Texts_are_as_alike_as_the_words_that_both_have(string one, string other, double alike) => Assert.Equal(alike, Likeness.Of(one, other), 9);

    [Fact]
    public void Behaviour_flips_without_a_judge_when_the_words_differ_more_than_chance_makes_them()
    {
        Assert.False(Of(["take two now", "take two today"], ["take two now", "take two now"]).Flipped);
        Assert.True(Of(["take two now", "take two today"], ["ask a nurse", "ask your nurse"]).Flipped);
        Assert.False(Of(["one two three", "four five six"], ["seven eight nine", "ten eleven twelve"]).Flipped);
    }

    [Fact]
    public void A_refusal_that_comes_or_goes_is_a_flip_whatever_the_judge_says()
    {
        var refused = ImmutableList.Create(new SampleShown("No.", "m", null) { Refused = true });
        var measures = Measures.Of([new SampleShown("No.", "m", null)], refused)!;

        Assert.True(new Regression(Headache, false, measures, Judged(Shift.None)).Flipped);
        Assert.False(new Regression(Headache, false, Measures.Of(refused, refused)!, Judged(Shift.Wording)).Flipped);
    }

    [Fact]
    public void The_judge_tells_other_words_from_another_behaviour()
    {
        var measures = Measures.Of([new SampleShown("take two now", "m", null)], [new SampleShown("ask a nurse", "m", null)])!;

        Assert.False(new Regression(Headache, false, measures, Judged(Shift.Wording)).Flipped);
        Assert.True(new Regression(Headache, false, measures, Judged(Shift.Substance)).Flipped);
    }

    [Fact]
    public void An_endpoint_that_gave_no_answer_is_not_measured_as_behaviour()
    {
        ImmutableList<SampleShown> before = Shown(["take two now", "take two today", "take two pills"]);
        var silent = new SampleShown(null, "m", "The model did not answer within 60 s.") { Unanswered = true };

        Assert.Null(Measures.Of(before, [silent, silent, silent]));
        var measures = Measures.Of(before, [silent, before[1], silent])!;
        Assert.Equal((1, 14, 14), (measures.Alike, measures.Before, measures.After));
        Assert.False(new Regression(Headache, false, measures, null).Flipped);
    }

    [Fact]
    public void Missing_responses_are_not_measured() => Assert.Null(Measures.Of([], [new SampleShown("x", "m", null)]));

    [Theory]
    [InlineData(true, Shift.Substance)]
    [InlineData(false, Shift.Substance, Shift.Wording)]
    [InlineData(false, Shift.Substance, Shift.None, Shift.Wording)]
    [InlineData(true, Shift.Substance, Shift.None, Shift.Substance)]
    [InlineData(false, Shift.None)]
    public void A_verdict_is_a_flip_when_more_than_half_of_the_samples_behave_otherwise(bool flipped, params Shift[] shifts) =>
        Assert.Equal(flipped, Judged(shifts).Flipped);

    [Fact]
    public void A_clause_is_followed_when_more_than_half_of_the_samples_that_it_bears_on_follow_it()
    {
        var verdict = Verdict.Newest([Says(1, (1, true), (2, false)), Says(2, (1, true)), Says(3, (1, false), (2, true))])!;

        Assert.Equal(((2, 3), (1, 2), (0, 0)), (verdict.Following(new(1)), verdict.Following(new(2)), verdict.Following(new(3))));
        Assert.Equal((true, false, null), (verdict.Follows(new(1)), verdict.Follows(new(2)), verdict.Follows(new(3))));
        Assert.Equal([new(1), new(2)], verdict.Clauses);
    }

    [Fact]
    public void Of_several_judgements_of_one_sample_the_newest_counts()
    {
        var verdict = Verdict.Newest([Says(2), Says(1) with { Shift = Shift.Substance }, Says(1)])!;

        Assert.Equal((2, 0), (verdict.Of, verdict.Shifted(Shift.Substance)));
        Assert.Null(Verdict.Newest([]));
    }

    [Fact]
    public void What_a_judge_said_of_another_models_responses_is_not_said_of_these()
    {
        var (before, after) = ("p1", "p2");
        var evidence = Evidence.None with
        {
            Judgements = Evidence.Sorted([(before, after, Says(1) with { Tag = "small", Shift = Shift.Substance }), (before, after, Says(2) with { Tag = "large" }), (before, after, Says(3))]),
        };

        Assert.Equal([1, 3], evidence.VerdictOn((SmallWorkshop.S1, before, after), "small")!.Judgements.Select(j => j.Sample));
        Assert.Equal([2, 3], evidence.VerdictOn((SmallWorkshop.S1, before, after), "large")!.Judgements.Select(j => j.Sample));
        Assert.Null(evidence.VerdictOn((SmallWorkshop.S1, after, before), "small"));
    }

    private static Verdict Judged(params Shift[] shifts) => Verdict.Newest(shifts.Select((s, i) => Says(i + 1) with { Shift = s }))!;

    private static Judgement Says(int sample, params (int Clause, bool Followed)[] bearings) =>
        new(SmallWorkshop.S1, Shift.None, [.. bearings.Select(b => new Bearing(new(b.Clause), b.Followed))], "Because.") { Sample = sample };

    private static Regression Of(string[] before, string[] after) => new(Headache, false, Measures.Of(Shown(before), Shown(after))!, null);

    private static ImmutableList<SampleShown> Shown(string[] texts) => [.. texts.Select(t => new SampleShown(t, "m", null))];
}
