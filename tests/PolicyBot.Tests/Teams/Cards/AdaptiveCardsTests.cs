using System.Text.Json;
using System.Text.Json.Nodes;
using PolicyBot.App;
using PolicyBot.Core;
using PolicyBot.Core.CommandLine;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Views;
using PolicyBot.Core.Workshops;
using PolicyBot.Teams.Activities;
using PolicyBot.Teams.Cards;
using PolicyBot.Teams.Dialogs;
using PolicyBot.Tests.TestKit;
using Xunit;
using static PolicyBot.Tests.TestKit.SmallRounds;
using static PolicyBot.Tests.TestKit.SmallWorkshop;

namespace PolicyBot.Tests.Teams.Cards;

public sealed class AdaptiveCardsTests
{
    private const string Hostile = "[win](https://evil.example) **bold** _it_ `code` {{DATE(2020-01-01T00:00:00Z)}} <at>Ana</at> <img src=x> # 1. - | end";
    private static readonly AdaptiveCards Drawn = new(new Uri("https://policy.example.org"));
    private static readonly Round Live = Open with { Rule = Open.Rule with { Hidden = false } };

    private static readonly Dictionary<string, Func<Card>> Cards = new()
    {
        ["amendment-open"] = () => AmendmentCard.Of(Shown(Open), A1),
        ["amendment-live"] = () => AmendmentCard.Of(Shown(Live), A1),
        ["round-preparing"] = () => RoundCard.Of(Shown(Open with { State = RoundState.Preparing, OpenedAt = null, ClosesAt = null }, RoundFacts.None with { TrialsDone = 7, TrialsNeeded = 12 }), R1),
        ["result"] = () => ResultCard.Of(Shown(Closed), R1),
        ["confirmation"] = () => ConfirmationCard.Of(Shown(Confirming), A1),
        ["report"] = () => ReportCard.Of(Shown(Published), R1),
        ["report-with-themes"] = () => ReportCard.Of(Shown(Published, Grouped), R1),
        ["redraft"] = () => RedraftCard.Of(Redrafted(RedraftMode.Automatic), A3),
        ["policy"] = () => PolicyCard.Of(Shown(Drafting), null),
        ["help"] = () => HelpCard.Of(null),
    };

