using System.Collections.Concurrent;
using System.Collections.Immutable;
using CsCheck;
using PolicyBot.Core;
using PolicyBot.Core.Confirmations;
using PolicyBot.Core.Log;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Voting;
using PolicyBot.Core.Workshops;
using PolicyBot.Tests.TestKit;
using Xunit;

namespace PolicyBot.Tests.Core.Rounds;

/// <summary>Random histories: commands and clocks in any order, repeated closes and votes that race them.</summary>
public sealed class RoundModelTests
{
    private enum Step
    {
        Propose,
        Open,
        OpenAtOnce,
        Begin,
        Vote,
        StaleVote,
        Extend,
        Pause,
        Resume,
        Cancel,
        ChangeRule,
        Close,
        CloseAnEarlierRound,
        Confirm,
        Publish,
        Redraft,
        ApplyRedrafts,
        Wait,
    }

    private static readonly Step[] Steps = [.. Enum.GetValues<Step>(), .. Enumerable.Repeat(Step.Vote, 6), Step.Publish, Step.Redraft, Step.OpenAtOnce];

    [Fact]
    public void No_history_breaks_the_loop()
    {
        var reached = new ConcurrentDictionary<string, bool>();
        Gen.Select(Gen.Int[0, Steps.Length - 1], Gen.Int[0, 999]).Array[1, 100].Sample(
            steps =>
            {
                var history = new History(automatic: steps.Length % 2 == 0);
                foreach (var (step, chance) in steps)
                    foreach (var seen in history.Do(Steps[step], chance))
                        reached[seen] = true;
            },
            iter: 1_000);

        string[] wanted =
        [
            .. Enum.GetNames<RoundState>().Where(s => s != nameof(RoundState.Draft)), .. Enum.GetNames<Result>(),
            nameof(Origin.Confirmation), nameof(RatifyVersion), nameof(RedraftApplied),
        ];
        Assert.Empty(wanted.Except(reached.Keys));
    }

    /// <summary>A workshop, the ballots that its store would hold, and what must hold after every step.</summary>
    private sealed class History
    {
        private readonly Loop _loop;
        private readonly Dictionary<(RoundId, AmendmentId, Voter), SealedBallot> _store = [];

        public History(bool automatic)
        {
            _loop = new Loop();
            if (automatic)
                _loop.Apply(new SettingsChanged(_loop.Workshop.Settings with { Redraft = RedraftMode.Automatic }));
        }

        /// <summary>Takes a step and gives the names of what it led to.</summary>
        public IEnumerable<string> Do(Step step, int chance)
        {
            var before = _loop.Workshop;
            var from = _loop.Changes.Count;
            Take(step, chance);
            var changes = _loop.Changes.Skip(from).ToList();
            Check(before, changes);
            return
            [
                .. _loop.Workshop.Rounds.TakeLast(1).Select(r => r.State.ToString()),
                .. changes.OfType<RoundClosed>().SelectMany(c => c.Outcomes).Select(o => o.Result.ToString()),
                .. changes.OfType<AmendmentProposed>().SelectMany(c => new[] { c.Amendment.Origin.ToString(), c.Amendment.Proposal.GetType().Name }),
                .. changes.OfType<RedraftApplied>().Select(_ => nameof(RedraftApplied)),
            ];
        }

        private void Take(Step step, int chance)
        {
            var w = _loop.Workshop;
            var running = w.Running;
            switch (step)
            {
                case Step.Propose when w.Current.Policy.Clauses.Any():
                    var clause = w.Current.Policy.Clauses.ElementAt(chance % w.Current.Policy.Clauses.Count());
                    _loop.Propose(chance % 4 == 0 ? new AddClause(clause.Id, Loop.T($"New {chance}.")) : new ReplaceClause(clause.Id, clause.Text, Loop.T($"Text {chance}.")));
                    break;
                case Step.Open or Step.OpenAtOnce:
                    Try(_loop.Ask(new OpenRound("48h", SettingsPatch.Nothing, [], step == Step.OpenAtOnce) { Sure = true }, Rule(chance)));
                    break;
                case Step.Begin:
                    _loop.Apply(Steering.BeginVoting(w, _loop.Now));
                    break;
                case Step.Vote or Step.StaleVote when running is not null:
                    Vote(running, chance, step == Step.StaleVote);
                    break;
                case Step.Extend:
                    Try(Steering.Extend(w, new ExtendRound(chance % 2 == 0 ? $"{chance}m" : "tomorrow 9:00", "because"), _loop.Facilitating));
                    break;
                case Step.Pause:
                    Try(Steering.Pause(w, _loop.Facilitating));
                    break;
                case Step.Resume:
                    Try(Steering.Resume(w, _loop.Facilitating));
                    break;
                case Step.Cancel when chance % 5 == 0:
                    Try(Steering.Cancel(w, new CancelRound(true), _loop.Facilitating));
                    break;
                case Step.ChangeRule when chance % 5 == 0:
                    _loop.Apply(Steering.VoidBecauseRuleChanged(w, Rule(0), Rule(chance)));
                    break;
                case Step.Close when running is not null:
                    Close(running);
                    break;
                case Step.CloseAnEarlierRound when w.Rounds.Count > 0:
                    Close(w.Rounds[chance % w.Rounds.Count]);
                    break;
                case Step.Confirm:
                    _loop.Apply(Confirming.Start(w, _loop.Now));
                    break;
                case Step.Publish when running is not null:
                    Try(Publishing.Publish(w, running.Id, new Gathered(Answers(running, chance), [], []), _loop.Clock));
                    break;
                case Step.Redraft when Redrafting.Wanted(w).FirstOrDefault() is { } returned:
                    Try(Redrafting.Take(w, returned.Id, new RedraftTaken($"Redraft {chance}.", "why", [], ImmutableDictionary<string, string>.Empty), _loop.Clock));
                    break;
                case Step.ApplyRedrafts when Redrafting.Applying(w).Select(a => a.Id).ToImmutableList() is { IsEmpty: false } shown:
                    Try(Redrafting.ApplyShown(w, shown, _loop.Clock));
                    break;
                case Step.Wait:
                    _loop.Now += TimeSpan.FromHours(chance % 30);
                    break;
            }
        }

