using System.Runtime.InteropServices;

namespace PolicyBot.Core.Policies;

/// <summary>Finds which clause of an earlier text each clause of a new one continues, so that ids stay stable.</summary>
public static class ClauseMatching
{
    private const double Alike = 0.5;

    // Of a clause that is like many others, the nearest of the most alike are enough.
    private const int Candidates = 16;

    /// <summary>
    /// For each new clause the index of the old one that it continues, or null; no old one is used twice. Equal texts in
    /// the same order first; between them the most alike (Dice, 1945: shared words × 2 ÷ all words, at least 0.5); then equal texts that moved.
    /// </summary>
    public static IReadOnlyList<int?> Match(IReadOnlyList<string> oldSources, IReadOnlyList<string> newSources)
    {
        var found = new int?[newSources.Count];
        var used = new bool[oldSources.Count];
        foreach (var (before, after) in InOrder(EqualPairs(oldSources, newSources)))
            Take(before, after);
        var oldWords = new int[oldSources.Count][];
        var newWords = new int[newSources.Count][];
        var numbers = new Dictionary<(string Word, int Occurrence), int>();
        foreach (var gap in Gaps(found, oldSources.Count))
        {
            for (var i = gap.Old.First; i < gap.Old.End; i++)
                oldWords[i] = Numbered(oldSources[i], numbers);
            for (var i = gap.New.First; i < gap.New.End; i++)
                newWords[i] = Numbered(newSources[i], numbers);
            foreach (var pair in AlikePairs(gap, oldWords, newWords))
                Take(pair.Before, pair.After);
        }

        foreach (var (before, after) in EqualPairs(oldSources, newSources))
            Take(before, after);
        return found;

        void Take(int before, int after)
        {
            if (used[before] || found[after] is not null)
                return;
            used[before] = true;
            found[after] = before;
        }
    }

    // The n-th occurrence of a text continues its n-th occurrence.
    private static List<(int Before, int After)> EqualPairs(IReadOnlyList<string> oldSources, IReadOnlyList<string> newSources)
    {
        var places = new Dictionary<string, Queue<int>>(StringComparer.Ordinal);
        for (var i = 0; i < oldSources.Count; i++)
            (CollectionsMarshal.GetValueRefOrAddDefault(places, oldSources[i], out _) ??= new Queue<int>()).Enqueue(i);
        var pairs = new List<(int Before, int After)>();
        for (var i = 0; i < newSources.Count; i++)
        {
            if (places.TryGetValue(newSources[i], out var queue) && queue.TryDequeue(out var before))
                pairs.Add((before, i));
        }

        return pairs;
    }

    // The longest increasing subsequence (patience sorting): where texts are unique, the longest common subsequence.
    private static List<(int Before, int After)> InOrder(List<(int Before, int After)> pairs)
    {
        var tops = new List<int>();
        var previous = new int[pairs.Count];
        for (var i = 0; i < pairs.Count; i++)
        {
            var pile = tops.BinarySearch(i, Comparer<int>.Create((a, b) => pairs[a].Before.CompareTo(pairs[b].Before)));
            pile = pile < 0 ? ~pile : pile;
            previous[i] = pile == 0 ? -1 : tops[pile - 1];
            if (pile == tops.Count)
                tops.Add(i);
            else
                tops[pile] = i;
        }

        var chain = new List<(int Before, int After)>();
        for (var i = tops.Count == 0 ? -1 : tops[^1]; i >= 0; i = previous[i])
            chain.Add(pairs[i]);
        chain.Reverse();
        return chain;
    }

    private readonly record struct Stretch(int First, int End)
    {
        public int Length => End - First;
    }

    private readonly record struct Gap(Stretch Old, Stretch New);

    private static List<Gap> Gaps(int?[] found, int oldCount)
    {
        var gaps = new List<Gap>();
        var (before, after) = (0, 0);
        for (var i = 0; i <= found.Length; i++)
        {
            if (i < found.Length && found[i] is null)
                continue;
            var end = i < found.Length ? found[i]!.Value : oldCount;
            if (end > before && i > after)
                gaps.Add(new Gap(new Stretch(before, end), new Stretch(after, i)));
            (before, after) = (end + 1, i + 1);
        }

        return gaps;
    }

    private static IEnumerable<(double Likeness, int Before, int After)> AlikePairs(Gap gap, int[][] oldWords, int[][] newWords)
    {
        var places = PlacesOf(gap.Old, oldWords);
        var shared = new int[gap.Old.Length];
        var pairs = new List<(double Likeness, int Before, int After)>();
        for (var after = gap.New.First; after < gap.New.End; after++)
        {
            CountShared(newWords[after], places, shared);
            var best = new List<(double Likeness, int Before, int After)>();
            for (var i = 0; i < shared.Length; i++)
            {
                var before = gap.Old.First + i;
                var likeness = shared[i] == 0 ? 0 : 2.0 * shared[i] / (oldWords[before].Length + newWords[after].Length);
                if (likeness >= Alike)
                    best.Add((likeness, before, after));
                shared[i] = 0;
            }

            pairs.AddRange(BestFirst(best, gap).Take(Candidates));
        }

        return BestFirst(pairs, gap);
    }

    private static IOrderedEnumerable<(double Likeness, int Before, int After)> BestFirst(
        List<(double Likeness, int Before, int After)> pairs, Gap gap) =>
        pairs.OrderByDescending(p => p.Likeness).ThenBy(p => Math.Abs(p.Before - gap.Old.First - (p.After - gap.New.First)));

    private static Dictionary<int, List<int>> PlacesOf(Stretch old, int[][] oldWords)
    {
        var places = new Dictionary<int, List<int>>();
        for (var i = old.First; i < old.End; i++)
        {
            foreach (var word in oldWords[i])
                (CollectionsMarshal.GetValueRefOrAddDefault(places, word, out _) ??= []).Add(i - old.First);
        }

        return places;
    }

    // Words are numbered occurrence by occurrence ("the", second "the"), so that every shared number counts once.
    private static void CountShared(int[] words, Dictionary<int, List<int>> places, int[] shared)
    {
        foreach (var word in words)
        {
            if (!places.TryGetValue(word, out var found))
                continue;
            foreach (var place in CollectionsMarshal.AsSpan(found))
                shared[place]++;
        }
    }

    private static int[] Numbered(string source, Dictionary<(string Word, int Occurrence), int> numbers)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var found = new List<int>();
        foreach (var word in Words.Of(source).Where(w => char.IsLetterOrDigit(w[0]) || char.IsSurrogate(w[0])))
        {
            var occurrence = ++CollectionsMarshal.GetValueRefOrAddDefault(seen, word, out _);
            ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, (word, occurrence), out var known);
            if (!known)
                number = numbers.Count;
            found.Add(number);
        }

        return [.. found];
    }
}
