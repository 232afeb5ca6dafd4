using System.Collections.Immutable;
using System.Text.Json;

namespace PolicyBot.Teams.Activities;

/// <summary>From a validated activity to what it means.</summary>
internal static class EventReader
{
    /// <summary>Under this name a card's buttons carry what is ours, beside what a dialog's fields are called.</summary>
    public const string Ours = "policybot";

    /// <exception cref="InvalidOperationException">A text in it is broken (half a character); the sender gets a 400.</exception>
    public static Event Of(Activity activity) => activity.Type switch
    {
        "message" => Message(activity),
        "messageReaction" when activity is { ReplyToId: { } message, From.Id: { Length: > 0 } } => new Reacted(message, Types(activity.ReactionsAdded), Types(activity.ReactionsRemoved)),
        "invoke" when activity.From?.Id is { Length: > 0 } => Invoke(activity),
        "installationUpdate" => activity.Action?.StartsWith("remove", StringComparison.Ordinal) == true ? new Uninstalled() : new Installed(),
        "conversationUpdate" => Update(activity),
        _ => new Unheard(),
    };

    private static Event Message(Activity activity)
    {
        // Another bot, or a card's old kind of button that only posts back.
        if (activity.From?.Id is not { } from || from.StartsWith("28:", StringComparison.Ordinal))
            return new Unheard();
        var words = MessageText.Of(activity);
        if (activity.Conversation!.IsPersonal || MessageText.MentionsUs(activity))
            return new Asked(words);
        return activity.Conversation.Root is { } root ? new Remarked(root, words) : new Unheard();
    }

    private static Event Invoke(Activity activity)
    {
        var value = activity.Value is { ValueKind: JsonValueKind.Object } given ? given : (JsonElement?)null;
        return activity.Name switch
        {
            "adaptiveCard/action" => new Pressed(Data(Member(Member(value, "action"), "data"))),
            "task/fetch" => new Opened(Data(Member(value, "data"))),
            "task/submit" or "composeExtension/submitAction" => new Submitted(Data(Member(value, "data"))),
            "composeExtension/fetchTask" when Words(value, "commandId") is { } command =>
                new MessageTaken(command, MessageText.Plain(Words(Member(Member(value, "messagePayload"), "body"), "content") ?? "")),
            _ => new Unheard(),
        };
    }

    private static Event Update(Activity activity)
    {
        var us = activity.Recipient?.Id;
        if (us is not null && activity.MembersAdded?.Any(m => m.Id == us) == true)
            return new Installed();
        if (us is not null && activity.MembersRemoved?.Any(m => m.Id == us) == true)
            return new Uninstalled();
        return activity.MembersRemoved is { Length: > 0 } gone ? new Departed([.. gone]) : new Unheard();
    }

    private static ImmutableList<string> Types(ReactionSent[]? reactions) => [.. (reactions ?? []).Select(r => r.Type).OfType<string>()];

    private static Pressing Data(JsonElement? data)
    {
        var ours = Member(data, Ours);
        return new Pressing(Words(ours, "act"), Values(data))
        {
            Post = Words(ours, "post"),
            In = Words(ours, "in"),
            Answer = Words(ours, "answer"),
            Opens = Words(ours, "opens") == "yes",
        };
    }

    private static ImmutableDictionary<string, string> Values(JsonElement? data) => data is { ValueKind: JsonValueKind.Object } given
        ? given.EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.String).DistinctBy(p => p.Name)
            .ToImmutableDictionary(p => p.Name, p => p.Value.GetString()!)
        : ImmutableDictionary<string, string>.Empty;

    private static JsonElement? Member(JsonElement? of, string name) =>
        of is { ValueKind: JsonValueKind.Object } given && given.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.Object ? member : null;

    private static string? Words(JsonElement? of, string name) =>
        of is { ValueKind: JsonValueKind.Object } given && given.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;
}
