using System.Globalization;
using PolicyBot.Core.Scenarios;

namespace PolicyBot.Core.Views;

/// <summary>What the model did in a round, and what it cost.</summary>
internal static class ModelSection
{
    public static Section Of(Shown shown, RoundId round) => new("model", "What the model did", [new Paragraph(Said(shown.Of(round).Model))]);

    private static string Said(ModelUse use) => use.Samples == 0
        ? "It gave no response in this round."
        : $"{string.Join(" and ", use.Models)} gave {Speaking.Many(use.Samples - use.Failed, "response", "responses")} between the preparation of the round and its publication"
        + (use.Failed > 0 ? $", and failed {Speaking.Many(use.Failed, "time", "times")}" : "") + $". {Cost(use)}";

    private static string Cost(ModelUse use) => use.Tokens is { Read: 0, Written: 0 }
        ? "It does not tell how many tokens that took."
        : string.Create(CultureInfo.InvariantCulture, $"They took {use.Tokens.Read:#,0} tokens to read and {use.Tokens.Written:#,0} to write, and {use.Took.TotalSeconds:#,0.#} seconds of the model's time. {(use.Money is { } money ? $"At the prices that are set here that is {Budget.Dollars(money)}." : "What a token costs is for whoever runs the model to say.")}");
}
