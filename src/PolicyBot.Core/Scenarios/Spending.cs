using System.Globalization;
using System.Text.Json.Serialization;

namespace PolicyBot.Core.Scenarios;

/// <summary>What a million tokens cost that a model reads, and that it writes, in $.</summary>
public sealed record Price(decimal Read, decimal Written)
{
    public decimal Of(long read, long written) => ((read * Read) + (written * Written)) / 1_000_000;

    /// <summary>At least what any of these models costs; null when no price is known. What a model without a price has taken is counted
    /// at it, so that a cap in money holds also on a day on which such a model was used.</summary>
    public static Price? Dearest(IEnumerable<Price?> prices) => prices.OfType<Price>().ToList() is { Count: > 0 } known
        ? new(known.Max(p => p.Read), known.Max(p => p.Written))
        : null;
}

/// <summary>What calls of models took, or would take.</summary>
/// <param name="Tokens">Read and written together.</param>
/// <param name="Money">In $; null where a model's price is not known.</param>
public sealed record Spending(int Calls, long Tokens, decimal? Money)
{
    public static readonly Spending None = new(0, 0, 0);

    /// <summary>Calls that are counted by the length of their words, as their endpoint did not say what they took.</summary>
    public int Estimated { get; init; }

    /// <summary>Tokens of models whose price is not known.</summary>
    public long Unpriced { get; init; }

    public static Spending operator +(Spending one, Spending other) => new(one.Calls + other.Calls, one.Tokens + other.Tokens, one.Money + other.Money)
    {
        Estimated = one.Estimated + other.Estimated,
        Unpriced = one.Unpriced + other.Unpriced,
    };

    /// <summary>For instance <c>240 calls, 310,000 tokens, $0.90</c>; without money where it is not known.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Calls:N0} {(Calls == 1 ? "call" : "calls")}, {Tokens:N0} tokens{(Money is { } money ? $", {Budget.Dollars(money)}" : "")}");
}

/// <summary>What a model is asked for.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ModelTask>))]
public enum ModelTask
{
    /// <summary>A sample response.</summary>
    Response,

    Judgement,
    Redraft,
    Themes,

    /// <summary>Somebody's private try, or the wording that was offered on it.</summary>
    Try,
}

/// <summary>What one model took for one kind of work in a round.</summary>
/// <param name="Calls">At least 1, repeated ones too.</param>
/// <param name="Read">Tokens; so are those written.</param>
/// <param name="Money">In $ at the prices of that time; null where the price was not known.</param>
public sealed record ModelTook(ModelTask Task, string Model, int Calls, long Read, long Written, decimal? Money);

/// <summary>The most that a workshop's models may take in one day of its time zone.</summary>
/// <param name="Tokens">At least 1; null: no cap.</param>
/// <param name="Money">In $, above 0; null: no cap.</param>
public sealed record Budget(long? Tokens, decimal? Money)
{
    /// <summary>True when <paramref name="next"/> on top of what was spent would pass a cap, or may pass one in money because its price is not known.</summary>
    public bool Forbids(Spending spent, Spending next) => spent + next is var sum && (sum.Tokens > Tokens || (Money is { } cap && !(sum.Money <= cap)));

    /// <summary>For instance <c>310,000 tokens and $0.90 a day</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{this switch
    {
        { Tokens: { } tokens, Money: { } money } => string.Create(CultureInfo.InvariantCulture, $"{tokens:N0} tokens and {Dollars(money)}"),
        { Tokens: { } tokens } => string.Create(CultureInfo.InvariantCulture, $"{tokens:N0} tokens"),
        { Money: { } money } => Dollars(money),
        _ => "any amount",
    }} a day");

    internal static string Dollars(decimal money) => string.Create(
        CultureInfo.InvariantCulture, $"${(money is > 0 and < 0.01m ? $"{money:0.####}" : $"{money:N2}")}");
}
