using System.Collections.Immutable;
using PolicyBot.Core;
using PolicyBot.Core.Log;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Reports;
using PolicyBot.Core.Voting;
using Xunit;

namespace PolicyBot.Tests.Core.Reports;

public sealed class VerificationTests
{
    private const string Chained = "The log's chain is unbroken.";
    private static readonly WorkshopExport True = ExportExamples.Finished().Export();

    [Fact]
    public void A_true_export_passes_every_check()
    {
        var checks = Verification.Of(True);

        Assert.Empty(checks.Where(c => !c.Holds).Select(c => $"{c.What} {c.Detail}"));
        Assert.Equal(True.Log[^1].Hash, checks.Single(c => c.What == Chained).Detail.Split(' ')[^1].TrimEnd('.'));
        Assert.Contains(checks, c => c.What == "R1: counting the ballots gives the tallies." && c.Detail.Contains("A1 7/1/1"));
    }

    [Fact]
    public void A_round_that_is_not_over_passes_too()
    {
        Assert.All(Verification.Of(ExportExamples.StillOpen().Export()), c => Assert.True(c.Holds, $"{c.What} {c.Detail}"));
        Assert.All(Verification.Of(ExportExamples.Unpublished().Export()), c => Assert.True(c.Holds, $"{c.What} {c.Detail}"));
    }

    [Fact]
    public void It_still_holds_when_one_of_several_people_who_said_the_same_is_forgotten()
    {
        var gone = new Voter("P2");
        var said = True.Log.Select(e => e.Change).OfType<RoundPublished>().First(p => p.Round == ExportExamples.Attributed).Said!;
        var erased = said.Where(s => s.By == gone).Select(s => s.Words.Hash).ToHashSet();
        var log = True.Log.ConvertAll(e => e.Change is RoundPublished { Said: { } all } p
            ? e with { Change = p with { Said = all.ConvertAll(s => erased.Contains(s.Words.Hash) ? s with { Words = new(s.Words.Hash, null, null) } : s) } }
            : e);
        log = log.Add(Chain.Link(log[^1], log[^1].At, new("P2"), new PersonForgotten(new("P2"))));
        var rows = True.Rounds[0] with { Ballots = True.Rounds[0].Ballots.ConvertAll(b => b.Voter == gone ? b with { Reason = null } : b) };

        var checks = Verification.Of(ExportExamples.Sealed(True with { Log = log, Rounds = True.Rounds.SetItem(0, rows) }));

        Assert.NotEmpty(erased);
        Assert.Empty(checks.Where(c => !c.Holds).Select(c => $"{c.What} {c.Detail}"));
    }

    [Fact]
    public void Any_damage_breaks_the_checksum()
    {
        var damaged = True with { People = True.People.SetItem(0, new(new("P1"), "Somebody else")) };

        Assert.Equal(["The file is as it was written."], Verification.Of(damaged).Where(c => !c.Holds).Select(c => c.What));
    }

    public static TheoryData<string> EntryMembers => ["number", "at", "by", "change", "previous", "hash"];

    [Theory, MemberData(nameof(EntryMembers))]
    public void Every_member_of_a_log_entry_is_under_the_chain(string member)
    {
        var entry = True.Log[4];
        var forged = member switch
        {
            "number" => entry with { Number = 50 },
            "at" => entry with { At = entry.At.AddSeconds(1) },
            "by" => entry with { By = new("P3") },
            "change" => entry with { Change = new GroupJoined(new("P3"), "Doctors") },
            "previous" => entry with { Previous = new string('1', 64) },
            _ => entry with { Hash = new string('2', 64) },
        };

        Assert.Contains(member == "number" ? "Entry 50" : "Entry 5", Broken(True with { Log = True.Log.SetItem(4, forged) }, Chained));
    }

    [Fact]
    public void An_entry_taken_away_is_missed()
    {
        Assert.Contains("Entry 6: Entry 5 is missing", Broken(True with { Log = True.Log.RemoveAt(4) }, Chained));
    }

    [Fact]
    public void Other_words_in_the_log_are_found_even_where_the_same_text_stands_twice()
    {
        var policy = new Policy([new Clause(new(1), ExportExamples.T("Same.")), new Clause(new(2), ExportExamples.T("Same.") with { Value = "Other." })]);
        var log = True.Log.SetItem(2, True.Log[2] with { Change = new VersionMade(new(new(1), policy, ExportExamples.Noon, "import")) });

        Assert.Contains("Entry 3: the text “Other.”", Broken(True with { Log = log }, "Every text gives its hash."));
    }

    [Fact]
    public void A_log_that_cannot_be_followed_names_the_entry()
    {
        var log = Rechained(True.Log.Select(e => e.Change).Where(c => c is not RoundPrepared));

        Assert.Contains("can't follow", Broken(True with { Log = log }, "The log tells one workshop from its making."));
    }

    [Fact]
    public void The_log_of_another_workshop_is_refused()
    {
        Assert.Contains("other", Broken(True with { Workshop = new("other") }, "The log tells one workshop from its making."));
    }

