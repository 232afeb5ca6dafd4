using PolicyBot.Core.Scenarios;

namespace PolicyBot.Benchmarks;

/// <summary>A large policy with scenarios: the Model Spec with its examples where the data lies beside the project, else a made-up one of the same size.</summary>
internal sealed record Spec(string Name, string Markdown, IReadOnlyList<ScenarioDraft> Scenarios)
{
    public static Spec Read(int scenarios)
    {
        var folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "PolicyBot.sln")))
            folder = Path.GetDirectoryName(folder);
        var data = Path.Combine(folder ?? "", "..", "shared", "data", "model_spec");
        return Directory.Exists(data) ? FromFiles(data, scenarios) : MadeUp(scenarios);
    }

    private static Spec FromFiles(string data, int scenarios) => new(
        "model_spec", File.ReadAllText(Path.Combine(data, "model_spec.md")),
        [
            .. Directory.GetFiles(Path.Combine(data, "examples"), "*.md").Order(StringComparer.Ordinal)
                .SelectMany(f => ScenarioMarkdown.Read(Path.GetFileName(f), File.ReadAllText(f)).Scenarios)
                .Where(s => s.Turns.All(t => t.Words.Length is > 0 and <= 4_000) && (s.Background?.Length ?? 0) <= 4_000)
                .DistinctBy(s => string.Join('\n', s.Turns.Select(t => t.Words))).Take(scenarios),
        ]);

    private static Spec MadeUp(int scenarios) => new(
        "made-up policy",
        string.Join("\n\n", Enumerable.Range(1, 300).Select(n => $"The model must follow rule {n} whenever somebody asks about subject {n}. {new string('x', 700)}")),
        [.. Enumerable.Range(1, scenarios).Select(n => new ScenarioDraft($"Subject {n}", null, [(Speaker.User, $"What about subject {n}?")]))]);
}
