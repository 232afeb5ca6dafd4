using System.Text.Json;
using System.Text.RegularExpressions;
using PolicyBot.Core.Scenarios;
using PolicyBot.Models.Judging;
using PolicyBot.Models.Prompts;

namespace PolicyBot.Models.Offline;

/// <summary>Judges the rule-follower's own answers, which name the clauses that they follow.</summary>
internal static partial class OfflineJudge
{
    private const string Signature = "Done by PolicyBot's offline rule-follower, which is not a language model.";

    public static string Of(IReadOnlyList<DataBlock> blocks)
    {
        var clauses = Entries.Read(blocks.First(b => b.Name == PromptFrame.PolicyBlock).Content).Select(e => e.Label).ToHashSet(StringComparer.Ordinal);
        var (before, after) = (blocks.First(b => b.Name == JudgePrompt.BeforeBlock).Content, blocks.First(b => b.Name == JudgePrompt.AfterBlock).Content);
        var (named, now) = (Named(before), Named(after));
        var change = before == after ? "none" : named.SetEquals(now) ? "wording" : "substance";
        var why = change switch
        {
            "none" => "Both responses are the same.",
            "wording" => "Both responses follow the same clauses.",
            _ => "The responses follow different clauses.",
        };
        return JsonSerializer.Serialize(new JudgeReply([.. now.Where(clauses.Contains).Take(Judgement.MostBearings).Select(c => new JudgeReply.Clause(c, true))], change, $"{why} {Signature}"));
    }

    private static HashSet<string> Named(string response) => [.. ClauseIds().Matches(response).Select(m => m.Value)];

    [GeneratedRegex(@"\bC[1-9][0-9]{0,8}\b")]
    private static partial Regex ClauseIds();
}
