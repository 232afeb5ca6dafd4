using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using DiffPlex;
using DiffPlex.Model;

namespace PolicyBot.Core.Policies;

/// <summary>What became of a stretch of text.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DiffKind>))]
public enum DiffKind
{
    Same,
    Removed,
    Added,
}

/// <summary>A stretch of text that stayed, went or came.</summary>
public sealed record DiffSpan(DiffKind Kind, string Text);

/// <summary>The difference of two texts, word by word (character by character in scripts without spaces), after Myers, 1986.</summary>
public static partial class WordDiff
{
    // Myers takes time in proportion to length × differences: beyond this many pairs of words lines must do.
    private const long MaxPairs = 9_000_000;

    /// <summary>
    /// Spans in reading order, no two neighbours alike: Same and Removed give <paramref name="before"/>, Same and Added give <paramref name="after"/>.
    /// Long texts with many changes are compared by line, then as a whole.
    /// </summary>
    public static IReadOnlyList<DiffSpan> Between(string? before, string? after)
    {
        var oldWords = Words.Of(before ?? "");
        var newWords = Words.Of(after ?? "");
        var head = oldWords.Zip(newWords).TakeWhile(p => p.First == p.Second).Count();
        var most = Math.Min(oldWords.Count, newWords.Count) - head;
        var tail = 0;
        while (tail < most && oldWords[^(tail + 1)] == newWords[^(tail + 1)])
            tail++;
        var spans = new Spans();
        spans.Add(DiffKind.Same, oldWords[..head]);
        AddMiddle(spans, oldWords[head..^tail], newWords[head..^tail]);
        spans.Add(DiffKind.Same, oldWords[^tail..]);
        return spans.All;
    }

    private static void AddMiddle(Spans spans, List<string> oldWords, List<string> newWords)
    {
        if ((long)oldWords.Count * newWords.Count > MaxPairs)
            (oldWords, newWords) = (LinesOf(oldWords), LinesOf(newWords));
        if ((long)oldWords.Count * newWords.Count > MaxPairs)
            (oldWords, newWords) = ([string.Concat(oldWords)], [string.Concat(newWords)]);
        spans.AddBlocks(oldWords, newWords, Joined(BlocksOf(oldWords, newWords), oldWords));
    }

    private static IList<DiffBlock> BlocksOf(List<string> oldWords, List<string> newWords) =>
        Differ.Instance.CreateDiffs("old", "new", false, false, new Given(oldWords, newWords)).DiffBlocks;

    // "a b" → "x y" reads better as one change than as two with a space that stayed.
    private static List<DiffBlock> Joined(IList<DiffBlock> blocks, List<string> oldWords)
    {
        var joined = new List<DiffBlock>();
        foreach (var block in blocks)
        {
            if (joined.Count > 0 && joined[^1] is var last
                && last.DeleteStartA + last.DeleteCountA is var gap && block.DeleteStartA == gap + 1
                && oldWords[gap].Trim(' ').Length == 0)
            {
                joined[^1] = new DiffBlock(
                    last.DeleteStartA, block.DeleteStartA + block.DeleteCountA - last.DeleteStartA,
                    last.InsertStartB, block.InsertStartB + block.InsertCountB - last.InsertStartB);
            }
            else
            {
                joined.Add(block);
            }
        }

        return joined;
    }

    private static List<string> LinesOf(List<string> words) => [.. LineBreak().Split(string.Concat(words)).Where(l => l.Length > 0)];

    [GeneratedRegex(@"(?<=\n)")]
    private static partial Regex LineBreak();

    /// <summary>Hands DiffPlex words that are cut already: first the old ones, then the new ones.</summary>
    private sealed class Given(List<string> oldWords, List<string> newWords) : IChunker
    {
        public IReadOnlyList<string> Chunk(string text) => text == "old" ? oldWords : newWords;
    }

    private sealed class Spans
    {
        public List<DiffSpan> All { get; } = [];

        public void AddBlocks(List<string> oldWords, List<string> newWords, List<DiffBlock> blocks)
        {
            var at = 0;
            foreach (var block in blocks)
            {
                Add(DiffKind.Same, oldWords[at..block.DeleteStartA]);
                at = block.DeleteStartA + block.DeleteCountA;
                Add(DiffKind.Removed, oldWords[block.DeleteStartA..at]);
                Add(DiffKind.Added, newWords.GetRange(block.InsertStartB, block.InsertCountB));
            }

            Add(DiffKind.Same, oldWords[at..]);
        }

        public void Add(DiffKind kind, List<string> words)
        {
            var text = string.Concat(words);
            if (text.Length == 0)
                return;
            if (All.Count > 0 && All[^1].Kind == kind)
                All[^1] = new DiffSpan(kind, All[^1].Text + text);
            else
                All.Add(new DiffSpan(kind, text));
        }
    }
}
