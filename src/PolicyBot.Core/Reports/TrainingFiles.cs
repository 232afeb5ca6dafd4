using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using PolicyBot.Core.Confirmations;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Scenarios;
using PolicyBot.Core.Views;
using PolicyBot.Core.Workshops;

namespace PolicyBot.Core.Reports;

/// <summary>What models can be trained and measured with, one JSON object a line.</summary>
public static class TrainingFiles
{
    private static readonly JsonSerializerOptions _options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>The response after an adopted change beside the one before it, where its backers confirmed that it is what they meant:
    /// at least 3 answers, and matches not under the rule's share. Pairs that are the same, and those that two models gave, are left out.</summary>
    public static string Preferences(WorkshopExport export)
    {
        var shown = ExportView.Of(export);
        var pairs = from round in shown.Workshop.Rounds
                    from fidelity in round.Fidelities
                    where fidelity.Known && !Fidelities.Fails(fidelity, round.Rule.Fidelity)
                    from pair in Pairs(shown, round, fidelity)
                    select pair;
        return Lines(pairs);
    }

    /// <summary>Every sample response, with what the backers of changes that the scenario belongs to said of the version it ran under.</summary>
    public static string Evaluations(WorkshopExport export)
    {
        var shown = ExportView.Of(export);
        var versions = shown.Workshop.Versions.GroupBy(v => v.Policy.Fingerprint).ToDictionary(g => g.Key, g => g.First().Number);
        return Lines(export.Samples.Select(s => (Sample: s, Scenario: shown.Workshop.Find(s.Scenario))).Where(s => s.Scenario is not null)
            .OrderBy(s => s.Sample.Scenario.Number).ThenBy(s => s.Sample.At).ThenBy(s => s.Sample.Key, StringComparer.Ordinal)
            .Select(s => Evaluated(shown.Workshop, s.Scenario!, s.Sample, versions)));
    }

    private static IEnumerable<Preference> Pairs(Shown shown, Round round, Fidelity fidelity)
    {
        if (round.Made is not { } made || shown.Workshop.Find(made) is not { } after || shown.Workshop.Find(round.Base) is not { } before
            || shown.Workshop.Find(fidelity.Amendment) is not { } amendment)
            yield break;
        foreach (var scenario in amendment.Scenarios.Select(s => shown.Workshop.Find(s)).OfType<Scenario>())
        {
            var pair = Compared.Of(shown, (before, after), scenario);
            if (!pair.MadeAlike)
                continue;
            foreach (var (rejected, chosen) in pair.One.Zip(pair.Other).Where(p => p.First.Words is not null && p.Second.Words is not null && p.First.Words != p.Second.Words))
                yield return new Preference(Messages(scenario), chosen.Words!, rejected.Words!)
                {
                    Scenario = scenario.Id.ToString(),
                    Amendment = amendment.Id.ToString(),
                    Round = round.Id.ToString(),
                    ChosenUnder = made.ToString(),
                    RejectedUnder = round.Base.ToString(),
                    Model = chosen.Model,
                    Confirmed = Said(fidelity),
                };
        }
    }

    private static Evaluation Evaluated(Workshop workshop, Scenario scenario, ExportedSample sample, Dictionary<string, VersionNumber> versions)
    {
        VersionNumber? version = versions.TryGetValue(sample.Policy, out var found) ? found : null;
        var said = workshop.Rounds.Where(r => version is not null && r.Made == version).SelectMany(r => r.Fidelities)
            .Where(f => workshop.Find(f.Amendment)?.Scenarios.Contains(scenario.Id) == true)
            .ToImmutableSortedDictionary(f => f.Amendment.ToString(), Said, StringComparer.Ordinal);
        return new Evaluation(Messages(scenario), sample.Text, sample.Finish)
        {
            Scenario = scenario.Id.ToString(),
            Title = scenario.Title.ToString(),
            Background = scenario.Background?.ToString(),
            Policy = sample.Policy,
            Version = version?.ToString(),
            Model = sample.Model,
            Parameters = sample.Parameters,
            Sample = sample.Sample,
            Confirmed = said.IsEmpty ? null : said,
        };
    }

    private static ImmutableList<Message> Messages(Scenario scenario) =>
        scenario.Turns.ConvertAll(t => new Message(t.Speaker.ToString().ToLowerInvariant(), t.Words.ToString()));

    private static Answers Said(Fidelity f) => new(f.Matches, f.Partly, f.No, f.ChangedMind);

    private static string Lines<T>(IEnumerable<T> rows) => string.Concat(rows.Select(r => JsonSerializer.Serialize(r, _options) + "\n"));

    private sealed record Message(string Role, string Content);

    private sealed record Answers(int Matches, int Partly, int No, int ChangedMind);

    private sealed record Preference(ImmutableList<Message> Prompt, string Chosen, string Rejected)
    {
        public required string Scenario { get; init; }

        public required string Amendment { get; init; }

        public required string Round { get; init; }

        public required string ChosenUnder { get; init; }

        public required string RejectedUnder { get; init; }

        public required string Model { get; init; }

        public required Answers Confirmed { get; init; }
    }

    private sealed record Evaluation(ImmutableList<Message> Prompt, string Response, string Finish)
    {
        public required string Scenario { get; init; }

        public required string Title { get; init; }

        public string? Background { get; init; }

        public required string Policy { get; init; }

        public string? Version { get; init; }

        public required string Model { get; init; }

        public required string Parameters { get; init; }

        public required int Sample { get; init; }

        public ImmutableSortedDictionary<string, Answers>? Confirmed { get; init; }
    }
}
