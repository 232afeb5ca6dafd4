using System.Collections.Immutable;
using System.Globalization;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Scenarios;

namespace PolicyBot.Core.Views;

/// <summary>What the model did in a round, and what it cost.</summary>
internal static class ModelSection
{
    public static Section Of(Shown shown, Round round) => new("model", "What the model did", round.ModelTook is { IsEmpty: false } took
        ? [new Paragraph(Asked(took, shown.Of(round.Id).Model.Failed)), .. Cost(took)]
        : [new Paragraph(Said(shown.Of(round.Id).Model))]);

    private static string Asked(ImmutableList<ModelTook> took, int failed) =>
        $"{string.Join(" and ", took.Select(t => t.Model).Distinct())} answered{(failed > 0 ? $", and gave no response {Speaking.Many(failed, "time", "times")}" : "")}.";

    private static string Said(ModelUse use) => use.Samples == 0 ? Answered(use) : $"{Answered(use)} {Cost(use)}";

    private static string Answered(ModelUse use) => use.Samples == 0
        ? "It gave no response in this round."
        : $"{string.Join(" and ", use.Models)} gave {Speaking.Many(use.Samples - use.Failed, "response", "responses")} between the preparation of the round and its publication"
        + (use.Failed > 0 ? $", and failed {Speaking.Many(use.Failed, "time", "times")}" : "") + ".";

    private static string Cost(ModelUse use) => use.Tokens is { Read: 0, Written: 0 }
        ? "It does not tell how many tokens that took."
        : string.Create(CultureInfo.InvariantCulture, $"They took {use.Tokens.Read:#,0} tokens to read and {use.Tokens.Written:#,0} to write, and {use.Took.TotalSeconds:#,0.#} seconds of the model's time. {(use.Money is { } money ? $"At the prices that are set here that is {Budget.Dollars(money)}." : "What a token costs is for whoever runs the model to say.")}");

    /// <summary>Every call that was made for the round, by what it was for; shares are of the money, or of the tokens where a price is not known.</summary>
    private static IEnumerable<Block> Cost(ImmutableList<ModelTook> took)
    {
        var all = Sum(took);
        var priced = all.Money is > 0;
        yield return new Paragraph(string.Create(
            CultureInfo.InvariantCulture,
            $"All calls for this round together: {Said(all)}. {(all.Money is null ? "What a token costs is for whoever runs the model to say." : priced ? "Money is at the prices that were set when the round was published." : "At the prices that were set when the round was published they cost nothing.")}"));
        yield return new Facts([.. took.GroupBy(t => t.Task).OrderBy(g => g.Key).Select(g => new Fact(Name(g.Key), $"{Said(Sum(g))}{Share(Sum(g))}"))]);

        string Share(ModelTook part) => (priced, all.Read + all.Written) switch
        {
            (true, _) => string.Create(CultureInfo.InvariantCulture, $" ({100 * part.Money!.Value / all.Money!.Value:0} % of the money)"),
            (_, > 0 and var tokens) => string.Create(CultureInfo.InvariantCulture, $" ({100.0 * (part.Read + part.Written) / tokens:0} % of the tokens)"),
            _ => "",
        };
    }

    private static ModelTook Sum(IEnumerable<ModelTook> took) => took.Aggregate((a, b) =>
        a with { Calls = a.Calls + b.Calls, Read = a.Read + b.Read, Written = a.Written + b.Written, Money = a.Money + b.Money });

    private static string Said(ModelTook took) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Speaking.Many(took.Calls, "call", "calls")}, {took.Read:#,0} tokens read and {took.Written:#,0} written{(took.Money is > 0 and var money ? $", {Budget.Dollars(money)}" : "")}");

    private static string Name(ModelTask task) => task switch
    {
        ModelTask.Response => "Sample responses",
        ModelTask.Judgement => "Judging how behaviour changed",
        ModelTask.Redraft => "Redrafts of returned amendments",
        ModelTask.Themes => "Grouping comments",
        ModelTask.Try => "Private tries and wordings offered on them",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
