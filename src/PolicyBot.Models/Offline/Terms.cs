using System.Collections.Frozen;
using System.Text;
using System.Text.RegularExpressions;

namespace PolicyBot.Models.Offline;

/// <summary>The terms of a text with fixed weights: stems of words that say something, and pairs of CJK characters.</summary>
/// <remarks>Weights depend on the term alone, never on other clauses, so that no clause changes another's relevance.</remarks>
internal static partial class Terms
{
    private const double Known = 1.4, Long = 1.2, Middle = 0.8, Short = 0.5, Pair = 1.2;

    private const string GrammarCharacters = "的了是在我你您他她它们們这這那个個和与與或吗嗎呢吧啊就都也不没沒有能会會要可以应應该該必须須得请請什么麼怎如何为為所及其之而被把给給对對从從到上下时時后後很更最说說当當任";

    private static readonly FrozenSet<string> EmptyPairs = "助手 用户 用戶 回答 模型 问题 問題 使用 提供 信息 告诉 告訴 需要 知道 建议 建議 情况 情況 希望 觉得 覺得".Split(' ').ToFrozenSet();

    public static SortedDictionary<string, double> Of(string text)
    {
        var terms = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach (Match run in Runs().Matches(text.Normalize(NormalizationForm.FormKC).ToLowerInvariant().Replace('’', '\'')))
        {
            if (run.Groups["cjk"].Success) AddPairs(terms, run.Value);
            else if (!Vocabulary.SaysNothing(run.Value) && Vocabulary.Stem(run.Value) is { Length: > 2 } stem) terms[stem] = Weight(stem);
        }
        return terms;
    }

    /// <summary>How strongly two sets of terms touch: shared terms by weight, related ones by a part of it.</summary>
    public static double Overlap(SortedDictionary<string, double> situation, SortedDictionary<string, double> rule)
    {
        const double relatedPart = 0.6, sameCircle = 1.4;
        double sum = 0;
        var circles = new SortedSet<int>();
        foreach (var (term, weight) in situation)
        {
            if (rule.ContainsKey(term)) sum += weight;
            else if (rule.Keys.Any(other => Related(term, other))) sum += weight * relatedPart;
            else if (Vocabulary.CircleOf(term) is { } circle) circles.Add(circle);
        }
        var shared = rule.Keys.Where(term => !situation.ContainsKey(term)).Select(Vocabulary.CircleOf).OfType<int>();
        return sum + (sameCircle * shared.Where(circles.Contains).Distinct().Count());
    }

    private static double Weight(string stem) =>
        char.IsAsciiDigit(stem[0]) ? Short
        : Vocabulary.CircleOf(stem) is not null ? Known
        : stem.Length switch { >= 6 => Long, >= 4 => Middle, _ => Short };

    private static bool Related(string one, string other)
    {
        const int shortestRoot = 5, longestRest = 5;
        var (root, longer) = one.Length < other.Length ? (one, other) : (other, one);
        return root.Length >= shortestRoot && longer.Length - root.Length <= longestRest && longer.StartsWith(root, StringComparison.Ordinal);
    }

    private static void AddPairs(SortedDictionary<string, double> terms, string run)
    {
        for (var i = 0; i + 1 < run.Length; i++)
        {
            var pair = run[i..(i + 2)];
            if (pair.Any(c => GrammarCharacters.Contains(c) || c is >= '\u3040' and <= '\u309f') || EmptyPairs.Contains(pair)) continue;
            terms[pair] = Pair;
        }
    }

    [GeneratedRegex(@"(?<cjk>[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]+)|[\p{L}\p{N}\p{M}]+(?:'[\p{L}]+)?")]
    private static partial Regex Runs();
}