    [Theory, InlineData(1), InlineData(2)]
    public void A_turned_vote_breaks_the_digest_and_the_tally(int round)
    {
        var forged = OnRows(round, r => r with { Ballots = r.Ballots.SetItem(0, r.Ballots[0] with { Vote = r.Ballots[0].Vote == Vote.Agree ? Vote.Pass : Vote.Agree }) });

        Assert.Contains("was changed", Broken(forged, $"R{round}: the ballots are those that were sealed."));
        Assert.Contains("the ballots give", Broken(forged, $"R{round}: counting the ballots gives the tallies."));
    }

    [Fact]
    public void A_ballot_taken_away_added_or_moved_to_another_text_is_found()
    {
        Broken(OnRows(1, r => r with { Ballots = r.Ballots.RemoveAt(1) }), "R1: the ballots are those that were sealed.");
        Assert.Contains("second of", Broken(
            OnRows(1, r => r with { Ballots = r.Ballots.Add(r.Ballots[0] with { Row = 4 }) }), "R1: every ballot is on an amendment of it, on the text that was voted on."));
        Assert.Contains("another text", Broken(
            OnRows(1, r => r with { Ballots = r.Ballots.SetItem(0, r.Ballots[0] with { Fingerprint = "0123456789abcdef" }) }), "R1: every ballot is on an amendment of it, on the text that was voted on."));
        Assert.Contains("is there twice", Broken(
            OnRows(2, r => r with { Ballots = r.Ballots.Add(r.Ballots[0]) }), "R2: every ballot is on an amendment of it, on the text that was voted on."));
        Assert.Contains("not in the round", Broken(
            OnRows(1, r => r with { Ballots = r.Ballots.SetItem(0, r.Ballots[0] with { Amendment = new(3) }) }), "R1: every ballot is on an amendment of it, on the text that was voted on."));
        Assert.Contains("names a voter", Broken(
            OnRows(2, r => r with { Ballots = r.Ballots.SetItem(0, r.Ballots[0] with { Voter = new("P1") }) }), "R2: every ballot is on an amendment of it, on the text that was voted on."));
    }

    [Fact]
    public void A_ballot_put_into_another_group_changes_the_tally()
    {
        var forged = OnRows(1, r => r with { Ballots = r.Ballots.SetItem(0, r.Ballots[0] with { Group = "Doctors" }) });

        Assert.Contains("Doctors", Broken(forged, "R1: counting the ballots gives the tallies."));
    }

    [Fact]
    public void A_tally_that_the_log_was_rewritten_for_does_not_follow_from_the_ballots()
    {
        var forged = OnChange<RoundClosed>(c => c with
        {
            Outcomes = c.Outcomes.SetItem(0, c.Outcomes[0] with { Tally = c.Outcomes[0].Tally with { Count = c.Outcomes[0].Tally.Count with { Agree = 8 } } }),
        });

        Assert.True(Check(forged, Chained).Holds);
        Assert.Contains("A1 8/1/1", Broken(forged, "R1: counting the ballots gives the tallies."));
    }

    [Fact]
    public void A_result_or_its_reason_that_the_log_was_rewritten_for_does_not_follow_from_the_rule()
    {
        var result = OnChange<RoundClosed>(c => c with { Outcomes = c.Outcomes.SetItem(1, c.Outcomes[1] with { Result = Result.Returned }) });
        var why = OnChange<RoundClosed>(c => c with { Outcomes = c.Outcomes.SetItem(1, c.Outcomes[1] with { Why = "So we say." }) });

        Assert.Contains("A2 returned", Broken(result, "R1: the rule gives the outcomes."));
        Assert.Contains("So we say.", Broken(why, "R1: the rule gives the outcomes."));
    }

    [Fact]
    public void Another_digest_or_another_rule_in_the_log_is_found()
    {
        Broken(OnChange<RoundClosed>(c => c with { BallotDigest = new string('0', 64) }), "R1: the ballots are those that were sealed.");
        Broken(OnChange<RoundPrepared>(c => c with { Round = c.Round with { Rule = c.Round.Rule with { Threshold = 99 } } }), "R1: the rule gives the outcomes.");
    }

    [Fact]
    public void A_version_that_adoption_does_not_make_is_found()
    {
        var version = OnChange<VersionMade>(c => c with { Version = c.Version with { Policy = new Policy(c.Version.Policy.Parts.RemoveAt(0)) } }, skip: 2);
        var none = OnChange<RoundClosed>(c => c with { Made = null });

        Assert.Contains("v2", Broken(version, "R1: what was adopted makes the next version."));
        Assert.Contains("no version", Broken(none, "R1: what was adopted makes the next version."));
    }

    [Fact]
    public void A_fidelity_that_the_confirmations_do_not_give_is_found()
    {
        var logged = OnChange<RoundPublished>(c => c with { Fidelities = c.Fidelities.SetItem(0, c.Fidelities[0] with { Matches = 3 }) });
        var given = OnRows(2, r => r with { Confirmed = r.Confirmed.SetItem(0, r.Confirmed[0] with { People = r.Confirmed[0].People + 1 }) });

        Assert.Contains("3 matches", Broken(logged, "R1: the confirmations give the intention fidelity."));
        Broken(given, "R2: the confirmations give the intention fidelity.");
    }

