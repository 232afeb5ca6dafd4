using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using PolicyBot.Emulators.Discord;
using Xunit;

namespace PolicyBot.HostTests.Discord;

/// <summary>Speaks Discord's protocol by hand, to see what the emulator makes of it.</summary>
internal sealed class RawBot : IAsyncDisposable
{
    private readonly DiscordEmulator discord;
    private readonly HttpClient http;
    private readonly ClientWebSocket socket = new();

    public RawBot(DiscordEmulator discord)
    {
        this.discord = discord;
        http = new HttpClient { BaseAddress = new Uri(discord.ApiBase + "/") };
        http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"Bot {discord.Options.Token}");
        http.DefaultRequestHeaders.UserAgent.ParseAdd("DiscordBot (https://policybot.invalid, 1)");
    }

    public int? Closed => (int?)socket.CloseStatus;

    public string Messages => $"channels/{discord.General.Id}/messages";

    public async Task<(int Status, JsonNode? Body, HttpResponseMessage Response)> Rest(string method, string path, string? json = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (json is not null)
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, text.StartsWith('<') || text.Length == 0 ? null : JsonNode.Parse(text), response);
    }

    /// <summary>The error code of a request that fails; the paths of the fields where it names some.</summary>
    public async Task<string> Refusal(string method, string path, string json)
    {
        var (status, body, _) = await Rest(method, path, json);
        Assert.InRange(status, 400, 499);
        return $"{body!["code"]} {string.Join(' ', body["errors"]?.AsObject().Select(e => e.Key) ?? [])}".TrimEnd();
    }

    public async Task<JsonNode> Connect(string query = "v=10&encoding=json")
    {
        await socket.ConnectAsync(new Uri($"{discord.Origin.Replace("http", "ws", StringComparison.Ordinal)}/gateway?{query}"), TestContext.Current.CancellationToken);
        return await Receive() ?? new JsonObject();
    }

    public Task Identify(int intents = 1, string? token = null, string shard = "[0,1]") => Send(
        $$$"""{"op":2,"d":{"token":"{{{token ?? discord.Options.Token}}}","intents":{{{intents}}},"shard":{{{shard}}},"properties":{"os":"linux","browser":"raw","device":"raw"} } }""");

    public Task Send(string text) => socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, TestContext.Current.CancellationToken);

    /// <returns>Null when the other side closed.</returns>
    public async Task<JsonNode?> Receive()
    {
        var buffer = new byte[256 * 1024];
        var part = await socket.ReceiveAsync(buffer, TestContext.Current.CancellationToken);
        return part.MessageType == WebSocketMessageType.Close ? null : JsonNode.Parse(buffer.AsSpan(0, part.Count));
    }

    /// <summary>Reads on until the other side closes.</summary>
    public async Task<int> CloseCode()
    {
        while (await Receive() is not null)
        {
        }

        return (int)socket.CloseStatus!;
    }

    public ValueTask DisposeAsync()
    {
        socket.Dispose();
        http.Dispose();
        return ValueTask.CompletedTask;
    }
}
