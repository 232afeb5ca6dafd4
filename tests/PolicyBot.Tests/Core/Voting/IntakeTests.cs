using PolicyBot.Core;
using PolicyBot.Core.Confirmations;
using PolicyBot.Core.Log;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Voting;
using PolicyBot.Tests.TestKit;
using Xunit;
using static PolicyBot.Tests.TestKit.Loop;

namespace PolicyBot.Tests.Core.Voting;

public sealed class IntakeTests
{
    private static readonly Voter P5 = new("P5");
    private static readonly DecisionRule Live = DecisionRule.Default with { Hidden = false };

    [Fact]
    public void A_ballot_is_bound_to_the_text_and_carries_group_reason_and_time()
    {
        var loop = Opened();
        loop.Apply(new GroupJoined(new PersonId("P5"), "nurses"));

        var ballot = Assert.IsType<Admitted<Ballot>>(Cast(loop, new CastBallot(A(1), Vote.Agree, null, " why not ")));

        Assert.Equal(
            new Ballot(loop.Round.Id, A(1), P5, Vote.Agree, loop.Workshop.Find(A(1))!.Fingerprint) { Reason = "why not", Group = "nurses", CastAt = Noon },
            ballot.Item);
    }

    [Fact]
    public void A_card_that_shows_another_text_has_to_be_reloaded() =>
        Assert.Contains("Reload", Turned(Cast(Opened(), new CastBallot(A(1), Vote.Agree, "0123456789abcdef", null))).Next, StringComparison.Ordinal);

