using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using PolicyBot.Core;
using PolicyBot.Core.Workshops;
using PolicyBot.Emulators.Discord;
using PolicyBot.Emulators.OpenAi;

namespace PolicyBot.Benchmarks.Discord;

/// <summary>The composed host in a Discord on this machine, with a model that can be slow.</summary>
internal sealed class DiscordStage : IAsyncDisposable
{
    private readonly RawHttp http;
    private int interactions, promised;

    private DiscordStage(DiscordEmulator discord, OpenAiEmulator model, Stage stage)
    {
        (Discord, Model, Stage) = (discord, model, stage);
        discord.LimitsRates = false;
        Endpoint = new Uri(stage.Address + PolicyBot.Discord.Interactions.ByHttp.Path);
        http = new RawHttp(Endpoint);
    }

    public DiscordEmulator Discord { get; }

    public OpenAiEmulator Model { get; }

    public Stage Stage { get; }

    private Uri Endpoint { get; }

    public static async Task<DiscordStage> Open(string delivery, CancellationToken cancellation)
    {
        var discord = await DiscordEmulator.Start();
        var model = await OpenAiEmulator.Start();
        var stage = await Stage.Open(cancellation, new Dictionary<string, string?>
        {
            ["Discord:Token"] = discord.Options.Token,
            ["Discord:ApplicationId"] = discord.ApplicationId,
            ["Discord:PublicKey"] = discord.Delivery.PublicKey,
            ["Discord:Delivery"] = delivery,
            ["Discord:ApiBase"] = discord.ApiBase,
            ["Models:Provider"] = "openai",
            ["Models:Endpoint"] = $"{model.Address}v1",
            ["Models:Model"] = "slow",
        });
        var opened = new DiscordStage(discord, model, stage);
        while (discord.Connected == 0)
            await Task.Delay(20, cancellation);
        return opened;
    }

    /// <summary>With every card in its channel.</summary>
    public async Task<OpenRoundOf> OpenRound(string name, (int People, int Amendments) size, CancellationToken cancellation, SettingsPatch? rule = null)
    {
        var round = await Stage.OpenRound(name, size, cancellation, new Place("discord", Discord.General.Id), rule);
        while (Discord.General.Messages.Count(m => m.Buttons.Contains("Agree")) < size.Amendments)
            await Task.Delay(20, cancellation);
        return round;
    }

    /// <summary>Requests that press the buttons of these ballots, signed now.</summary>
    public ImmutableArray<(byte[] Request, byte[] Body, string Signature, string Timestamp)> Sign(OpenRoundOf round, IEnumerable<int> ballots) =>
    [
        .. ballots.AsParallel().AsOrdered().Select(n => round.Press(n)).Select(p => Signed(Interaction(
            3, p.From.Id, p.Name, $$"""{"custom_id":{{JsonSerializer.Serialize(p.Act)}},"component_type":2}"""))),
    ];

    /// <summary>A request for a try, which waits for the model.</summary>
    public byte[] Try(int person) => Signed(Interaction(2, OpenRoundOf.AccountOf(new Place("discord", ""), person).Id, OpenRoundOf.NameOf(person),
        """{"id":"1","name":"policybot","type":1,"options":[{"name":"try","type":1,"options":[{"name":"prompt","type":3,"value":"May I?"}]}]}""")).Request;

    /// <summary>How many were first answered by a promise.</summary>
    public int Promised => promised;

    /// <summary>Sends one; it must be recorded, or promised.</summary>
    public async Task Send(byte[] request)
    {
        var answer = await http.Send(request);
        if (answer.Contains("\"type\":5", StringComparison.Ordinal))
            Interlocked.Increment(ref promised);
        else if (!answer.Contains("Recorded", StringComparison.Ordinal))
            throw new InvalidOperationException($"Neither recorded nor promised: {answer}");
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await Stage.DisposeAsync();
        await Model.DisposeAsync();
        await Discord.DisposeAsync();
    }

    private byte[] Interaction(int type, string user, string name, string data)
    {
        var id = 900_000_000_000_000_000 + Interlocked.Increment(ref interactions);
        return System.Text.Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture,
            $$$"""{"id":"{{{id}}}","application_id":"{{{Discord.ApplicationId}}}","type":{{{type}}},"token":"token-{{{id}}}","version":1,"guild_id":"{{{Discord.Guild}}}","channel_id":"{{{Discord.General.Id}}}","channel":{"id":"{{{Discord.General.Id}}}","type":0},"member":{"user":{"id":"{{{user}}}","username":"{{{name}}}"},"roles":[],"permissions":"0"},"data":{{{data}}}}"""));
    }

    private (byte[] Request, byte[] Body, string Signature, string Timestamp) Signed(byte[] body)
    {
        Discord.Delivery.Endpoint = Endpoint;
        using var request = Discord.Delivery.Sign(body);
        return (RawHttp.Bytes(request, body), body, request.Headers.GetValues("X-Signature-Ed25519").First(), request.Headers.GetValues("X-Signature-Timestamp").First());
    }
}
