using System.Globalization;
using System.Text.Json;
using PolicyBot.Core.Consensus;
using PolicyBot.Core.Reports;
using PolicyBot.Core.Voting;

namespace PolicyBot.Tests.TestKit;

/// <summary>A real conversation with the complete output of Polis's own maths, in which agree is −1.</summary>
internal sealed class PolisFixture
{
    private PolisFixture(JsonElement math, IReadOnlyList<CsvRow> votes)
    {
        Math = math;
        Statements = [.. math.GetProperty("tids").EnumerateArray().Select(t => t.GetInt32())];
        var last = votes.Skip(1).Select(r => r.Cells.Select(c => long.Parse(c, CultureInfo.InvariantCulture)).ToArray())
            .OrderBy(r => r[3]).GroupBy(r => (Person: (int)r[0], Statement: (int)r[1])).ToDictionary(g => g.Key, g => (sbyte)g.Last()[2]);
        People = [.. last.Keys.Select(k => k.Person).Distinct().Order()];
        var zeroed = math.GetProperty("mod-out").EnumerateArray().Select(t => t.GetInt32()).ToHashSet();
        Raw = Matrix((p, s) => last.GetValueOrDefault((p, s), VoteMatrix.Unseen));
        // What moderation took out counts in the map as if everybody had passed.
        Votes = Matrix((p, s) => zeroed.Contains(s) ? (sbyte)0 : last.GetValueOrDefault((p, s), VoteMatrix.Unseen));
        Moderated = zeroed;
    }

    public JsonElement Math { get; }

    public List<int> Statements { get; }

    public List<int> People { get; }

    public VoteMatrix Raw { get; }

    public VoteMatrix Votes { get; }

    public IReadOnlySet<int> Moderated { get; }

    public static PolisFixture Of(string name) => new(
        JsonDocument.Parse(SharedData.Read($"polis/fixtures/{name}/math-pca2.json")).RootElement,
        Csv.Read(SharedData.Read($"polis/fixtures/{name}/votes.csv")).Rows);

    public List<string> Groups => [.. Math.GetProperty("group-votes").EnumerateObject().Select(g => g.Name)];

    /// <summary>The published counts of one statement in one group.</summary>
    public Count Published(string group, int statement)
    {
        var votes = Math.GetProperty("group-votes").GetProperty(group).GetProperty("votes").GetProperty(Key(statement));
        var (agree, disagree, seen) = (votes.GetProperty("A").GetInt32(), votes.GetProperty("D").GetInt32(), votes.GetProperty("S").GetInt32());
        return new Count(agree, disagree, seen - agree - disagree);
    }

    public Count PublishedInAll(int statement) => Sum(Groups.Select(g => Published(g, statement)));

    public Count PublishedOutside(string group, int statement) => Sum(Groups.Where(g => g != group).Select(g => Published(g, statement)));

    /// <summary>The base clusters with their ids and members, as published.</summary>
    public List<(int Id, List<int> Members, Point At)> Bases()
    {
        var bases = Math.GetProperty("base-clusters");
        return
        [
            .. bases.GetProperty("id").EnumerateArray().Select((id, i) => (
                id.GetInt32(),
                bases.GetProperty("members")[i].EnumerateArray().Select(m => m.GetInt32()).ToList(),
                new Point(bases.GetProperty("x")[i].GetDouble(), bases.GetProperty("y")[i].GetDouble()))),
        ];
    }

    public static string Key(int statement) => statement.ToString(CultureInfo.InvariantCulture);

    private static Count Sum(IEnumerable<Count> counts) =>
        counts.Aggregate(Count.None, (a, b) => new Count(a.Agree + b.Agree, a.Disagree + b.Disagree, a.Pass + b.Pass));

    private VoteMatrix Matrix(Func<int, int, sbyte> cell) =>
        new(People.Count, Statements.Count, [.. People.SelectMany(p => Statements.Select(s => cell(p, s)))]);
}
