using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PolicyBot.Core.Views;
using PolicyBot.Teams.Activities;

namespace PolicyBot.Teams.Cards;

/// <summary>A card as an Adaptive Card 1.5. https://adaptivecards.io/explorer/AdaptiveCard.html</summary>
internal sealed class AdaptiveCards(Uri web)
{
    /// <summary>What Teams takes for a whole message, in bytes, less the room for what is around the card.</summary>
    public const int Largest = 80_000 - 4_000;

    public JsonObject Of(Card card, Surface surface, Mark mark)
    {
        var whole = Drawn(card, surface, mark, pictures: true);
        return Size(whole) <= Largest ? whole : Drawn(card, surface, mark, pictures: false);
    }

    /// <summary>A card that was drawn before, with what its reader is told first: what became of their click.</summary>
    public JsonObject Telling(JsonElement drawn, Reply told)
    {
        var card = JsonObject.Create(drawn)!;
        if (told.Card is { } said)
            card["body"]!.AsArray().Insert(0, Told(new Blocks(web, pictures: false), said, told.Refusal));
        return card;
    }

    /// <summary>An envelope for further kinds of body.</summary>
    public static JsonObject Envelope(string fallback, IEnumerable<JsonNode> body, IEnumerable<JsonNode> actions)
    {
        var card = new JsonObject
        {
            ["type"] = "AdaptiveCard",
            ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
            ["version"] = "1.5",
            ["fallbackText"] = fallback,
            ["msteams"] = new JsonObject { ["width"] = "full" },
            ["body"] = new JsonArray([.. body]),
        };
        if (new JsonArray([.. actions]) is { Count: > 0 } buttons)
            card["actions"] = buttons;
        return card;
    }

    public static int Size(JsonNode node) => Encoding.UTF8.GetByteCount(node.ToJsonString(Wire.Json));

    private JsonObject Drawn(Card card, Surface surface, Mark mark, bool pictures)
    {
        var blocks = new Blocks(web, pictures);
        var rows = Buttons.Rows(card.Buttons.Take(Fitting.MaxButtons)).Select(row => row.Select(b => (JsonNode)Buttons.Of(b, surface, mark))).ToList();
        return Envelope(
            PlainText.Of(card),
            [
                Words.Heading(card.Title, "Medium"),
                .. card.Blocks.SelectMany(blocks.Of),
                .. card.Footnote is { } small ? Words.Small(small) : [],
                .. rows.Count > 1 ? rows.Select(row => new JsonObject { ["type"] = "ActionSet", ["actions"] = new JsonArray([.. row]) }) : [],
            ],
            rows.Count == 1 ? rows[0] : []);
    }

    private static JsonObject Told(Blocks blocks, Card said, bool refusal) => Blocks.Boxed(
        [Words.Line(Words.Run(said.Title, bold: true)), .. said.Blocks.SelectMany(blocks.Of)], refusal ? "attention" : "good");
}
