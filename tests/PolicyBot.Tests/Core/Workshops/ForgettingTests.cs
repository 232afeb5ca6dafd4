using PolicyBot.Core;
using PolicyBot.Core.Log;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Scenarios;
using PolicyBot.Core.Voting;
using PolicyBot.Core.Workshops;
using Xunit;
using static PolicyBot.Tests.Core.Desk;

namespace PolicyBot.Tests.Core.Workshops;

public sealed class ForgettingTests
{
    private readonly Desk desk = new();

    [Fact]
    public void Forgetting_asks_once_and_takes_back_what_waits()
    {
        var amendment = desk.Proposes(Ben, "Cite sources.");
        desk.Accepts(Ben, (w, at) => Staging.Add(w, new("How much?", null, null, null), at));
        desk.Accepts(Ben, (w, at) => Running.JoinGroup(w, new("Nurses"), at));

        var asked = desk.Accepts(Ben, (w, at) => Forgetting.Forget(w, new(false), at));
        Assert.Empty(asked.Changes);
        Assert.Equal("mine forget sure:yes", Assert.Single(asked.Reply.Card!.Buttons).Act);
        desk.Accepts(Ben, (w, at) => Forgetting.Forget(w, new(true), at));

        Assert.Equal(AmendmentState.Withdrawn, desk.Workshop.Find(amendment)!.State);
        Assert.True(desk.Workshop.Find(new ScenarioId(1))!.Retired);
        Assert.Empty(desk.Workshop.Groups);
    }

    [Fact]
    public void Every_text_of_the_person_is_erased_except_what_the_policy_holds()
    {
        var adopted = desk.Proposes(Ben, "Cite sources.");
        var other = desk.Proposes(Carl, "Be brief.", 1);
        desk.Proposes(Ben, "Be very kind.", 1);
        desk.Accepts(Ben, (w, at) => Staging.Add(w, new("How much?", "Dose", "A ward at night.", null), at));
        var policy = Adoption.Apply(desk.Workshop.Current.Policy, 2, [desk.Workshop.Find(adopted)!]).Policy;
        desk.Happens(new VersionMade(new(new(2), policy, desk.At(null).Now, "round")));

        var hashes = Forgetting.TextsOf(desk.Workshop, desk.Log, Ben).ToHashSet();

        var words = desk.Log.SelectMany(e => LogJson.Split(e.Change).Texts).Where(t => hashes.Contains(t.Hash)).Select(t => t.ToString()).ToHashSet();
        Assert.Equal(new HashSet<string> { "Be very kind.", "Because.", "Dose", "A ward at night.", "How much?" }, words);
        Assert.DoesNotContain(((ReplaceClause)desk.Workshop.Find(other)!.Proposal).Wording.Hash, hashes);
    }

    [Fact]
    public void Erased_texts_leave_the_chain_whole()
    {
        desk.Proposes(Ben, "Cite sources.");
        var hashes = Forgetting.TextsOf(desk.Workshop, desk.Log, Ben).ToHashSet();

        var erased = desk.Log.Select(e =>
        {
            var (payload, texts) = LogJson.Split(e.Change);
            return e with { Change = LogJson.Join(payload, h => hashes.Contains(h) ? null : texts.First(t => t.Hash == h)) };
        }).ToList();

        Assert.Null(Chain.FirstBroken(erased));
        Assert.Equal(Text.Erased, ((AddClause)Fold.All(erased)!.Find(new AmendmentId(1))!.Proposal).Wording);
    }

    [Fact]
    public void Reasons_of_deadlines_are_found_by_who_moved_them()
    {
        var reason = Text.Of("I am late.", "5a");
        var entry = Chain.Link(desk.Log[^1], desk.At(null).Now, Ben, new DeadlineMoved(new(1), desk.At(null).Now, reason));

        Assert.Equal([reason.Hash], Forgetting.TextsOf(desk.Workshop, desk.Log.Add(entry), Ben));
        Assert.Empty(Forgetting.TextsOf(desk.Workshop, desk.Log.Add(entry), Carl));
    }

    [Fact]
    public void Nobody_is_forgotten_while_a_round_stands_on_their_words()
    {
        var amendment = desk.Proposes(Carl, "Cite sources.");
        desk.Accepts(Ben, (w, at) => Staging.Add(w, new("Says who?", null, null, amendment), at));
        desk.Prepares(amendment);

        Assert.Contains("stands on your A1", desk.Refuses(Carl, (w, at) => Forgetting.Forget(w, new(true), at)).Reason);
        Assert.Contains("stands on your S1", desk.Refuses(Ben, (w, at) => Forgetting.Forget(w, new(true), at)).Reason);
        desk.Ends(Result.Returned);
        desk.Accepts(Carl, (w, at) => Forgetting.Forget(w, new(true), at));
    }

    [Fact]
    public void The_only_facilitator_finds_another_one_first() =>
        Assert.Contains("only facilitator", desk.Refuses(Anna, (w, at) => Forgetting.Forget(w, new(true), at)).Reason);

    [Fact]
    public void A_listed_person_leaves_the_electorate()
    {
        desk.Accepts(Anna, (w, at) => Running.ChangeSettings(w, new(new SettingsPatch { Electorate = "Anna, Ben", Quorum = "2" }), People, at));

        desk.Accepts(Ben, (w, at) => Forgetting.Forget(w, new(true), at));

        Assert.Equal([Anna], ((ListedPeople)desk.Workshop.Settings.Rule.Electorate).People);
        Assert.Equal(new QuorumOf(1), desk.Workshop.Settings.Rule.Quorum);
    }
}
