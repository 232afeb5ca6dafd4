using Microsoft.Extensions.Time.Testing;
using PolicyBot.Emulators.Discord;
using PolicyBot.Emulators.Discord.Rest;
using PolicyBot.Emulators.Discord.World;
using Xunit;

namespace PolicyBot.HostTests.Discord;

/// <summary>The emulator refuses what Discord refuses.</summary>
public sealed class EmulatorRestTests : IAsyncLifetime
{
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));
    private DiscordEmulator discord = null!;
    private RawBot bot = null!;

    public async ValueTask InitializeAsync()
    {
        discord = await DiscordEmulator.Start(new DiscordOptions { Clock = clock, Pace = clock });
        bot = new RawBot(discord);
    }

    public async ValueTask DisposeAsync()
    {
        await bot.DisposeAsync();
        await discord.DisposeAsync();
    }

    public static TheoryData<string, string> WrongMessages => new()
    {
        { "{}", "50006" },
        { Content(2001), "50035 content" },
        { """{"content":"x","flags":32768}""", "50035 content" },
        { """{"embeds":[{"description":"x"}],"flags":32768,"components":[{"type":10,"content":"x"}]}""", "50035 embeds" },
        { V2(Text(2000), Text(2001)), "50035 components" },
        { V2([.. Enumerable.Repeat(Text(1), 41)]), "50035 components" },
        { V2(Row(Button("a"), Button("a"))), "50035 components" },
        { V2(Row(Button(new string('a', 101)))), "50035 components" },
        { V2(Row(Button("a", 81))), "50035 components" },
        { V2(Row([.. Enumerable.Range(0, 6).Select(n => Button($"{n}"))])), "50035 components" },
        { V2("""{"type":17,"components":[{"type":17,"components":[{"type":10,"content":"x"}]}]}"""), "50035 components" },
        { V2("""{"type":12,"items":[{"media":{"url":"attachment://missing.png"}}]}"""), "50035 components" },
        { """{"content":"x","components":[{"type":10,"content":"x"}]}""", "50035 components" },
        { """{"content":"x","allowed_mentions":{"parse":["users"],"users":["1"]}}""", "50035 allowed_mentions" },
        { $$"""{"embeds":[{{string.Join(',', Enumerable.Repeat($$"""{"description":"{{new string('x', 3001)}}"}""", 2))}}]}""", "50035 embeds" },
        { $$"""{"content":"x","components":[{{string.Join(',', Enumerable.Range(0, 6).Select(n => Row(Button($"{n}"))))}}]}""", "50035 components" },
        { "not json", "50109" },
    };

    [Theory]
    [MemberData(nameof(WrongMessages))]
    public async Task A_message_beyond_a_limit_is_refused(string json, string why) => Assert.Equal(why, await bot.Refusal("POST", bot.Messages, json));

    [Fact]
    public async Task A_message_within_all_limits_is_taken()
    {
        var (status, body, response) = await bot.Rest("POST", bot.Messages, V2(Text(2000), Text(2000), Row(Button("a"), Button("b"))));

        Assert.Equal(200, status);
        Assert.Equal("2", body!["components"]![1]!["id"]!.ToString());
        Assert.Equal(("5", "4"), (response.Headers.GetValues("X-RateLimit-Limit").Single(), response.Headers.GetValues("X-RateLimit-Remaining").Single()));
    }

    [Fact]
    public async Task The_flag_of_components_v2_stays_when_a_message_is_edited()
    {
        var (_, created, _) = await bot.Rest("POST", bot.Messages, V2(Text(1)));

        Assert.Equal("50035 content", await bot.Refusal("PATCH", $"{bot.Messages}/{created!["id"]}", """{"content":"plain","flags":0,"components":[]}"""));
    }

    [Fact]
    public async Task The_same_enforced_nonce_gives_the_same_message_for_some_minutes()
    {
        const string json = """{"content":"x","nonce":"n1","enforce_nonce":true}""";
        var (_, first, _) = await bot.Rest("POST", bot.Messages, json);
        var (_, second, _) = await bot.Rest("POST", bot.Messages, json);
        clock.Advance(TimeSpan.FromMinutes(10));
        var (_, third, _) = await bot.Rest("POST", bot.Messages, json);

        Assert.Equal($"{first!["id"]}", $"{second!["id"]}");
        Assert.NotEqual($"{first["id"]}", $"{third!["id"]}");
    }

    [Fact]
    public async Task The_sixth_message_in_five_seconds_gets_429_with_how_long_to_wait()
    {
        for (var n = 0; n < 5; n++)
            Assert.Equal(200, (await bot.Rest("POST", bot.Messages, Content(1))).Status);
        clock.Advance(TimeSpan.FromSeconds(1));

        var (status, body, response) = await bot.Rest("POST", bot.Messages, Content(1));

        Assert.Equal((429, 4.0, false), (status, (double)body!["retry_after"]!, (bool)body["global"]!));
        Assert.Equal("user", response.Headers.GetValues("X-RateLimit-Scope").Single());
        Assert.Equal(1, discord.InvalidRequests);
        clock.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(200, (await bot.Rest("POST", bot.Messages, Content(1))).Status);
    }

    [Fact]
    public async Task More_than_fifty_requests_in_a_second_meet_the_global_limit()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(n => bot.Rest("GET", $"users/{n}")));
        var channels = await Task.WhenAll(Enumerable.Range(0, 60).Select(n => bot.Rest("GET", $"channels/{n}")));

        Assert.Contains(channels, a => a.Response.Headers.Contains("X-RateLimit-Global") && (bool)a.Body!["global"]!);
        Assert.Equal(50, answers.Concat(channels).Count(a => a.Status == 404));
    }

    [Fact]
    public async Task Old_messages_can_seldom_be_edited()
    {
        var (_, old, _) = await bot.Rest("POST", bot.Messages, Content(1));
        clock.Advance(TimeSpan.FromMinutes(61));
        for (var n = 0; n < 5; n++)
        {
            Assert.Equal(200, (await bot.Rest("PATCH", $"{bot.Messages}/{old!["id"]}", Content(n + 1))).Status);
            clock.Advance(TimeSpan.FromSeconds(2));
        }

        var (status, body, _) = await bot.Rest("PATCH", $"{bot.Messages}/{old!["id"]}", Content(9));

        Assert.Equal((429, 30046), (status, (int)body!["code"]!));
    }

    [Fact]
    public async Task Failures_come_as_a_test_orders_them()
    {
        discord.Fails(new Failing(new RestFault.TooManyAsHtml(7)), new Failing(new RestFault.Status(502)), new Failing(new RestFault.LostAnswer()));
        var (status, body, response) = await bot.Rest("POST", bot.Messages, Content(1));
        Assert.Equal((429, null, "7"), (status, body, response.Headers.GetValues("Retry-After").Single()));
        Assert.Equal(502, (await bot.Rest("POST", bot.Messages, Content(1))).Status);
        await Assert.ThrowsAsync<HttpRequestException>(() => bot.Rest("POST", bot.Messages, Content(1)));

        Assert.Single(discord.General.Messages);
    }

    [Fact]
    public async Task Without_permission_the_bot_gets_50013_and_without_sight_50001()
    {
        discord.General.Denies(Permission.SendMessages);
        Assert.Equal("50013", await bot.Refusal("POST", bot.Messages, Content(1)));
        discord.General.Denies(Permission.ViewChannel);
        Assert.Equal("50001", await bot.Refusal("POST", bot.Messages, Content(1)));
    }

    [Fact]
    public async Task A_mention_pings_unless_it_is_not_allowed_and_a_person_by_name_only_when_listed()
    {
        var ana = discord.Joins("ana");
        var (ben, role) = (discord.Joins("ben"), discord.AddRole("nurses", mentionable: true));
        var words = $"<@{ana.Id}> `<@{ben.Id}>` <@&{role}> @everyone";

        await bot.Rest("POST", bot.Messages, $$$"""{"content":"{{{words}}}","allowed_mentions":{"parse":[]}}""");
        Assert.Empty(discord.Pings);
        await bot.Rest("POST", bot.Messages, $$$"""{"content":"{{{words}}}","allowed_mentions":{"parse":[],"users":["{{{ben.Id}}}"]}}""");
        Assert.Equal([ben.Id], discord.Pings.Select(p => p.Who));
        discord.GrantsBot(Permission.MentionEveryone);
        await bot.Rest("POST", bot.Messages, $$"""{"content":"{{words}}"}""");
        Assert.Equal([ben.Id, ana.Id, ben.Id, $"role:{role}", "everyone"], discord.Pings.Select(p => p.Who));
    }

    [Theory]
    [InlineData("""[{"name":"Policy","description":"x"}]""")]
    [InlineData("""[{"name":"policy","description":""}]""")]
    [InlineData("""[{"name":"a","description":"x"},{"name":"a","description":"x"}]""")]
    [InlineData("""[{"name":"a","description":"x","options":[{"type":3,"name":"o","description":"x"},{"type":3,"name":"p","description":"x","required":true}]}]""")]
    [InlineData("""[{"name":"a","description":"x","options":[{"type":3,"name":"o","description":"x","autocomplete":true,"choices":[{"name":"c","value":"c"}]}]}]""")]
    public async Task A_wrong_command_is_refused(string commands) =>
        Assert.StartsWith("50035", await bot.Refusal("PUT", $"applications/{discord.ApplicationId}/commands", commands), StringComparison.Ordinal);

    private static string Content(int length) => $$"""{"content":"{{new string('x', length)}}"}""";

    private static string V2(params string[] components) => $$"""{"flags":32768,"components":[{{string.Join(',', components)}}]}""";

    private static string Text(int length) => $$"""{"type":10,"content":"{{new string('x', length)}}"}""";

    private static string Row(params string[] inside) => $$"""{"type":1,"components":[{{string.Join(',', inside)}}]}""";

    private static string Button(string id, int label = 1) => $$"""{"type":2,"style":1,"label":"{{new string('x', label)}}","custom_id":"{{id}}"}""";
}
