using System.Collections.Frozen;
using System.Text;
using System.Text.RegularExpressions;

namespace PolicyBot.Models.Offline;

/// <summary>The terms of a text with fixed weights: stems of words that say something, and pairs of CJK characters.</summary>
/// <remarks>Weights depend on the term alone, never on other clauses, so that no clause changes another's relevance.</remarks>
internal sealed partial class Terms
{
    private const int ShortestRoot = 5, LongestRest = 5;

    private readonly SortedDictionary<string, double> weights = new(StringComparer.Ordinal);
    private readonly HashSet<string> roots = [];
    private readonly HashSet<int> circles = [];

    private Terms()
    {
    }

    public int Count => weights.Count;

    public double Weight => weights.Values.Sum();

    private const double Known = 1.4, Long = 1.2, Middle = 0.8, Short = 0.5, Pair = 1.2;

    private const string GrammarCharacters = "的了是在我你您他她它们們这這那个個和与與或吗嗎呢吧啊就都也不没沒有能会會要可以应應该該必须須得请請什么麼怎如何为為所及其之而被把给給对對从從到上下时時后後很更最说說当當任";

    private static readonly FrozenSet<string> EmptyPairs = "助手 用户 用戶 回答 模型 问题 問題 使用 提供 信息 告诉 告訴 需要 知道 建议 建議 情况 情況 希望 觉得 覺得".Split(' ').ToFrozenSet();

    public static Terms Of(string text)
    {
        var terms = new Terms();
        foreach (Match run in Runs().Matches(text.Normalize(NormalizationForm.FormKC).ToLowerInvariant().Replace('’', '\'')))
        {
            if (run.Groups["cjk"].Success) terms.AddPairs(run.Value);
            else if (!Vocabulary.SaysNothing(run.Value) && Vocabulary.Stem(run.Value) is { Length: > 2 } stem) terms.Add(stem, WeightOf(stem));
        }
        return terms;
    }

    /// <summary>These terms and, at a part of their weight, those of an earlier text.</summary>
    public Terms After(Terms earlier, double part)
    {
        var both = new Terms();
        foreach (var (term, weight) in weights) both.Add(term, weight);
        foreach (var (term, weight) in earlier.weights) both.Add(term, weight * part);
        return both;
    }

    public Terms Without(Terms others)
    {
        var rest = new Terms();
        foreach (var (term, weight) in weights)
            if (!others.weights.ContainsKey(term)) rest.Add(term, weight);
        return rest;
    }

    /// <summary>How strongly a situation touches a rule: shared terms by weight, related ones by a part of it, one circle of words once.</summary>
    public static double Overlap(Terms situation, Terms rule)
    {
        const double relatedPart = 0.6, sameCircle = 1.4;
        double sum = 0;
        var shared = new HashSet<int>();
        var met = new HashSet<int>();
        foreach (var (term, weight) in situation.weights)
        {
            var circle = Vocabulary.CircleOf(term);
            if (rule.weights.ContainsKey(term)) sum += weight;
            else if (rule.IsRelated(term)) sum += weight * relatedPart;
            else
            {
                if (circle is { } other && rule.circles.Contains(other)) shared.Add(other);
                continue;
            }
            if (circle is { } own) met.Add(own);
        }
        shared.ExceptWith(met);
        return sum + (sameCircle * shared.Count);
    }

    private static double WeightOf(string stem) =>
        char.IsAsciiDigit(stem[0]) ? Short
        : Vocabulary.CircleOf(stem) is not null ? Known
        : stem.Length switch { >= 6 => Long, >= 4 => Middle, _ => Short };

    private bool IsRelated(string term) => term.Length >= ShortestRoot && roots.Contains(term[..ShortestRoot]) && weights.Keys.Any(other => Related(term, other));

    private static bool Related(string one, string other)
    {
        var (root, longer) = one.Length < other.Length ? (one, other) : (other, one);
        return root.Length >= ShortestRoot && longer.Length - root.Length <= LongestRest && longer.StartsWith(root, StringComparison.Ordinal);
    }

    private void Add(string term, double weight)
    {
        if (!weights.TryAdd(term, weight)) return;
        if (term.Length >= ShortestRoot) roots.Add(term[..ShortestRoot]);
        if (Vocabulary.CircleOf(term) is { } circle) circles.Add(circle);
    }

    private void AddPairs(string run)
    {
        for (var i = 0; i + 1 < run.Length; i++)
        {
            var pair = run[i..(i + 2)];
            if (pair.Any(c => GrammarCharacters.Contains(c) || c is >= '\u3040' and <= '\u309f') || EmptyPairs.Contains(pair)) continue;
            Add(pair, Pair);
        }
    }

    [GeneratedRegex(@"(?<cjk>[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]+)|[\p{L}\p{N}\p{M}]+(?:'[\p{L}]+)?")]
    private static partial Regex Runs();
}
