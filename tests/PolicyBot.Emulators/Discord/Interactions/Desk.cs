using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PolicyBot.Emulators.Discord.Gateway;
using PolicyBot.Emulators.Discord.Rest;
using PolicyBot.Emulators.Discord.World;

namespace PolicyBot.Emulators.Discord.Interactions;

/// <summary>Brings interactions to the bot, by gateway or by HTTP, and waits as a person's client does.</summary>
internal sealed class Desk(DiscordState state, Sessions sessions, Callbacks callbacks, HttpDelivery http, ConcurrentQueue<Captured> captured)
{
    public static readonly TimeSpan AckDeadline = TimeSpan.FromSeconds(3);

    /// <summary>How long a person looks at a client that shows nothing new; real time.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>The bodies of interactions that were sent, for those who replay them.</summary>
    public ConcurrentQueue<string> Sent { get; } = new();

    public async Task<Interaction> Send(Deed deed)
    {
        Interaction interaction;
        JsonObject envelope;
        var heard = true;
        lock (state.Gate)
        {
            var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
            interaction = new Interaction(state.Ids.Next(), token, deed) { SentAt = state.Now };
            callbacks.Expect(interaction);
            envelope = Envelope.Of(interaction, state);
            Sent.Enqueue(envelope.ToJsonString());
            if (http.Endpoint is null)
                heard = sessions.Tell("INTERACTION_CREATE", deed.Channel.Guild, Intents.None, _ => (JsonObject)envelope.DeepClone());
        }

        if (http.Endpoint is not null)
            await Post(interaction, Encoding.UTF8.GetBytes(envelope.ToJsonString()));
        // What never reached the bot is not waited for: the answer would be the same after 3 seconds.
        if (heard)
            await Settled(interaction);
        return interaction;
    }

    private async Task Post(Interaction interaction, byte[] body)
    {
        using var request = http.Sign(body);
        if (await http.Send(request, AckDeadline) is not (HttpStatusCode.OK, var answer))
            return;
        captured.Enqueue(new Captured("POST", Callbacks.Template, http.Endpoint!.AbsolutePath, answer));
        lock (state.Gate)
        {
            try
            {
                callbacks.Answer(interaction, JsonNode.Parse(answer) as JsonObject ?? throw DiscordError.BadJson, Files.None);
            }
            catch (Exception wrong) when (wrong is DiscordError or JsonException)
            {
                callbacks.Refused.Enqueue($"{wrong.Message}: {answer}");
            }
        }
    }

    /// <summary>Until there is something to show, or the bot's 3 seconds are over.</summary>
    private async Task Settled(Interaction interaction)
    {
        using var patience = new CancellationTokenSource(Patience);
        var late = Task.Delay(AckDeadline, state.Clock, patience.Token);
        await Task.WhenAny(interaction.Settled.Task, late);
        if (interaction.Callback == 0)
            return;
        await interaction.Settled.Task.WaitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
