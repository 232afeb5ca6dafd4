using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using PolicyBot.Core;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Voting;
using PolicyBot.Emulators.Discord;
using PolicyBot.Emulators.Discord.People;
using Xunit;

namespace PolicyBot.HostTests.Discord;

/// <summary>Interactions by HTTP: Discord's are answered, and nobody else's change anything.</summary>
public sealed partial class SignedInteractionsTests : IAsyncLifetime
{
    private readonly HttpClient client = new();
    private DiscordWorkshop workshop = null!;
    private ChatMessage card = null!;
    private Human ben = null!;

    private DiscordEmulator Discord => workshop.Discord;

    public async ValueTask InitializeAsync()
    {
        workshop = await DiscordWorkshop.Start("http");
        var maya = Discord.Joins("maya");
        ben = Discord.Joins("ben");
        await workshop.Insists(() => maya.Says("/policybot workshop create name:Care zone:UTC"));
        await workshop.Insists(() => maya.Says("/policybot clause propose wording:Never give a dose."));
        await workshop.Insists(() => maya.Says("/policybot scenario add prompt:Which dose? for:A1"));
        await workshop.Decides(maya, "/policybot round open deadline:2d");
        await workshop.UntilRound(RoundState.Open);
        card = await workshop.Card("A1 ·", c => c.Buttons.Contains("Agree"));
        Assert.Contains("Recorded", (await workshop.Insists(() => ben.Presses("Agree", on: card))).Text, StringComparison.Ordinal);
        Assert.Empty(Discord.RefusedAnswers);
    }

    public async ValueTask DisposeAsync()
    {
        await workshop.DisposeAsync();
        client.Dispose();
    }

    [Fact]
    public async Task A_ping_is_answered_with_a_pong()
    {
        using var response = await Send(Discord.Delivery.Sign("""{"id":"1","token":"t","application_id":"1","type":1,"version":1}"""u8.ToArray()));

        Assert.Equal("""{"type":1}""", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        await Oracles.Approve(Discord.Captured);
    }

    [Theory]
    [InlineData("forged")]
    [InlineData("tampered")]
    [InlineData("unsigned")]
    [InlineData("old")]
    [InlineData("from the future")]
    [InlineData("another time")]
    [InlineData("garbled")]
    public async Task A_vote_that_Discord_did_not_sign_gets_401_and_changes_nothing(string how)
    {
        var body = Encoding.UTF8.GetBytes(Against(Discord.SentInteractions[^1]));
        using var request = how switch
        {
            "forged" => Forged(body),
            "old" => Discord.Delivery.Sign(body, workshop.Clock.GetUtcNow() - TimeSpan.FromMinutes(6)),
            "from the future" => Discord.Delivery.Sign(body, workshop.Clock.GetUtcNow() + TimeSpan.FromMinutes(6)),
            _ => Spoilt(Discord.Delivery.Sign(body), how),
        };

        using var response = await Send(request);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal(new Count(1, 0, 0), await Counted());
    }

    [Fact]
    public async Task A_replayed_request_gets_401_and_changes_nothing()
    {
        var body = Encoding.UTF8.GetBytes(Against(Discord.SentInteractions[^1]));
        using var first = Discord.Delivery.Sign(body);
        using var again = new HttpRequestMessage(HttpMethod.Post, Discord.Delivery.Endpoint) { Content = new ByteArrayContent(body) };
        foreach (var header in first.Headers)
            again.Headers.TryAddWithoutValidation(header.Key, header.Value);
        Assert.Equal(HttpStatusCode.OK, (await Send(first)).StatusCode);
        Assert.Equal(new Count(0, 1, 0), await Counted());
        await workshop.Insists(() => ben.Presses("Pass", on: card));

        using var response = await Send(again);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal(new Count(0, 0, 1), await Counted());
    }

    /// <summary>The same interaction as a new one, with the opposite vote.</summary>
    private static string Against(string interaction) =>
        FirstId().Replace(interaction.Replace(" agree ", " disagree ", StringComparison.Ordinal), "\"id\":\"9", 1);

    private HttpRequestMessage Forged(byte[] body)
    {
        using var forger = DiscordEmulator.Forger(workshop.Clock);
        forger.Endpoint = Discord.Delivery.Endpoint;
        return forger.Sign(body);
    }

    private HttpRequestMessage Spoilt(HttpRequestMessage request, string how)
    {
        var signature = request.Headers.GetValues("X-Signature-Ed25519").Single();
        switch (how)
        {
            case "tampered":
                request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Discord.SentInteractions[^1].Replace(" agree ", " pass ", StringComparison.Ordinal)));
                break;
            case "unsigned":
                request.Headers.Remove("X-Signature-Ed25519");
                break;
            case "another time":
                request.Headers.Remove("X-Signature-Timestamp");
                request.Headers.Add("X-Signature-Timestamp", (workshop.Clock.GetUtcNow().ToUnixTimeSeconds() + 1).ToString(System.Globalization.CultureInfo.InvariantCulture));
                break;
            default:
                request.Headers.Remove("X-Signature-Ed25519");
                request.Headers.Add("X-Signature-Ed25519", "zz" + signature[2..]);
                break;
        }

        return request;
    }

    private Task<HttpResponseMessage> Send(HttpRequestMessage request) => client.SendAsync(request, TestContext.Current.CancellationToken);

    private async Task<Count> Counted() =>
        (await workshop.Store.Counts(workshop.Id, new RoundId(1), TestContext.Current.CancellationToken)).Single().Count;

    [GeneratedRegex("\"id\":\"")]
    private static partial Regex FirstId();
}
