using System.Globalization;
using PolicyBot.Core.Reports;
using PolicyBot.Core.Scenarios;
using PolicyBot.Core.Voting;

namespace PolicyBot.Host.Rehearsal;

/// <summary>What a rehearsal plays: a policy, scenarios, statements put to the vote, and who votes how.</summary>
/// <param name="Policy">Markdown; null for an empty policy.</param>
/// <param name="Ballots">Person and statement by their index.</param>
internal sealed record Script(
    string? Policy, IReadOnlyList<ScenarioDraft> Scenarios, IReadOnlyList<string> Statements, IReadOnlyList<string> People)
{
    public required IReadOnlyList<(int Person, int Statement, Vote Vote)> Ballots { get; init; }
}

/// <summary>Input that can't be played: what is wrong with which file, and what to do.</summary>
internal sealed record Unplayable(string Reason);

/// <summary>Where a script comes from: files, or numbers.</summary>
internal sealed record ScriptSource(string? Policy, string? Scenarios, string? Votes)
{
    public int People { get; init; }

    public int Amendments { get; init; }

    public int Seed { get; init; }

    /// <returns>Exactly one of the two.</returns>
    public (Script? Script, Unplayable? Fault) Read()
    {
        if (Policy is not null && !File.Exists(Policy))
            return (null, new Unplayable($"There is no file {Policy}. Give --policy a Markdown file."));
        if (Scenarios is not null && !Directory.Exists(Scenarios))
            return (null, new Unplayable($"There is no folder {Scenarios}. Give --scenarios a folder of Markdown files."));
        var policy = Policy is null ? null : File.ReadAllText(Policy);
        var scenarios = Scenarios is null ? [] : Directory.GetFiles(Scenarios, "*.md").Order(StringComparer.Ordinal)
            .SelectMany(f => ScenarioMarkdown.Read(Path.GetFileName(f), File.ReadAllText(f)).Scenarios).ToList();
        return Votes is null ? (Simulated(policy, scenarios), null) : FromPolis(policy, scenarios, Votes);
    }

    private static (Script?, Unplayable?) FromPolis(string? policy, List<ScenarioDraft> scenarios, string folder)
    {
        var (commentsFile, votesFile) = (Path.Combine(folder, "comments.csv"), Path.Combine(folder, "participants-votes.csv"));
        foreach (var file in new[] { commentsFile, votesFile }.Where(f => !File.Exists(f)))
            return (null, new Unplayable($"There is no file {file}. --votes takes a folder with comments.csv and participants-votes.csv."));
        var comments = PolisCsv.ReadComments(File.ReadAllText(commentsFile));
        var votes = PolisCsv.ReadParticipantVotes(File.ReadAllText(votesFile));
        if (comments is BrokenRow brokenComment)
            return (null, new Unplayable($"comments.csv, line {brokenComment.Line}: {brokenComment.Reason} {brokenComment.Next}"));
        if (votes is BrokenRow brokenVote)
            return (null, new Unplayable($"participants-votes.csv, line {brokenVote.Line}: {brokenVote.Reason} {brokenVote.Next}"));

        var kept = ((PolisComments)comments).All.Where(c => c.Moderated != -1).ToList();
        var index = kept.Select((c, i) => (c.Id, i)).ToDictionary(c => c.Id, c => c.i);
        var people = ((PolisVotes)votes).Participants;
        var ballots =
            from person in people.Select((p, i) => (p.Votes, Index: i))
            from vote in person.Votes
            where index.ContainsKey(vote.Key)
            select (person.Index, index[vote.Key], vote.Value switch { 1 => Vote.Agree, -1 => Vote.Disagree, _ => Vote.Pass });
        return (new Script(policy, scenarios, [.. kept.Select(c => c.Text)], [.. people.Select(p => p.Id)]) { Ballots = [.. ballots] }, null);
    }

    /// <summary>Two camps and a middle; every amendment divides them in its own way, so that some pass and some don't.</summary>
    private Script Simulated(string? policy, List<ScenarioDraft> scenarios)
    {
        var chance = new Random(Seed);
        var appeal = Enumerable.Range(0, Amendments).Select(_ => (Left: chance.NextDouble(), Right: chance.NextDouble())).ToList();
        var ballots = new List<(int, int, Vote)>();
        for (var person = 0; person < People; person++)
        {
            for (var amendment = 0; amendment < Amendments; amendment++)
            {
                var like = person % 2 == 0 ? appeal[amendment].Left : appeal[amendment].Right;
                ballots.Add((person, amendment, chance.NextDouble() < 0.1 ? Vote.Pass : chance.NextDouble() < like ? Vote.Agree : Vote.Disagree));
            }
        }

        string Numbered(string word, int n) => string.Create(CultureInfo.InvariantCulture, $"{word} {n + 1}");
        return new Script(
            policy, scenarios,
            [.. Enumerable.Range(0, Amendments).Select(a => $"The model must follow {Numbered("rule", a)} whenever somebody asks about {Numbered("subject", a)}.")],
            [.. Enumerable.Range(0, People).Select(p => Numbered("voter", p))])
        { Ballots = ballots };
    }
}