    [Fact]
    public void More_confirming_backers_than_there_are_backers_are_found()
    {
        var forged = OnRows(2, r => r with { Confirmed = r.Confirmed.SetItem(0, r.Confirmed[0] with { People = 40 }) });

        Assert.Contains("nobody can have given", Broken(forged, "R2: the confirmations give the intention fidelity."));
    }

    [Fact]
    public void A_comment_that_went_missing_is_found()
    {
        Assert.Contains("c1", Broken(OnRows(1, r => r with { Remarks = r.Remarks.RemoveAt(0) }), "R1: every comment with a disposition is in the file."));
    }

    [Fact]
    public void A_round_whose_rows_are_gone_fails_by_name()
    {
        Assert.Contains("not in the file", Broken(True with { Rounds = True.Rounds.RemoveAt(0) }, "R1: the ballots are those that were sealed."));
        Assert.Contains("R9", Broken(True with { Rounds = True.Rounds.Add(new(new(9), false)) }, "Every round in the file is in the log, once."));
    }

    [Fact]
    public void Rows_that_cannot_belong_to_a_round_are_found()
    {
        const string belong = "R2: reasons, comments and confirmations belong to it.";
        Assert.Contains("more reasons", Broken(OnRows(2, r => r with { Reasons = r.Reasons.AddRange(Enumerable.Repeat(r.Reasons[0], 20)) }), belong));
        Assert.Contains("c3", Broken(OnRows(2, r => r with { Remarks = r.Remarks.SetItem(0, r.Remarks[0] with { Voter = new("P1") }) }), belong));
        Assert.Contains("another kind", Broken(OnRows(2, r => r with { Confirmations = True.Rounds[0].Confirmations }), belong));
        Assert.Contains("twice", Broken(OnRows(1, r => r with { Confirmations = r.Confirmations.Add(r.Confirmations[0]) }), "R1: reasons, comments and confirmations belong to it."));
        Assert.Contains("c1", Broken(OnRows(1, r => r with { Remarks = r.Remarks.Add(r.Remarks[0]) }), "No comment is in the file twice."));
        Assert.Contains("P1", Broken(True with { People = True.People.Add(True.People[0]) }, "Nobody is in the file twice."));
    }

    [Fact]
    public void A_sample_that_is_there_twice_is_found()
    {
        Assert.Contains("aa", Broken(True with { Samples = True.Samples.Add(True.Samples[0]) }, "No sample response is there twice."));
    }

    [Theory]
    [InlineData("""{"model":"large","temperature":0.7,"max_completion_tokens":800,"seed":42,"stream":true}""", true)]
    [InlineData("""{"model":"small","temperature":0.7,"max_completion_tokens":800,"seed":42}""", false)]
    [InlineData("""{"model":"large","temperature":1,"max_completion_tokens":800,"seed":42}""", false)]
    [InlineData("""{"model":"large","temperature":0.7,"max_completion_tokens":8000,"seed":42}""", false)]
    [InlineData("""{"model":"large","temperature":0.7,"max_completion_tokens":800,"seed":41}""", false)]
    [InlineData("""{"model":"large","temperature":0.7,"max_completion_tokens":800}""", false)]
    [InlineData("large", false)]
    public void What_was_sent_must_be_what_a_sample_names(string sent, bool holds)
    {
        var second = True.Samples[1] with { Model = "large", Parameters = "frame=1;temperature=0.7;max_tokens=800;seed=41", Sent = sent };

        Assert.Equal(holds, Check(True with { Samples = True.Samples.SetItem(1, second) }, "Every sample response was sent the parameters that it names.").Holds);
    }

    private static WorkshopExport OnRows(int round, Func<ExportedRound, ExportedRound> change) =>
        True with { Rounds = True.Rounds.SetItem(round - 1, change(True.Rounds[round - 1])) };

    /// <summary>What somebody gets who rewrites one change and then every hash behind it.</summary>
    private static WorkshopExport OnChange<T>(Func<T, T> change, int skip = 0)
        where T : Change
    {
        var target = True.Log.Select(e => e.Change).OfType<T>().ElementAt(skip);
        return True with { Log = Rechained(True.Log.Select(e => ReferenceEquals(e.Change, target) ? change(target) : e.Change)) };
    }

    private static ImmutableList<LogEntry> Rechained(IEnumerable<Change> changes)
    {
        var times = True.Log.Select(e => e.At).ToList();
        return changes.Aggregate(ImmutableList<LogEntry>.Empty, (log, c) => log.Add(Chain.Link(log.LastOrDefault(), times[log.Count], new("P1"), c)));
    }

    private static Check Check(WorkshopExport forged, string what) =>
        Verification.Of(ExportExamples.Sealed(forged)).Single(c => c.What == what);

    private static string Broken(WorkshopExport forged, string what)
    {
        var check = Check(forged, what);
        Assert.False(check.Holds, check.Detail);
        return check.Detail;
    }
}
