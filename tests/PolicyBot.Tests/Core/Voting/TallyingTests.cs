using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CsCheck;
using PolicyBot.Core;
using PolicyBot.Core.Voting;
using PolicyBot.Tests.TestKit;
using Xunit;
using static PolicyBot.Tests.TestKit.Loop;

namespace PolicyBot.Tests.Core.Voting;

public sealed class TallyingTests
{
    [Fact]
    public void A_vote_on_another_text_is_not_counted_but_stands_in_the_digest()
    {
        var loop = Opened();
        var ballots = loop.Ballots(A(1), "aad");
        var stale = ballots[0] with { Row = 7, Voter = new Voter("P9"), Fingerprint = "0000000000000000" };

        Assert.Equal(new Count(2, 1, 0), Tallying.Count([.. ballots, stale], loop.Round, loop.Workshop)[0].Count);
        Assert.NotEqual(Tallying.Digest(ballots), Tallying.Digest([.. ballots, stale]));
    }

    [Fact]
    public void Declared_groups_are_counted_apart_and_an_amendment_without_ballots_has_an_empty_tally()
    {
        var loop = Opened();
        var ballots = loop.Ballots(A(1), "adp").Select((b, i) => b with { Group = i == 0 ? "nurses" : i == 1 ? "patients" : null });

        var tallies = Tallying.Count(ballots, loop.Round, loop.Workshop);

        Assert.Equal(new Count(1, 1, 1), tallies[0].Count);
        Assert.Equal([("nurses", new Count(1, 0, 0)), ("patients", new Count(0, 1, 0))], tallies[0].Groups.Select(g => (g.Key, g.Value)));
        Assert.Equal((A(2), Count.None), (tallies[1].Amendment, tallies[1].Count));
    }

    [Fact]
    public void The_digest_is_what_its_description_gives()
    {
        var loop = Opened();
        var ballots = loop.Ballots(A(1), "adp");
        var print = loop.Workshop.Find(A(1))!.Fingerprint;
        var lines = $"1000|A1|Agree|{print}\n1001|A1|Disagree|{print}\n1002|A1|Pass|{print}\n";

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(lines))), Tallying.Digest([ballots[2], ballots[0], ballots[1]]));
    }

    [Fact]
    public void A_digest_longer_than_its_buffer_is_whole()
    {
        var ballots = Enumerable.Range(0, 5000).Select(i => new SealedBallot(long.MinValue + i, A(int.MaxValue), new Voter("P1"), Vote.Disagree, "0123456789abcdef", null)).ToList();
        var text = string.Concat(ballots.Select(b => string.Create(CultureInfo.InvariantCulture, $"{b.Row}|{b.Amendment}|{b.Vote}|{b.Fingerprint}\n")));

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))), Tallying.Digest(ballots));
    }

    [Fact]
    public void The_order_of_the_ballots_changes_nothing()
    {
        var loop = Opened();
        Gen.Select(Gen.Char["adp"].Array[0, 40], Gen.Int).Sample((votes, seed) =>
        {
            var ballots = loop.Ballots(A(1), new string(votes));
            var shuffled = ballots.OrderBy(b => (b.Row * 2654435761L) ^ seed).ToList();
            Assert.Equal(Tallying.Digest(ballots), Tallying.Digest(shuffled));
            Assert.Equal(
                Outcomes.Of(loop.Round, loop.Workshop, Tallying.Count(ballots, loop.Round, loop.Workshop), []).Select(o => (o.Result, o.Why, o.Tally.Count)),
                Outcomes.Of(loop.Round, loop.Workshop, Tallying.Count(shuffled, loop.Round, loop.Workshop), []).Select(o => (o.Result, o.Why, o.Tally.Count)));
        });
    }

    [Theory]
    [InlineData("bg2050-volunteers")]
    [InlineData("vtaiwan.uberx")]
    public void A_real_vote_is_counted_as_its_file_says(string conversation)
    {
        var file = Path.Combine(Shared(), "data", "polis", "openData", conversation, "participants-votes.csv");
        var rows = File.ReadAllLines(file).Select(l => l.Split(',')).ToList();
        var first = rows[0].ToList().IndexOf("n-disagree") + 1;
        var loop = new Loop();
        foreach (var statement in rows[0].Skip(first))
            loop.Propose(new PolicyBot.Core.Policies.AddClause(null, T(statement)));
        loop.Open();
        var prints = loop.Workshop.Amendments.Values.Select(a => a.Fingerprint).ToList();
        var ballots = rows.Skip(1).SelectMany((row, voter) => row.Skip(first).Select((cell, i) => (cell, i)).Where(c => c.cell.Length > 0)
            .Select(c => new SealedBallot(
                voter * 1000L + c.i, A(c.i + 1), new Voter(row[0]), c.cell switch { "1" => Vote.Agree, "-1" => Vote.Disagree, _ => Vote.Pass }, prints[c.i], null))).ToList();

        var tallies = Tallying.Count(ballots, loop.Round, loop.Workshop);

        Assert.Equal(rows[0].Length - first, tallies.Count);
        Assert.True(ballots.Count > 1000);
        for (var i = 0; i < tallies.Count; i++)
        {
            var column = rows.Skip(1).Select(r => r[first + i]).ToList();
            Assert.Equal(new Count(column.Count(c => c == "1"), column.Count(c => c == "-1"), column.Count(c => c == "0")), tallies[i].Count);
        }
    }

    private static Loop Opened()
    {
        var loop = new Loop();
        loop.Replace(1, "Be very kind.");
        loop.Replace(2, "Be very brief.");
        loop.Open();
        return loop;
    }

    private static string Shared()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "PolicyBot.sln")) && Directory.Exists(Path.Combine(folder.FullName, "..", "shared", "data", "polis")))
                return Path.Combine(folder.FullName, "..", "shared");
        Assert.Skip("The shared folder with the Polis exports is not beside the repository.");
        return "";
    }
}