        private static DecisionRule Rule(int chance) => DecisionRule.Default with { Threshold = 50 + chance % 3 * 25, Quorum = new QuorumOf(1 + chance % 2) };

        private static IReadOnlyList<ConfirmationCount> Answers(Round round, int chance) =>
            [.. round.Outcomes.Select(o => Loop.Backers(o.Amendment, (Meant)(chance % 4), chance % 6))];

        private void Vote(Round round, int chance, bool stale)
        {
            var id = round.Amendments[chance % round.Amendments.Count];
            var person = $"P{chance % 7}";
            var command = new CastBallot(id, (Vote)(chance % 3), null, null);
            var admission = Intake.Ballot(_loop.Workshop, command, new Voter(person), _loop.By(person));
            Assert.Equal(round.State == RoundState.Open, admission is Admitted<Ballot>);
            // A ballot of another text, as one that was stored before an import or a mistake would leave it.
            if (admission is Admitted<Ballot> { Item: var b })
                _store[(round.Id, id, b.Voter)] = new SealedBallot(_store.Count, id, b.Voter, b.Vote, stale ? "stale" : b.Fingerprint, null);
        }

        private void Close(Round round)
        {
            var ballots = _store.Where(s => s.Key.Item1 == round.Id).Select(s => s.Value).ToList();
            var tallies = Tallying.Count(ballots, round, _loop.Workshop);
            Assert.Equal(ballots.Count(b => b.Fingerprint != "stale"), tallies.Sum(t => t.Count.Total));
            Try(Closing.Close(_loop.Workshop, new SealedCount(round.Id, tallies, Tallying.Digest(ballots), ClosedBy.Hand), _loop.Clock));
        }

        private void Try(Decision decision)
        {
            if (decision is Accepted accepted)
                _loop.Apply(accepted.Changes);
            else
                Assert.All([((Refused)decision).Reason, ((Refused)decision).Next], words => Assert.EndsWith(".", words, StringComparison.Ordinal));
        }

        private void Check(Workshop before, List<Change> changes)
        {
            var now = _loop.Workshop;
            Assert.True(now.Rounds.Count(r => !r.Ended) <= 1);
            Assert.All(_loop.Changes.OfType<RoundClosed>().GroupBy(c => c.Round), g => Assert.Single(g));
            Assert.Equal(2 + _loop.Changes.Count(c => c is RoundClosed { Made: not null }) + _loop.Changes.OfType<RedraftApplied>().DistinctBy(c => c.Made).Count(), now.Versions.Count);
            Assert.Equal(Enumerable.Range(0, now.Versions.Count), now.Versions.Select(v => v.Number.Number));
            Assert.Equal(_loop.Changes.OfType<AmendmentProposed>().Count(), now.Amendments.Count);
            foreach (var round in now.Rounds)
                CheckRound(before.Find(round.Id), round, now);
            foreach (var closed in changes.OfType<RoundClosed>())
                CheckClose(before, closed);
        }

        private void CheckRound(Round? was, Round round, Workshop now)
        {
            Assert.False(was?.ClosesAt > round.ClosesAt);
            if (was is { Ended: true })
                Assert.Equal(was, round);
            if (round.State is RoundState.Preparing or RoundState.Open or RoundState.Paused)
                Assert.All(round.Amendments, a => Assert.Equal((AmendmentState.InRound, round.Id), (now.Find(a)!.State, now.Find(a)!.Round)));
            if (round.State is RoundState.Closed or RoundState.Confirming or RoundState.Published)
                Assert.Equal(round.Amendments, round.Outcomes.Select(o => o.Amendment));
        }

        private static void CheckClose(Workshop before, RoundClosed closed)
        {
            Assert.True(before.Find(closed.Round)!.State is RoundState.Open or RoundState.Paused);
            var adopted = closed.Outcomes.Where(o => o.Result == Result.Adopted).Select(o => before.Find(o.Amendment)!).ToList();
            var reverts = closed.Outcomes.Any(o => o.Result == Result.Declined && before.Find(o.Amendment)!.Proposal is RatifyVersion r && r.Version == before.Current.Number);
            Assert.Equal(adopted.Count > 0 || reverts, closed.Made is not null);
            Assert.All(adopted.Where(a => a.Clause is not null).GroupBy(a => a.Clause), g => Assert.Single(g));
        }
    }
}
