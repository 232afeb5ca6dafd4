using System.Text;

namespace PolicyBot.Core.Scenarios;

/// <summary>What a call usually takes.</summary>
/// <param name="Price">Null where it is not known.</param>
/// <param name="AnswerTokens">Of a usual answer.</param>
public sealed record Rates(Price? Price, int AnswerTokens);

/// <summary>What a round's sample responses will take, before voting opens and after the close.</summary>
/// <param name="Today">What the workshop's models took today already.</param>
public sealed record RoundCost(Spending BeforeVoting, Spending AfterClose, Spending Today)
{
    /// <summary>The most that the first call takes; nothing where none is missing.</summary>
    public Spending First { get; init; } = Spending.None;

    /// <summary>The most that redrafts, their responses and themes take, while the comments on an amendment fit one request.</summary>
    public Spending Advice { get; init; } = Spending.None;
}

/// <summary>Says beforehand what trials will take. English text has about 4 characters a token
/// (https://help.openai.com/en/articles/4936856); other languages have fewer, so it is an estimate.</summary>
public static class Estimating
{
    /// <summary>The frame's own words around a policy and a scenario, in characters.</summary>
    private const int Frame = 1_200;

    /// <summary>What a request for an object says beside people's words, in tokens.</summary>
    public const int Instruction = 350;

    /// <summary>The longest object that a model is asked for, in tokens; one that is cut off is no object.</summary>
    public const int LongestObject = 4_000;

    private const int CharactersPerToken = 4;

    /// <summary>Tokens of a usual judgement or rewording: a few clauses, or one, and three sentences.</summary>
    private const int AdviceTokens = 200;

    public static Spending Of(IEnumerable<Trial> trials, Rates rates) => trials
        .GroupBy(t => t.Policy, ReferenceEqualityComparer.Instance)
        .SelectMany(g => Of(LengthOf(g.First().Policy), g, rates))
        .Aggregate(Spending.None, (sum, one) => sum + one);

    public static Spending Of(Trial trial, Rates rates) => Of([trial], rates);

    /// <summary>What it takes to have two responses compared by a model that reads the policy and the scenario too, for each of these trials.</summary>
    /// <param name="rates">That model's price, and how long a response is.</param>
    public static Spending OfComparing(IEnumerable<Trial> trials, Rates rates)
    {
        var read = 2 * rates.AnswerTokens;
        return trials.Select(t => Of(t, rates with { AnswerTokens = AdviceTokens }) + new Spending(0, read, rates.Price?.Of(read, 0)))
            .Aggregate(Spending.None, (sum, one) => sum + one);
    }

    /// <summary>Tokens of a text, at least 1.</summary>
    public static long Tokens(int characters) => Math.Max(1, (characters + CharactersPerToken - 1) / CharactersPerToken);

    /// <summary>Tokens of a text by its UTF-8 bytes, which comes nearer where a character is a token of its own.</summary>
    public static long TokensOf(string text) => Tokens(Encoding.UTF8.GetByteCount(text));

    /// <summary>A request for an object and its one repair, which reads the first answer too.</summary>
    public static Spending Asked(long read, long written, Price? price) =>
        new(2, (2 * read) + (3 * written), price?.Of((2 * read) + written, 2 * written));

    private static IEnumerable<Spending> Of(int policy, IEnumerable<Trial> trials, Rates rates) => trials.Select(t =>
    {
        var read = Tokens(Frame + policy + (t.Scenario.Background?.ToString().Length ?? 0) + t.Scenario.Turns.Sum(u => u.Words.ToString().Length));
        return new Spending(1, read + rates.AnswerTokens, rates.Price?.Of(read, rates.AnswerTokens));
    });

    private static int LengthOf(Policies.Policy policy) => policy.Parts.Sum(p => p switch
    {
        Policies.Clause clause => clause.Text.ToString().Length + 6,
        Policies.Heading heading => heading.Source.ToString().Length,
        _ => throw new System.Diagnostics.UnreachableException(),
    });
}
