using System.Collections.Immutable;
using CsCheck;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Views;
using PolicyBot.Core.Voting;
using PolicyBot.Core.Workshops;
using PolicyBot.Tests.TestKit;
using Xunit;
using static PolicyBot.Tests.TestKit.SmallRounds;
using static PolicyBot.Tests.TestKit.SmallWorkshop;

namespace PolicyBot.Tests.Core.Views;

public sealed class PostsTests
{
    private static readonly Gen<RoundFacts> AnyFacts =
        from voters in Gen.Int[0, 50]
        from counts in Gen.Int[0, 50].Array[6]
        from words in Gen.String[Gen.Char['a', 'z'], 0, 20]
        select new RoundFacts(voters,
            [new(A1, new(counts[0], counts[1], counts[2]), ImmutableSortedDictionary<string, Count>.Empty), new(A2, new(counts[3], counts[4], counts[5]), ImmutableSortedDictionary<string, Count>.Empty)])
        {
            Remarks = [Comment with { Words = words }],
            Reasons = [(A1, Vote.Agree, words)],
        };

    private static IEnumerable<string> Keys(Round round) => Posts.Wanted(Shown(round)).Select(p => p.Key);

    [Fact]
    public void A_redraft_for_a_text_that_has_changed_promises_nothing_and_shows_no_response_as_its_own()
    {
        var stale = Redrafted(RedraftMode.Automatic, a => a with { Proposal = new ReplaceClause(SmallWorkshop.C1, SmallWorkshop.T("Another text."), SmallWorkshop.T("A new text.")) });

        var card = PlainText.Of(RedraftCard.Of(stale, A3));

        Assert.Contains("It can't go into the policy as it is: C1 has another text than the one it was written for. `clause rebase A3` brings it to the present text.", card, StringComparison.Ordinal);
        Assert.DoesNotContain("With A3", card, StringComparison.Ordinal);
        Assert.DoesNotContain("It goes into the policy when", card, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_posted_before_a_round() => Assert.Empty(Posts.Wanted(Shown(Drafting)));

    [Fact]
    public void While_preparing_only_the_round_is_posted() => Assert.Equal(["round:R1"], Keys(Preparing));

    [Fact]
    public void Opening_posts_the_amendments() => Assert.Equal(["round:R1", "amendment:A1", "amendment:A2"], Keys(Open));

    [Fact]
    public void The_close_adds_the_result() => Assert.Equal(["round:R1", "amendment:A1", "amendment:A2", "result:R1"], Keys(Closed));

    [Fact]
    public void Confirming_asks_about_what_was_adopted() => Assert.Equal("confirm:A1", Keys(Confirming).Last());

    [Fact]
    public void Publishing_adds_the_report() => Assert.Equal(["confirm:A1", "report:R1"], Keys(Published).TakeLast(2));

    [Fact]
    public void A_redraft_is_posted_while_it_is_drafted_and_after_it_was_put_in()
    {
        Assert.Equal(["result:R1", "redraft:A3"], Posts.Wanted(Redrafted(RedraftMode.Automatic)).Select(p => p.Key).TakeLast(2));
        var put = Redrafted(RedraftMode.Automatic, a => a with { State = AmendmentState.Adopted, Applied = new(3) });
        Assert.Contains("It is in the policy as v3", PlainText.Of(Posts.Wanted(put)[^1].Card), StringComparison.Ordinal);
    }

    [Fact]
    public void A_redraft_of_an_older_log_is_posted_only_while_a_facilitator_may_put_it_in()
    {
        Assert.Equal("result:R1", Posts.Wanted(Redrafted(RedraftMode.Vote, a => a with { Redraft = null }))[^1].Key);
        Assert.Equal("redraft:A3", Posts.Wanted(Redrafted(RedraftMode.Facilitator, a => a with { Redraft = null }))[^1].Key);
    }

    [Fact]
    public void An_amendment_that_comes_again_is_posted_once()
    {
        var again = Open with { Id = new(2) };
        var workshop = With(Open with { State = RoundState.Cancelled });
        var keys = Posts.Wanted(Shown(workshop with { Rounds = workshop.Rounds.Add(again) })).Select(p => p.Key).ToList();
        Assert.Equal(["round:R1", "amendment:A1", "amendment:A2", "round:R2"], keys);
    }

    [Theory]
    [InlineData(true, RoundState.Open)]
    [InlineData(false, RoundState.Open)]
    [InlineData(true, RoundState.Paused)]
    public void In_a_hidden_round_no_card_tells_how_people_vote(bool anonymous, RoundState state) =>
        Gen.Select(AnyFacts, AnyFacts).Sample((one, other) =>
        {
            var round = Open with { State = state, Rule = Open.Rule with { Hidden = true, Anonymous = anonymous } };
            Assert.Equal(Texts(round, one), Texts(round, other with { Voters = one.Voters }));
            Assert.Equal(Texts(round, one).Skip(1), Texts(round, other).Skip(1));
        }, iter: 300);

    [Fact]
    public void In_a_live_round_the_amendment_shows_the_counts() =>
        Assert.Contains(Texts(Open with { Rule = Open.Rule with { Hidden = false } }, Held), t => t.Contains("3 agree, 1 disagree, 1 pass", StringComparison.Ordinal));

    [Fact]
    public void Every_post_keeps_the_limits_with_the_longest_texts()
    {
        var words = string.Concat(Enumerable.Repeat("A very long sentence that goes on. ", 110));
        var unbroken = new string('字', 4_000);
        foreach (var text in new[] { words, unbroken, string.Concat(Enumerable.Repeat("👩‍⚕️", 800)) })
            foreach (var round in new[] { Open, Closed, Confirming, Published })
                foreach (var (_, card) in Posts.Wanted(Long(round, text)))
                    CardLimits.AssertKept(card);
    }

    private static Shown Long(Round round, string text)
    {
        var workshop = Workshop(round);
        var long1 = ChangeDoses with { Rationale = T(text), Proposal = new PolicyBot.Core.Policies.ReplaceClause(C1, Doses.Text, T(text)) };
        var shown = Shown(workshop with { Name = text, Amendments = workshop.Amendments.SetItem(1, long1) }, Held with { Remarks = [Dissent with { Words = text }] });
        return shown with
        {
            Evidence = new(shown.Evidence.Samples.ToImmutableDictionary(s => s.Key, s => s.Value.ConvertAll(v => v with { Words = v.Words + text }))),
        };
    }

    private static IEnumerable<string> Texts(Round round, RoundFacts facts) =>
        Posts.Wanted(Shown(round, facts)).Select(p => $"{p.Key} {PlainText.Of(p.Card)} {string.Join(' ', p.Card.Buttons.Select(b => b.Act))}");
}
