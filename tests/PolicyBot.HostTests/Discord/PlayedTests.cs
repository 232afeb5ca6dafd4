using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using PolicyBot.App;
using PolicyBot.Core.Views;
using PolicyBot.Discord.Rendering;
using PolicyBot.Emulators.Discord.People;
using Xunit;

namespace PolicyBot.HostTests.Discord;

/// <summary>What holds after a whole workshop in Discord, however it went.</summary>
public abstract class PlayedTests(Played played)
{
    private static readonly JsonSerializerOptions AsSent = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void It_ends_as_people_voted_commented_and_confirmed() => Assert.Equal(
        new Ending(
            "A1 Adopted 28:2:0; A2 Declined 10:20:0",
            "C1 Always greet people who ask for help kindly and by name.\nC2 You must not give a dose of any medicine.\nv2",
            "A1 4 of 5",
            "A2 How unsure is unsure?; A2 It would say so all the time."),
        played.Ending);

    [Fact]
    public async Task Every_card_shows_exactly_what_the_views_render_and_is_there_once()
    {
        var services = played.Workshop.Services;
        var wanted = Posts.Wanted(await services.GetRequiredService<Gathering>().Of(await played.Workshop.Look(), Stop));
        Assert.Equal(["round:R1", "amendment:A1", "amendment:A2", "result:R1", "confirm:A1", "report:R1"], wanted.Select(w => w.Key));
        foreach (var (key, card) in wanted)
        {
            var body = services.GetRequiredService<CardMessages>().Post(card, mark: 1);
            var text = ChatMessage.TextOf(JsonSerializer.SerializeToNode(body, AsSent)!.AsObject());
            await played.Workshop.Until(() => Shows(text) == 1, $"{key} is shown {Shows(text)} times as:\n{text}\n\nbut there is:\n{Everything()}");
            var shown = played.Workshop.Discord.General.Messages.Single(m => m.Text == text);
            Assert.All(body.Uploads, upload => Assert.Equal(upload.Content, shown.Files[upload.Name]));
        }
    }

    [Fact]
    public void Nobody_was_pinged() => Assert.Empty(played.Workshop.Discord.Pings);

    [Fact]
    public void No_card_is_there_twice()
    {
        var titles = played.Workshop.Discord.General.Messages.Where(m => m.ByBot).Select(m => m.Text.Split('\n')[0]).ToList();
        Assert.Equal(titles.Distinct(), titles);
    }

    [Fact]
    public async Task Every_request_is_one_that_Discord_describes()
    {
        var requests = played.Workshop.Discord.Captured;

        var (code, output) = await Oracles.Validate(requests);

        Assert.True(code == 0, output);
        Assert.Contains($"\"checked\":{requests.Count}", output, StringComparison.Ordinal);
    }

    private int Shows(string text) => played.Workshop.Discord.General.Messages.Count(m => m.Text == text);

    private string Everything() => string.Join("\n---\n", played.Workshop.Discord.General.Messages.Select(m => m.Text));
}

/// <summary>When nothing goes wrong.</summary>
public sealed class WholeWorkshopTests(Played played) : PlayedTests(played), IClassFixture<Played>;

/// <summary>When interactions come by signed HTTP.</summary>
public sealed class SignedWorkshopTests(PlayedOverHttp played) : PlayedTests(played), IClassFixture<PlayedOverHttp>;

/// <summary>When much goes wrong.</summary>
public sealed class StormyWorkshopTests(PlayedInAStorm played) : PlayedTests(played), IClassFixture<PlayedInAStorm>;
