using System.Globalization;
using PolicyBot.Core.Scenarios;

namespace PolicyBot.Models;

/// <summary>What the models that workshops may use cost: <c>gpt-4.1-mini 0.40/1.60, gpt-4.1 2/8</c>, in $ for a million tokens read and written.</summary>
internal static class PriceList
{
    /// <summary>The prices by model; null when the list can't be read.</summary>
    public static IReadOnlyDictionary<string, Price>? Read(string? list)
    {
        var prices = new Dictionary<string, Price>(StringComparer.Ordinal);
        foreach (var entry in (list ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (entry.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var model, var price] || PriceIn(price) is not { } read || !prices.TryAdd(model, read))
                return null;
        }

        return prices;
    }

    private static Price? PriceIn(string words) =>
        words.Split('/') is [var read, var written] && Amount(read) is { } r && Amount(written) is { } w ? new Price(r, w) : null;

    private static decimal? Amount(string words) =>
        decimal.TryParse(words, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) && amount <= 1_000_000 ? amount : null;
}
