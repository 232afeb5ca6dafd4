using System.Text.Json.Nodes;

namespace PolicyBot.Emulators.Discord.Rules;

/// <remarks>https://docs.discord.com/developers/resources/message#embed-object-embed-limits</remarks>
internal static class EmbedRules
{
    public static void Check(JsonArray embeds, Problems problems)
    {
        problems.Count("embeds", embeds.Count, 0, 10);
        var total = 0;
        for (var i = 0; i < embeds.Count; i++)
        {
            var embed = embeds[i] as JsonObject ?? [];
            total += Text($"embeds.{i}.title", embed["title"], 256, problems)
                + Text($"embeds.{i}.description", embed["description"], 4096, problems)
                + Text($"embeds.{i}.footer.text", embed["footer"]?["text"], 2048, problems)
                + Text($"embeds.{i}.author.name", embed["author"]?["name"], 256, problems)
                + Fields($"embeds.{i}.fields", embed["fields"] as JsonArray ?? [], problems);
            foreach (var media in (string[])["image", "thumbnail"])
                ComponentRules.Media($"embeds.{i}.{media}.url", (string?)embed[media]?["url"], problems);
        }

        if (total > 6000)
            problems.Add("embeds", "MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of 6000");
    }

    private static int Fields(string path, JsonArray fields, Problems problems)
    {
        problems.Count(path, fields.Count, 0, 25);
        var total = 0;
        for (var i = 0; i < fields.Count; i++)
        {
            problems.Length($"{path}.{i}.name", (string?)fields[i]?["name"], 1, 256);
            problems.Length($"{path}.{i}.value", (string?)fields[i]?["value"], 1, 1024);
            total += ((string?)fields[i]?["name"] ?? "").Length + ((string?)fields[i]?["value"] ?? "").Length;
        }

        return total;
    }

    private static int Text(string path, JsonNode? text, int most, Problems problems)
    {
        problems.Length(path, (string?)text, 0, most);
        return ((string?)text ?? "").Length;
    }
}
