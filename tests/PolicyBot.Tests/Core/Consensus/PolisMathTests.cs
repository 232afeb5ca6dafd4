using System.Text.Json;
using PolicyBot.Core;
using PolicyBot.Core.Consensus;
using PolicyBot.Core.Reports;
using PolicyBot.Core.Voting;
using PolicyBot.Tests.TestKit;
using Xunit;

namespace PolicyBot.Tests.Core.Consensus;

/// <summary>Real conversations against the published output of Polis's own maths.</summary>
public sealed class PolisMathTests
{
    private const double Exact = 1e-6;

    public static TheoryData<string> Conversations => ["25ptpt-3gp-no-strict-with-meta", "above-100-ptpts", "below-100-ptpts"];

    [Theory]
    [MemberData(nameof(Conversations))]
    public void The_axes_are_the_published_ones(string name)
    {
        var fixture = PolisFixture.Of(name);
        var pca = fixture.Math.GetProperty("pca");

        var axes = Axes.Of(fixture.Votes);

        Near(Numbers(pca.GetProperty("center")).Select(c => -c), axes.Centre);
        var (first, second) = (Numbers(pca.GetProperty("comps")[0]), Numbers(pca.GetProperty("comps")[1]));
        Near(first.Select(c => c * Sign(first, axes.First)), axes.First);
        Near(second.Select(c => c * Sign(second, axes.Second)), axes.Second);
    }

    [Theory]
    [MemberData(nameof(Conversations))]
    public void People_and_statements_stand_where_they_were_published(string name)
    {
        var fixture = PolisFixture.Of(name);
        var (axes, signs) = AxesOf(fixture);
        var pca = fixture.Math.GetProperty("pca");

        Near(Numbers(pca.GetProperty("comment-projection")[0]), fixture.Statements.Select((_, c) => signs.X * axes.OfStatement(c).X));
        Near(Numbers(pca.GetProperty("comment-projection")[1]), fixture.Statements.Select((_, c) => signs.Y * axes.OfStatement(c).Y));
        Near(Numbers(pca.GetProperty("comment-extremity")), fixture.Statements.Select((_, c) => axes.OfStatement(c).Length));
        foreach (var (_, members, place) in fixture.Bases())
        {
            var places = members.ConvertAll(m => axes.Of(fixture.Votes[fixture.People.IndexOf(m)]));
            Assert.Equal(place.X, signs.X * places.Average(p => p.X), Exact);
            Assert.Equal(place.Y, signs.Y * places.Average(p => p.Y), Exact);
        }
    }

    [Theory]
    [MemberData(nameof(Conversations))]
    public void From_the_published_centres_the_groups_are_the_published_ones(string name)
    {
        var fixture = PolisFixture.Of(name);
        var bases = fixture.Bases();
        var groups = fixture.Math.GetProperty("group-clusters").EnumerateArray()
            .Select(g => (Members: Integers(g.GetProperty("members")), Centre: new Point(g.GetProperty("center")[0].GetDouble(), g.GetProperty("center")[1].GetDouble()))).ToList();

        var found = Clustering.From([.. bases.Select(b => new Spot(b.At, b.Members.Count))], [.. groups.Select(g => g.Centre)]);

        foreach (var (index, group) in groups.Index())
            Assert.Equal(group.Members.Order(), bases.Where((_, i) => found.Of[i] == index).Select(b => b.Id).Order());
    }

    [Theory]
    [MemberData(nameof(Conversations))]
    public void The_counts_of_the_groups_and_their_consensus_are_the_published_ones(string name)
    {
        var fixture = PolisFixture.Of(name);
        var bases = fixture.Bases().ToDictionary(b => b.Id, b => b.Members);
        var rows = fixture.Math.GetProperty("group-clusters").EnumerateArray().ToDictionary(
            g => PolisFixture.Key(g.GetProperty("id").GetInt32()),
            g => Integers(g.GetProperty("members")).SelectMany(b => bases[b]).Select(m => fixture.People.IndexOf(m)).ToArray());

        foreach (var (column, statement) in fixture.Statements.Index())
        {
            var counts = fixture.Groups.ConvertAll(g => fixture.Raw.Count(column, rows[g]));
            Assert.Equal(fixture.Groups.ConvertAll(g => fixture.Published(g, statement)), counts);
            Assert.Equal(fixture.Math.GetProperty("group-aware-consensus").GetProperty(PolisFixture.Key(statement)).GetDouble(), GroupConsensus.Plain(counts), Exact);
        }
    }

    [Theory]
    [MemberData(nameof(Conversations))]
    public void Priorities_are_the_published_ones(string name)
    {
        var fixture = PolisFixture.Of(name);
        var axes = Axes.Of(fixture.Votes);
        var meta = Integers(fixture.Math.GetProperty("meta-tids"));

        // Statements about the conversation itself have a fixed priority there and do not exist here.
        foreach (var (column, statement) in fixture.Statements.Index().Where(s => !meta.Contains(s.Item)))
            Assert.Equal(
                fixture.Math.GetProperty("comment-priorities").GetProperty(PolisFixture.Key(statement)).GetDouble(),
                Priority.Of(fixture.PublishedInAll(statement), axes.OfStatement(column).Length), Exact);
    }