    [Fact]
    public void Ballots_are_taken_only_while_the_round_is_open()
    {
        var loop = new Loop();
        Assert.Contains("no A1", Turned(Cast(loop, Agree)).Reason, StringComparison.Ordinal);
        loop.Replace(1, "Be very kind.");
        Assert.Contains("not voted on now", Turned(Cast(loop, Agree)).Reason, StringComparison.Ordinal);
        loop.Open();
        Assert.IsType<Admitted<Ballot>>(Cast(loop, Agree));
        loop.Do(Steering.Pause(loop.Workshop, loop.Facilitating));
        Assert.Contains("paused", Turned(Cast(loop, Agree)).Reason, StringComparison.Ordinal);
        loop.Do(loop.Close((A(1), "aaa")));
        Assert.Contains("closed", Turned(Cast(loop, Agree)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_listed_people_vote_where_there_is_a_list()
    {
        var loop = Opened(DecisionRule.Default with { Electorate = new ListedPeople([new PersonId("P1")]), Quorum = new QuorumOf(1) });

        Assert.Contains("not on the list", Turned(Cast(loop, Agree)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reason_is_checked_and_at_most_a_thousand_characters() =>
        Assert.Contains("1,000", Turned(Cast(Opened(), new CastBallot(A(1), Vote.Agree, null, new string('x', 1001)))).Reason, StringComparison.Ordinal);

    [Theory]
    [InlineData("👍", Vote.Agree)]
    [InlineData("👍🏽", Vote.Agree)]
    [InlineData("👎🏿", Vote.Disagree)]
    [InlineData("🤷‍♀️", Vote.Pass)]
    [InlineData("⏭️", Vote.Pass)]
    [InlineData("🎉", null)]
    public void Three_reactions_mean_a_vote_in_every_skin_tone(string emoji, Vote? vote) => Assert.Equal(vote, Intake.VoteOf(emoji));

    [Fact]
    public void Reactions_count_only_in_rounds_that_are_attributed_and_live()
    {
        var react = new React(A(1), "👍");
        Admission<Ballot> In(DecisionRule rule) => Opened(rule) is var loop ? Intake.Reaction(loop.Workshop, react, P5, loop.By("P5")) : null!;

        Assert.IsType<Admitted<Ballot>>(In(Live));
        Assert.Contains("buttons", Turned(In(DecisionRule.Default)).Next, StringComparison.Ordinal);
        Assert.Contains("buttons", Turned(In(Live with { Anonymous = true })).Next, StringComparison.Ordinal);
        var other = Opened(Live);
        Assert.IsType<PassedOver<Ballot>>(Intake.Reaction(other.Workshop, react with { Emoji = "🎉" }, P5, other.By("P5")));
    }

    [Fact]
    public void A_reaction_that_is_taken_off_takes_its_vote_back_where_reactions_count()
    {
        var off = new React(A(1), "👎") { TakenBack = true };
        Admission<Withdrawal> In(DecisionRule rule) => Opened(rule) is var loop ? Intake.ReactionTakenBack(loop.Workshop, off, P5, loop.By("P5")) : null!;

        var withdrawal = Assert.IsType<Admitted<Withdrawal>>(In(Live)).Item;
        Assert.Equal((A(1), P5, Vote.Disagree), (withdrawal.Amendment, withdrawal.Voter, withdrawal.Vote));
        Assert.IsType<PassedOver<Withdrawal>>(In(DecisionRule.Default));
        Assert.IsType<PassedOver<Withdrawal>>(In(Live with { Anonymous = true }));
        var other = Opened(Live);
        Assert.IsType<PassedOver<Withdrawal>>(Intake.ReactionTakenBack(other.Workshop, off with { Emoji = "🎉" }, P5, other.By("P5")));
    }

    [Fact]
    public void Thread_replies_are_comments_in_attributed_rounds_and_discussion_in_anonymous_ones()
    {
        var (named, secret) = (Opened(), Opened(DecisionRule.Default with { Anonymous = true }));
        var words = new Discuss(A(1), "What about children?");

        Assert.Equal("What about children?", Assert.IsType<Admitted<Remark>>(Intake.Discussion(named.Workshop, words, P5, named.By("P5"))).Item.Words);
        Assert.IsType<PassedOver<Remark>>(Intake.Discussion(secret.Workshop, words, P5, secret.By("P5")));
    }

    [Fact]
    public void A_comment_is_edited_and_withdrawn_until_the_close()
    {
        var loop = Opened();
        var made = Assert.IsType<Admitted<Remark>>(IntakeOfWords.Comment(loop.Workshop, new AddComment(A(1), "Hm.", new ScenarioId(1)), P5, loop.By("P5"))).Item;
        Assert.Matches("^[0-9a-f]{16}$", made.Id);

        Assert.Equal((made.Id, "Oh."), Edited(loop, made) is Admitted<Remark> e ? (e.Item.Id, e.Item.Words) : default);
        Assert.True(Assert.IsType<Admitted<Remark>>(IntakeOfWords.Withdraw(loop.Workshop, made, loop.By("P5"))).Item is { Words: null, Withdrawn: true });
        Assert.IsType<TurnedAway<Remark>>(Edited(loop, null));
        Assert.IsType<TurnedAway<Remark>>(IntakeOfWords.Comment(loop.Workshop, new AddComment(A(1), " ", null), P5, loop.By("P5")));
        Assert.IsType<TurnedAway<Remark>>(IntakeOfWords.Comment(loop.Workshop, new AddComment(A(1), "Hm.", new ScenarioId(9)), P5, loop.By("P5")));
        loop.Do(loop.Close((A(1), "aaa")));
        Assert.IsType<TurnedAway<Remark>>(Edited(loop, made));
    }

    [Theory]
    [InlineData("aaad", Vote.Disagree, true)]
    [InlineData("aaad", Vote.Agree, false)]
    [InlineData("aaad", Vote.Pass, false)]
    [InlineData("aaad", null, false)]
    [InlineData("addd", Vote.Agree, true)]
    [InlineData("aadd", Vote.Disagree, false)]
    public void Dissent_is_for_the_minority_between_close_and_publication(string votes, Vote? own, bool may)
    {
        var loop = Opened();
        Admission<Remark> File() => IntakeOfWords.Dissent(loop.Workshop, new FileDissent(A(1), "It hurts small clinics."), (P5, own), loop.By("P5"));
        Assert.IsType<TurnedAway<Remark>>(File());
        loop.Do(loop.Close((A(1), votes)));

        Assert.Equal(may, File() is Admitted<Remark> { Item.Kind: RemarkKind.Dissent });
        loop.Do(Publishing.Publish(loop.Workshop, loop.Round.Id, new Gathered([], [], []), loop.Clock));
        Assert.IsType<TurnedAway<Remark>>(File());
    }

    [Fact]
    public void Confirmations_are_taken_while_confirming_for_what_was_adopted_with_a_cause_only_beside_no()
    {
        var loop = new Loop();
        var (yes, no) = (loop.Replace(1, "Be very kind."), loop.Replace(2, "Be very brief."));
        loop.Open();
        loop.Do(loop.Close((yes, "aaa"), (no, "ddd")));
        Admission<Confirmation> Answer(AmendmentId id, Meant meant) =>
            IntakeOfWords.Confirmation(loop.Workshop, new Confirm(id, meant, Cause.Wording), P5, loop.By("P5"));
        Assert.IsType<TurnedAway<Confirmation>>(Answer(yes, Meant.No));
        loop.Apply(Confirming.Start(loop.Workshop, loop.Now));

        Assert.Equal(Cause.Wording, Assert.IsType<Admitted<Confirmation>>(Answer(yes, Meant.No)).Item.Cause);
        Assert.Null(Assert.IsType<Admitted<Confirmation>>(Answer(yes, Meant.Matches)).Item.Cause);
        Assert.IsType<TurnedAway<Confirmation>>(Answer(no, Meant.No));
    }

    [Fact]
    public void What_still_needs_a_person_ignores_how_others_voted_and_asks_the_least_seen_first()
    {
        var loop = new Loop();
        for (var i = 0; i < 8; i++)
            loop.Propose(new PolicyBot.Core.Policies.AddClause(null, T($"Clause {i}.")));
        loop.Open();
        var own = new Ballot(loop.Round.Id, A(2), P5, Vote.Pass, loop.Workshop.Find(A(2))!.Fingerprint);
        var stale = own with { Amendment = A(3) };
        System.Collections.Immutable.ImmutableList<AmendmentId> For(string voter, string votes) =>
            StillNeeds.Of((loop.Workshop, loop.Round), new Voter(voter), [own, stale], Urgency.BySeen([loop.Tally(A(1), votes), loop.Tally(A(4), "a")]));

        Assert.Equal(For("P5", "aaa"), For("P5", "ddd"));
        Assert.Equal([A(4), A(1)], For("P5", "aaa").TakeLast(2));
        Assert.DoesNotContain(A(2), For("P5", "aaa"));
        Assert.Contains(A(3), For("P5", "aaa"));
        Assert.Contains(Enumerable.Range(6, 20), v => !For($"P{v}", "aaa").Remove(A(2)).SequenceEqual(For("P5", "aaa")));
    }

    [Fact]
    public void Whether_a_confirmer_had_backed_it_is_worked_out_from_the_ballots()
    {
        var loop = Opened();
        Confirmation By(string voter, Meant meant, Cause? cause = null) => new(loop.Round.Id, A(1), new Voter(voter), meant, cause);

        var counts = Backing.Count(
            [By("P1", Meant.Matches), By("P2", Meant.Matches), By("P3", Meant.No, Cause.Wording), By("P4", Meant.No), By("P9", Meant.Partly)],
            loop.Ballots(A(1), "aadp"));

        Assert.Equal(
            [
                new(A(1), true, Meant.Matches, null, 2), new(A(1), false, Meant.No, Cause.Wording, 1),
                new(A(1), null, Meant.Partly, null, 1), new ConfirmationCount(A(1), null, Meant.No, null, 1),
            ],
            counts);
    }

    [Fact]
    public void An_anonymous_voter_is_a_keyed_hash_that_differs_by_key_person_and_round()
    {
        var (one, two) = (new RoundId(1), new PersonId("P5"));
        Voter[] voters = [Voters.Of(one, two, [1]), Voters.Of(one, two, [2]), Voters.Of(one, new PersonId("P6"), [1]), Voters.Of(new RoundId(2), two, [1])];

        Assert.Equal(new Voter("P5"), Voters.Of(one, two, null));
        Assert.Equal(4, voters.Distinct().Count());
        Assert.All(voters, v => Assert.Matches("^[0-9a-f]{32}$", v.Value));
    }

    private static CastBallot Agree => new(A(1), Vote.Agree, null, null);

    private static Admission<Ballot> Cast(Loop loop, CastBallot command) => Intake.Ballot(loop.Workshop, command, P5, loop.By("P5"));

    private static Admission<Remark> Edited(Loop loop, Remark? own) =>
        IntakeOfWords.Edit(loop.Workshop, new EditComment(own?.Id ?? "none", "Oh."), own, loop.By("P5"));

    private static Refused Turned(Admission<Ballot> admission) => Assert.IsType<TurnedAway<Ballot>>(admission).Refused;

    private static Loop Opened(DecisionRule? rule = null)
    {
        var loop = new Loop();
        loop.Replace(1, "Be very kind.");
        loop.Open(rule);
        return loop;
    }
}
