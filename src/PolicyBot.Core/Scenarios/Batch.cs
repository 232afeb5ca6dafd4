namespace PolicyBot.Core.Scenarios;

/// <summary>How much of what people have written goes into one request.</summary>
public static class Batch
{
    /// <summary>Each remark has its line in the answer, and the longest object has room for about as many.</summary>
    public const int Most = 100;

    /// <summary>Its number and the line that it stands on, in tokens.</summary>
    private const int Label = 4;

    /// <summary>How many of the first texts fit into as many tokens: at least one, at most <see cref="Most"/>.</summary>
    public static int Fitting(IEnumerable<string> texts, long tokens)
    {
        var (count, left) = (0, tokens);
        foreach (var text in texts.Take(Most))
        {
            left -= Estimating.TokensOf(text) + Label;
            if (left < 0 && count > 0)
                break;
            count++;
        }

        return count;
    }
}