    [Theory]
    [MemberData(nameof(Conversations))]
    public void What_a_group_is_known_by_has_the_published_figures(string name)
    {
        var fixture = PolisFixture.Of(name);

        foreach (var group in fixture.Groups)
        {
            foreach (var published in fixture.Math.GetProperty("repness").GetProperty(group).EnumerateArray())
            {
                var (inside, outside) = (fixture.Published(group, Statement(published)), fixture.PublishedOutside(group, Statement(published)));
                var typical = Agrees(published)
                    ? Representative.Measure((inside.Agree, inside.Total), (outside.Agree, outside.Total))
                    : Representative.Measure((inside.Disagree, inside.Total), (outside.Disagree, outside.Total));
                Assert.Equal(published.GetProperty("p-success").GetDouble(), typical.Share, Exact);
                Assert.Equal(published.GetProperty("repness").GetDouble(), typical.Ratio, Exact);
                Assert.Equal(published.GetProperty("repness-test").GetDouble(), typical.RatioTest, Exact);
                Assert.Equal(published.GetProperty("p-test").GetDouble(), typical.ShareTest, Exact);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Conversations))]
    public void What_a_group_is_known_by_is_what_was_published_as_far_as_it_is_sure(string name)
    {
        var fixture = PolisFixture.Of(name);

        foreach (var group in fixture.Groups)
        {
            // Polis also names a group's best agreement where it passes no test, in the place of its fifth.
            var published = fixture.Math.GetProperty("repness").GetProperty(group).EnumerateArray()
                .Where(r => r.GetProperty("repness-test").GetDouble() > 1.2816 && r.GetProperty("p-test").GetDouble() > 1.2816)
                .Select(r => (Statement(r), Agrees(r))).ToList();

            var found = Representative.Of(fixture.Statements.Where(s => !fixture.Moderated.Contains(s))
                .Select(s => (new AmendmentId(s), fixture.Published(group, s), fixture.PublishedOutside(group, s))));

            var mine = found.Select(r => (r.Amendment.Number, r.Agrees)).ToList();
            Assert.InRange(mine.Count - published.Count, 0, 1);
            Assert.Subset(mine.ToHashSet(), published.ToHashSet());
            Assert.Equal(mine.OrderByDescending(r => r.Agrees), mine);
        }
    }

    [Theory]
    [MemberData(nameof(Conversations))]
    public void Common_ground_is_the_published_one(string name)
    {
        var fixture = PolisFixture.Of(name);
        var everybody = Enumerable.Range(0, fixture.People.Count).ToArray();

        var found = CommonGround.Of(fixture.Statements.Index().Where(s => !fixture.Moderated.Contains(s.Item))
            .Select(s => (new AmendmentId(s.Item), fixture.Raw.Count(s.Index, everybody))));

        foreach (var (kind, agrees) in new[] { ("agree", true), ("disagree", false) })
        {
            var published = fixture.Math.GetProperty("consensus").GetProperty(kind).EnumerateArray().ToDictionary(Statement);
            var mine = found.Where(c => c.Agrees == agrees).ToDictionary(c => c.Amendment.Number);
            Assert.Equal(published.Keys.Order(), mine.Keys.Order());
            foreach (var (statement, row) in published)
            {
                Assert.Equal(row.GetProperty("p-success").GetDouble(), mine[statement].Share, Exact);
                Assert.Equal(row.GetProperty("p-test").GetDouble(), mine[statement].Test, Exact);
            }
        }
    }

    [Fact]
    public void Bowling_Green_s_published_consensus_follows_from_its_groups()
    {
        var csv = Csv.Read(SharedData.Read("polis/openData/bg2050-volunteers/comments.csv")).Rows;
        var (id, consensus) = (csv[0].Cells.ToList().IndexOf("comment-id"), csv[0].Cells.ToList().IndexOf("group-informed-consensus"));
        var votes = Assert.IsType<PolisVotes>(PolisCsv.ReadParticipantVotes(SharedData.Read("polis/openData/bg2050-volunteers/participants-votes.csv")));
        var groups = votes.Participants.Where(p => p.Group is not null).GroupBy(p => p.Group!.Value).ToList();
        var published = csv.Skip(1).Where(r => r.Cells[consensus].Length > 0)
            .ToDictionary(r => int.Parse(r.Cells[id], null), r => double.Parse(r.Cells[consensus], System.Globalization.CultureInfo.InvariantCulture));

        var equal = published.Count(p => Math.Abs(p.Value - GroupConsensus.Plain(groups.Select(g => CountOf(g, p.Key)))) < Exact);

        TestContext.Current.TestOutputHelper?.WriteLine($"{equal} of {published.Count} statements, {groups.Count} groups");
        Assert.Equal(published.Count, equal);
    }

    private static Count CountOf(IEnumerable<PolisParticipant> people, int statement)
    {
        var votes = people.Select(p => p.Votes.TryGetValue(statement, out var vote) ? vote : (int?)null).ToList();
        return new Count(votes.Count(v => v == 1), votes.Count(v => v == -1), votes.Count(v => v == 0));
    }

    private static int Statement(JsonElement row) => row.GetProperty("tid").GetInt32();

    private static bool Agrees(JsonElement row) => row.GetProperty("repful-for").GetString() == "agree";

    private static (Axes Axes, Point Signs) AxesOf(PolisFixture fixture)
    {
        var axes = Axes.Of(fixture.Votes);
        var comps = fixture.Math.GetProperty("pca").GetProperty("comps");
        // There agree is −1, so each published direction points the other way.
        return (axes, new Point(-Sign(Numbers(comps[0]), axes.First), -Sign(Numbers(comps[1]), axes.Second)));
    }

    private static double Sign(IEnumerable<double> one, IEnumerable<double> other) => Math.Sign(one.Zip(other, (a, b) => a * b).Sum());

    private static List<double> Numbers(JsonElement array) => [.. array.EnumerateArray().Select(n => n.GetDouble())];

    private static List<int> Integers(JsonElement array) => [.. array.EnumerateArray().Select(n => n.GetInt32())];

    private static void Near(IEnumerable<double> expected, IEnumerable<double> actual) =>
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, Exact));
}