    public static TheoryData<string> Names => [.. Cards.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_card_is_drawn_like_its_snapshot(string name)
    {
        var card = Drawn.Of(Cards[name](), Surface.Message, new Mark("care|amendment:A1"));

        Snapshot.Matches(name, WithoutPictures(card).ToJsonString(new JsonSerializerOptions(Wire.Json) { WriteIndented = true }));
        Assert.InRange(AdaptiveCards.Size(card), 1, AdaptiveCards.Largest);
    }

    [Fact]
    public void Nothing_that_people_wrote_acts_as_mark_up()
    {
        var card = new Card(Hostile,
        [
            new Paragraph(Hostile), new Subtitle(Hostile), new Quote(Hostile, Hostile), new Prose(Hostile),
            new DiffBlock(Hostile, [new(DiffKind.Removed, Hostile), new(DiffKind.Added, Hostile)]),
            new Responses(Hostile, Hostile, [new(Hostile, Hostile, Hostile)]), new Facts([new(Hostile, Hostile)]),
            new Bars(new Chart(Hostile, ["Agree"], [new("A1", [1], Hostile)])), new Progress(1, 2, Hostile),
        ], [], Hostile);

        var drawn = Drawn.Of(card, Surface.Message, default);

        Assert.All(Objects(drawn).Where(o => (string?)o["type"] == "TextBlock"), block =>
            Assert.Matches(@"^(\\.|[^\\*_\[\]()`~#<>|!])*$", (string)block["text"]!));
        Assert.All(Objects(drawn).SelectMany(o => o).Where(p => p.Key is "text" or "altText").Select(p => (string)p.Value!),
            text => Assert.DoesNotContain("{{", text, StringComparison.Ordinal));
        Assert.DoesNotContain(Objects(drawn), o => o.ContainsKey("entities"));
    }

    [Fact]
    public void A_time_is_written_by_the_readers_own_client()
    {
        var card = Card.Of("Round", new When("Voting ends", new DateTimeOffset(2026, 11, 27, 17, 0, 0, TimeSpan.FromHours(1)), "Friday 27 November 2026, 17:00 in Berlin"));

        var text = (string)Drawn.Of(card, Surface.Message, default)["body"]![1]!["text"]!;

        Assert.StartsWith("**Voting ends:** {{DATE(2026-11-27T16:00:00Z,SHORT)}}, {{TIME(2026-11-27T16:00:00Z)}} for you", text);
    }

    [Fact]
    public void Pictures_go_when_a_card_would_be_too_large_and_the_words_beside_them_stay()
    {
        var small = Drawn.Of(Card.Of("Votes", ChartOf(5)), Surface.Message, default);
        var large = Drawn.Of(Card.Of("Votes", [.. Enumerable.Repeat(ChartOf(30), 6)]), Surface.Message, default);

        Assert.StartsWith("Votes: A1: 1 agree", (string)Objects(small).Single(o => (string?)o["type"] == "Image")["altText"]!);
        Assert.DoesNotContain(Objects(large), o => (string?)o["type"] == "Image");
        Assert.Contains("A30: 30 agree", large.ToJsonString());
        Assert.All([small, large], c => Assert.InRange(AdaptiveCards.Size(c), 1, AdaptiveCards.Largest));
    }

    [Fact]
    public void Votes_answer_in_place_and_everything_else_opens_a_dialog()
    {
        var post = new PostAddress(new WorkshopId("care"), new Place("teams", "19:x@thread.tacv2"), "amendment:A1");
        var buttons = Objects(Drawn.Of(Cards["amendment-open"](), Surface.Message, Mark.Of(post))).Where(o => o.ContainsKey("data")).ToList();

        Assert.Equal(["Action.Execute", "Action.Execute", "Action.Execute", "Action.Submit", "Action.Submit"], buttons.Select(b => (string)b["type"]!));
        Assert.All(buttons.Skip(3), b => Assert.Equal("task/fetch", (string)b["data"]!["msteams"]!["type"]!));
        Assert.All(buttons, b => Assert.Equal("care|amendment:A1", (string)b["data"]!["policybot"]!["post"]!));
    }

    [Fact]
    public void A_form_has_a_name_and_a_label_for_every_field()
    {
        var wanting = (Wanting)CommandReader.Read("round open", new Dictionary<string, string>());
        var card = FormCard.Of(Forms.For(wanting, Drafting), default);

        Snapshot.Matches("form-round-open", card.ToJsonString(new JsonSerializerOptions(Wire.Json) { WriteIndented = true }));
        var inputs = card["body"]!.AsArray();
        Assert.Equal(inputs.Count, inputs.Select(i => (string)i!["id"]!).Distinct().Count());
        Assert.All(inputs, i => Assert.InRange(((string)i!["label"]!).Length, 1, 45));
    }

    private static Bars ChartOf(int rows) =>
        new(new Chart("Votes", ["Agree", "Disagree", "Pass"], [.. Enumerable.Range(1, rows).Select(i => new ChartRow($"A{i}", [i, 30 - i, 2], $"A{i}: {i} agree"))]));

    private static JsonObject WithoutPictures(JsonObject card)
    {
        var copy = card.DeepClone().AsObject();
        foreach (var picture in Objects(copy).Where(o => (string?)o["type"] == "Image"))
            picture["url"] = "data:image/png;base64,…";
        return copy;
    }

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject o => o.SelectMany(p => Objects(p.Value)).Prepend(o),
        JsonArray a => a.SelectMany(Objects),
        _ => [],
    };
}
