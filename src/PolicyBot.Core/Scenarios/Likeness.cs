namespace PolicyBot.Core.Scenarios;

/// <summary>How alike two texts are.</summary>
public static class Likeness
{
    /// <summary>Twice the words that both have, over all words of both, letter case and punctuation apart; 0–1
    /// (L. R. Dice, Measures of the amount of ecologic association between species, Ecology 26, 1945).</summary>
    public static double Of(string one, string other)
    {
        var (ones, others) = (Words(one), Words(other));
        if (ones.Count + others.Count == 0)
            return 1;
        var left = others.GroupBy(w => w).ToDictionary(g => g.Key, g => g.Count());
        var shared = 0;
        foreach (var word in ones)
        {
            if (left.TryGetValue(word, out var count) && count > 0)
            {
                left[word] = count - 1;
                shared++;
            }
        }

        return 2.0 * shared / (ones.Count + others.Count);
    }

    private static List<string> Words(string text) =>
        [.. text.ToLowerInvariant().Split(text.Where(c => !char.IsLetterOrDigit(c)).Distinct().ToArray(), StringSplitOptions.RemoveEmptyEntries)];
}
