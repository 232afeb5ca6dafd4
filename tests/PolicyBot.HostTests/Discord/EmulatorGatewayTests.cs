using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using PolicyBot.Emulators.Discord;
using PolicyBot.Emulators.Discord.People;
using Xunit;

namespace PolicyBot.HostTests.Discord;

/// <summary>The emulator's gateway and its interactions are as strict as Discord's.</summary>
public sealed class EmulatorGatewayTests : IAsyncLifetime
{
    private const int Messages = 1 << 9;
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));
    private DiscordEmulator discord = null!;
    private RawBot bot = null!;

    public async ValueTask InitializeAsync()
    {
        discord = await DiscordEmulator.Start(new DiscordOptions { Clock = clock, GrantsMembers = false, GrantsContent = false });
        bot = new RawBot(discord);
    }

    public async ValueTask DisposeAsync()
    {
        await bot.DisposeAsync();
        await discord.DisposeAsync();
    }

    public static TheoryData<string, int> WrongSends => new()
    {
        { """{"op":2,"d":{"token":"wrong","intents":1,"properties":{}}}""", 4004 },
        { """{"op":2,"d":{"token":"MTE.emulated.token","intents":2,"properties":{}}}""", 4014 },
        { """{"op":2,"d":{"token":"MTE.emulated.token","intents":32769,"properties":{}}}""", 4014 },
        { """{"op":2,"d":{"token":"MTE.emulated.token","intents":1073741825,"properties":{}}}""", 4013 },
        { """{"op":2,"d":{"token":"MTE.emulated.token","intents":1,"shard":[1,1],"properties":{}}}""", 4010 },
        { """{"op":8,"d":{}}""", 4003 },
        { """{"op":99}""", 4001 },
        { "no json", 4002 },
        { new string('x', 5000), 4002 },
    };

    [Theory]
    [MemberData(nameof(WrongSends))]
    public async Task What_a_bot_may_not_send_closes_with_its_code(string text, int code)
    {
        await bot.Connect();
        await bot.Send(text);
        Assert.Equal(code, await bot.CloseCode());
    }

    [Fact]
    public async Task A_wrong_version_and_a_second_identify_close_too()
    {
        await using var old = new RawBot(discord);
        await old.Connect("v=6&encoding=json");
        Assert.Equal(4012, old.Closed);
        await bot.Connect();
        await bot.Identify();
        await bot.Identify();
        Assert.Equal(4005, await bot.CloseCode());
    }

    [Fact]
    public async Task Two_identifies_within_five_seconds_are_one_too_many()
    {
        await using var second = new RawBot(discord);
        await bot.Connect();
        await bot.Identify();
        Assert.Equal("READY", (string?)(await bot.Receive())!["t"]);
        await second.Connect();
        await second.Identify();
        Assert.Equal(9, (int)(await second.Receive())!["op"]!);
    }

    [Fact]
    public async Task A_resume_replays_what_was_missed_and_a_wrong_sequence_ends_the_session()
    {
        var ana = discord.Joins("ana");
        var session = await Begin(Messages);
        discord.Drop();
        await ana.Says("missed");
        await using var again = new RawBot(discord);
        await again.Connect();
        await again.Send($$$"""{"op":6,"d":{"token":"{{{discord.Options.Token}}}","session_id":"{{{session}}}","seq":2}}""");
        Assert.Equal(("MESSAGE_CREATE", 3), await Next(again));
        Assert.Equal("RESUMED", (await Next(again)).Item1);
        await using var wrong = new RawBot(discord);
        await wrong.Connect();
        await wrong.Send($$$"""{"op":6,"d":{"token":"{{{discord.Options.Token}}}","session_id":"{{{session}}}","seq":99}}""");
        Assert.Equal(4007, await wrong.CloseCode());
    }

    [Fact]
    public async Task Words_are_withheld_without_the_intent_except_where_the_bot_is_mentioned()
    {
        var ana = discord.Joins("ana");
        await Begin(Messages);

        await ana.Says("secret");
        await ana.Says($"hello <@{discord.ApplicationId}>");

        Assert.Equal("", (string?)(await bot.Receive())!["d"]!["content"]);
        Assert.StartsWith("hello", (string?)(await bot.Receive())!["d"]!["content"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interaction_is_answered_once_within_three_seconds_and_followed_up_for_fifteen_minutes()
    {
        var (ana, interaction) = await Asked();
        var (callback, webhook) = ($"interactions/{interaction["id"]}/{interaction["token"]}/callback", $"webhooks/{discord.ApplicationId}/{interaction["token"]}");
        Assert.Equal("10015", await bot.Refusal("POST", webhook, """{"content":"too soon"}"""));
        Assert.Equal(204, (await bot.Rest("POST", callback, """{"type":5,"data":{"flags":64}}""")).Status);
        Assert.Equal("40060", await bot.Refusal("POST", callback, """{"type":4,"data":{"content":"twice"}}"""));
        clock.Advance(TimeSpan.FromMinutes(14));
        Assert.Equal(200, (await bot.Rest("PATCH", webhook + "/messages/@original", """{"content":"late"}""")).Status);
        clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal("50027", await bot.Refusal("POST", webhook, """{"content":"too late"}"""));

        var heard = await ana;
        Assert.Equal(("late", true), (heard.Text, heard.Message!.Ephemeral));
    }

    [Fact]
    public async Task After_three_seconds_an_interaction_is_unknown_and_the_person_reads_that_nobody_answered()
    {
        var (ana, interaction) = await Asked();
        clock.Advance(TimeSpan.FromSeconds(4));

        Assert.Equal("10062", await bot.Refusal("POST", $"interactions/{interaction["id"]}/{interaction["token"]}/callback", """{"type":4,"data":{"content":"x"}}"""));
        Assert.True((await ana).Failed);
        Assert.Equal(1, discord.TooLate);
    }

    [Theory]
    [InlineData("""{"type":8,"data":{"choices":[]}}""")]
    [InlineData("""{"type":7,"data":{"content":"no message to update"}}""")]
    [InlineData("""{"type":9,"data":{"custom_id":"m","title":"more than forty-five characters make no good title","components":[]}}""")]
    public async Task An_answer_that_does_not_fit_is_refused(string json)
    {
        var (ana, interaction) = await Asked();
        var callback = $"interactions/{interaction["id"]}/{interaction["token"]}/callback";

        Assert.StartsWith("50035", await bot.Refusal("POST", callback, json), StringComparison.Ordinal);

        await bot.Rest("POST", callback, """{"type":4,"data":{"content":"x"}}""");
        await ana;
    }

    [Fact]
    public async Task A_dialog_does_not_answer_a_dialog()
    {
        const string modal = """{"type":9,"data":{"custom_id":"m","title":"T","components":[{"type":18,"label":"L","component":{"type":4,"style":1,"custom_id":"w"}}]}}""";
        var ana = discord.Joins("ana");
        var (asked, first) = await Asked(ana);
        await bot.Rest("POST", $"interactions/{first["id"]}/{first["token"]}/callback", modal);
        Assert.Equal(["w"], (await asked).Fields);
        var filling = ana.FillsIn(("w", "words"));
        var second = (await bot.Receive())!["d"]!;
        var callback = $"interactions/{second["id"]}/{second["token"]}/callback";
        Assert.Equal("words", (string?)second["data"]!["components"]![0]!["component"]!["value"]);

        Assert.Equal("50035", await bot.Refusal("POST", callback, modal));

        await bot.Rest("POST", callback, """{"type":4,"data":{"content":"thanks"}}""");
        Assert.Equal("thanks", (await filling).Text);
    }

    /// <returns>The session's id; its READY and GUILD_CREATE are read.</returns>
    private async Task<string> Begin(int intents)
    {
        await bot.Connect();
        await bot.Identify(1 | intents);
        var ready = await bot.Receive();
        Assert.Equal("GUILD_CREATE", (await Next(bot)).Item1);
        return (string)ready!["d"]!["session_id"]!;
    }

    private async Task<(Task<Heard> Ana, JsonNode Interaction)> Asked(Human? who = null)
    {
        await bot.Rest("PUT", $"applications/{discord.ApplicationId}/commands", """[{"name":"policybot","description":"x"}]""");
        var ana = who ?? discord.Joins("ana");
        await Begin(0);
        var asking = ana.Says("/policybot");
        return (asking, (await bot.Receive())!["d"]!);
    }

    private static async Task<(string?, int)> Next(RawBot bot)
    {
        var payload = await bot.Receive();
        return ((string?)payload!["t"], (int)payload["s"]!);
    }
}
