using System.Text.Json.Nodes;
using PolicyBot.Emulators.Discord.Rest;

namespace PolicyBot.Emulators.Discord.Rules;

/// <summary>What a message may hold.</summary>
/// <remarks>https://docs.discord.com/developers/resources/message#create-message</remarks>
internal static class MessageRules
{
    public const int V2 = 1 << 15;
    public const int Ephemeral = 1 << 6;
    private const int Settable = 1 << 2 | Ephemeral | 1 << 12 | V2;

    /// <summary>Throws error 50035 or 50006 where Discord would.</summary>
    /// <param name="shown">The whole message as it would be after the request.</param>
    /// <param name="files">The names of its attachments.</param>
    public static void Check(JsonObject shown, IReadOnlyCollection<string> files)
    {
        var problems = new Problems(files);
        var flags = (int?)shown["flags"] ?? 0;
        if ((flags & ~Settable) != 0)
            problems.Add("flags", "MESSAGE_FLAGS_INVALID", "These flags cannot be set.");
        var components = shown["components"] as JsonArray ?? [];
        var embeds = shown["embeds"] as JsonArray ?? [];
        if ((flags & V2) != 0)
        {
            foreach (var field in (string[])["content", "embeds", "sticker_ids", "poll"])
                if (shown[field] is JsonValue { } text && (string?)text is { Length: > 0 } || shown[field] is JsonArray { Count: > 0 } or JsonObject)
                    problems.Add(field, "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", $"The '{field}' field cannot be used with IS_COMPONENTS_V2.");
            ComponentRules.CheckV2(components, problems);
            problems.Throw();
            if (components.Count == 0)
                throw DiscordError.Empty;
            return;
        }

        problems.Length("content", (string?)shown["content"], 0, 2000);
        EmbedRules.Check(embeds, problems);
        ComponentRules.CheckRows(components, problems);
        problems.Throw();
        if (string.IsNullOrWhiteSpace((string?)shown["content"]) && embeds.Count == 0 && components.Count == 0 && files.Count == 0)
            throw DiscordError.Empty;
    }
}
