using System.Text.RegularExpressions;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Scenarios;
using Xunit;

namespace PolicyBot.Tests.Models.Offline;

/// <summary>A real policy, cut roughly at blank lines, and real conversations; skips aloud where they are absent.</summary>
internal static partial class ModelSpec
{
    public static (Policy Policy, List<Scenario> Scenarios) Read()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "PolicyBot.sln"))) root = root.Parent;
        var data = Path.Combine(root?.Parent?.FullName ?? "", "shared", "data", "model_spec");
        if (!Directory.Exists(data)) Assert.Skip("../shared/data/model_spec is not here.");

        var source = Conversations().Replace(File.ReadAllText(Path.Combine(data, "model_spec.md")), "");
        var clauses = Blank().Split(source).Select(c => c.Trim()).Where(c => c.Length > 20 && c[0] != '#');
        var scenarios = Directory.GetFiles(Path.Combine(data, "examples")).Order(StringComparer.Ordinal)
            .SelectMany(file => Conversations().Matches(File.ReadAllText(file)))
            .Select(m => Turns().Matches(m.Value).Select(t => (Enum.Parse<Speaker>(t.Groups[1].Value, ignoreCase: true), t.Groups[2].Value.Trim())).ToArray())
            .Where(turns => turns is [.., (Speaker.User, _)])
            .Select(turns => Sample.Scenario(null, turns));
        return (Sample.Policy(clauses), [.. scenarios]);
    }

    [GeneratedRegex(@"^~~~xml$[\s\S]*?^~~~", RegexOptions.Multiline)]
    private static partial Regex Conversations();

    [GeneratedRegex(@"<(user|assistant|developer)>\n([\s\S]*?)</\1>")]
    private static partial Regex Turns();

    [GeneratedRegex(@"\n\s*\n")]
    private static partial Regex Blank();
}
