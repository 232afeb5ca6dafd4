using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using PolicyBot.Emulators.Teams;
using Xunit;

namespace PolicyBot.HostTests.Teams;

/// <summary>The emulator itself, held against Microsoft's own client and against what Teams publishes about its limits.</summary>
public sealed class EmulatorTests : IAsyncLifetime
{
    private readonly FakeTimeProvider clock = new();
    private TeamsEmulator teams = null!;
    private HttpClient http = null!;
    private Conversation channel = null!;
    private Person ana = null!;

    public async ValueTask InitializeAsync()
    {
        teams = await TeamsEmulator.Start(clock);
        http = new HttpClient { BaseAddress = teams.ServiceUrl };
        channel = teams.Channel("Care");
        ana = teams.Person("Ana", channel);
        await ana.Installs(channel);
        await ana.Installs(ana.Chat);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await Token());
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await teams.DisposeAsync();
    }

    [Fact]
    public async Task Microsofts_own_client_finds_its_way_around()
    {
        var told = JsonNode.Parse(await Oracle.Run("client.mjs", teams.ServiceUrl.ToString(), await Token(), channel.Id, ana.Id, TeamsEmulator.Tenant))!;

        Assert.Equal(["first", "edited"], channel.Messages.Select(m => m.Text));
        Assert.Equal(channel.Messages[0].Id, channel.Messages[1].Root);
        Assert.Equal($"{channel.Id};messageid={channel.Messages[0].Id}", (string?)told["thread"]!["id"]);
        Assert.Equal(ana.Chat.Id, (string?)told["chat"]!["id"]);
        Assert.Equal("privately", Assert.Single(ana.Chat.Messages).Text);
        Assert.Equal((ana.Name, ana.DirectoryId), ((string?)told["members"]![0], (string?)told["directory"]));
        Assert.Empty(teams.World.Complaints);
    }

    [Fact]
    public async Task The_eighth_message_to_a_thread_within_a_second_is_refused_with_the_time_to_wait()
    {
        for (var i = 0; i < 7; i++)
            Assert.Equal(HttpStatusCode.Created, (await Post("x")).StatusCode);

        var refused = await Post("x");
        clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal((HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(1)), (refused.StatusCode, refused.Headers.RetryAfter!.Delta));
        Assert.Equal(HttpStatusCode.Created, (await Post("x")).StatusCode);
        Assert.Equal(1, teams.Limits.Refused);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer eyJ.made-up")]
    public async Task Without_a_token_of_its_own_the_connector_does_nothing(string? header)
    {
        http.DefaultRequestHeaders.Remove("Authorization");
        if (header is not null)
            http.DefaultRequestHeaders.Add("Authorization", header);

        Assert.Equal(HttpStatusCode.Unauthorized, (await Post("x")).StatusCode);
        Assert.Empty(channel.Messages);
    }

    [Fact]
    public async Task A_token_is_worthless_after_an_hour()
    {
        clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(HttpStatusCode.Unauthorized, (await Post("x")).StatusCode);
    }

    [Fact]
    public async Task Too_much_is_refused_and_so_is_a_bot_that_was_taken_out()
    {
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await Post(new string('x', 80 * 1024))).StatusCode);
        await ana.Uninstalls(channel);

        var refused = await Post("x");

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Contains("BotNotInConversationRoster", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_card_that_names_people_is_refreshed_by_their_clients_when_it_appears_and_when_it_is_edited()
    {
        const string Card = """{"type":"AdaptiveCard","version":"1.5","refresh":{"action":{"type":"Action.Execute","verb":"look"},"userIds":["%"]},"body":[]}""";
        var activity = JsonNode.Parse($$"""{"type":"message","attachments":[{"contentType":"application/vnd.microsoft.card.adaptive","content":{{Card.Replace("%", ana.Id, StringComparison.Ordinal)}}}]}""");
        var other = teams.Person("Other", channel);

        await http.PostAsJsonAsync($"v3/conversations/{channel.Id}/activities", activity);
        await http.PutAsJsonAsync($"v3/conversations/{channel.Id}/activities/{channel.Messages[0].Id}", activity);
        await teams.Refreshed();

        // There is no bot in this test to answer the two clients.
        Assert.Equal(2, ana.Told.Count);
        Assert.Empty(other.Told);
    }

    [Fact]
    public async Task A_lost_answer_leaves_the_message_behind_and_a_hang_up_does_not()
    {
        teams.Connector.Fails(new ConnectorFault.LostAnswer(), new ConnectorFault.HangUp());

        await Assert.ThrowsAsync<HttpRequestException>(() => Post("there"));
        await Assert.ThrowsAsync<HttpRequestException>(() => Post("nowhere"));

        Assert.Equal("there", Assert.Single(channel.Messages).Text);
    }

    private Task<HttpResponseMessage> Post(string text) =>
        http.PostAsJsonAsync($"v3/conversations/{channel.Id}/activities", new { type = "message", text });

    private async Task<string> Token()
    {
        using var answer = await http.PostAsync(teams.TokenEndpoint, new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = TeamsEmulator.AppId,
            ["client_secret"] = TeamsEmulator.Secret,
            ["scope"] = "https://api.botframework.com/.default",
        }));
        return (string)(await answer.Content.ReadFromJsonAsync<JsonObject>())!["access_token"]!;
    }
}
