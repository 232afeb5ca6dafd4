using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using PolicyBot.Emulators.Discord.Rest;
using PolicyBot.Emulators.Discord.Rules;
using PolicyBot.Emulators.Discord.World;

namespace PolicyBot.Emulators.Discord.Interactions;

/// <summary>First answers to interactions: one each, in time, of a type that fits.</summary>
/// <remarks>https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-interaction-callback-type</remarks>
internal sealed class Callbacks(DiscordState state, Posting posting)
{
    public const string Template = "/interactions/{interaction_id}/{interaction_token}/callback";
    private readonly ConcurrentDictionary<string, Interaction> byToken = new();

    /// <summary>First answers by HTTP that broke a rule.</summary>
    public ConcurrentQueue<string> Refused { get; } = new();

    /// <summary>How many interactions were never acknowledged in time is seen by a 10062 here.</summary>
    public int TooLate { get; private set; }

    public void Map(Router router) => router.Map("POST", Template, call =>
    {
        if (Find(call["interaction_token"]) is not { } interaction || interaction.Id != call["interaction_id"])
            throw DiscordError.UnknownInteraction;
        Answer(interaction, call.Object, call.Files);
        return call.Query("with_response") == "true" ? Response(interaction) : null;
    });

    public void Expect(Interaction interaction) => byToken[interaction.Token] = interaction;

    public Interaction? Find(string token) => byToken.GetValueOrDefault(token);

    public void Answer(Interaction interaction, JsonObject callback, Files files)
    {
        if (interaction.Callback != 0)
            throw DiscordError.AlreadyAcknowledged;
        if (state.Now - interaction.SentAt > Desk.AckDeadline)
        {
            TooLate++;
            throw DiscordError.UnknownInteraction;
        }

        var type = (int?)callback["type"] ?? 0;
        if (!Fits(type, interaction))
            throw new DiscordError(400, 50035, $"Invalid Form Body: a callback of type {type} does not answer a {interaction.Type}");
        Act(type, interaction, callback["data"] as JsonObject ?? [], files);
        interaction.Callback = type;
        if (type is not (5 or 6))
            interaction.Settled.TrySetResult();
    }

    private static bool Fits(int type, Interaction interaction) => (type, interaction.Type) switch
    {
        (8, InteractionType.Autocomplete) => true,
        (_, InteractionType.Autocomplete) => false,
        (4 or 5, _) => true,
        (6 or 7, _) => interaction.Source is not null,
        (9, InteractionType.Command or InteractionType.Component) => true,
        _ => false,
    };

    private void Act(int type, Interaction interaction, JsonObject data, Files files)
    {
        var ephemeral = (((int?)data["flags"] ?? 0) & MessageRules.Ephemeral) != 0;
        switch (type)
        {
            case 4:
                interaction.Original = interaction.Answer = posting.Create(New(interaction, ephemeral), data, files);
                break;
            case 5:
                interaction.Original = New(interaction, ephemeral);
                interaction.Original.Thinking = true;
                interaction.Original.Shows([]);
                interaction.Channel.Messages.Add(interaction.Original);
                break;
            case 6: interaction.Original = interaction.Source; break;
            case 7:
                interaction.Original = interaction.Answer = interaction.Source;
                posting.Edit(interaction.Source!, data, files);
                break;
            case 8:
                Suggested(data.List("choices"));
                interaction.Choices = (JsonArray)data.List("choices").DeepClone();
                break;
            case 9:
                ModalRules.Check(data);
                interaction.Modal = (JsonObject)data.DeepClone();
                break;
        }
    }

    public Message New(Interaction interaction, bool ephemeral) => new(state.Ids.Next(), interaction.Channel, state.Bot, state.Now)
    {
        OnlyFor = ephemeral ? interaction.User.Id : null,
        Interaction = interaction.ToMetadata(),
    };

    private static void Suggested(JsonArray choices)
    {
        var problems = new Problems();
        problems.Count("data.choices", choices.Count, 0, 25);
        ComponentRules.Each("data.choices", choices, (path, choice) =>
        {
            problems.Length($"{path}.name", (string?)choice["name"], 1, 100);
            problems.Length($"{path}.value", choice["value"]?.ToString(), 1, 100);
        });
        problems.Throw();
    }

    private static JsonObject Response(Interaction interaction)
    {
        var response = new JsonObject
        {
            ["interaction"] = new JsonObject
            {
                ["id"] = interaction.Id,
                ["type"] = (int)interaction.Type,
                ["response_message_id"] = interaction.Original?.Id,
                ["response_message_loading"] = interaction.Callback == 5,
                ["response_message_ephemeral"] = interaction.Original?.OnlyFor is not null,
            },
        };
        if (interaction.Callback is 4 or 5 or 7)
            response["resource"] = new JsonObject { ["type"] = interaction.Callback, ["message"] = interaction.Original!.ToJson() };
        return response;
    }
}
