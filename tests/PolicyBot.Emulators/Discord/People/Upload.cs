using System.Text.Json.Nodes;
using PolicyBot.Emulators.Discord.Rules;
using PolicyBot.Emulators.Discord.World;

namespace PolicyBot.Emulators.Discord.People;

/// <summary>Puts a file where a command's option or a dialog's field asks for one, and among what the interaction resolves.</summary>
internal static class Upload
{
    private const int AttachmentOption = 11;

    public static void With(JsonObject data, (string Name, byte[] Bytes) file, Channel channel, DiscordState state)
    {
        var id = state.Ids.Next();
        state.Uploads[id] = file.Bytes;
        if (Field(data) is { } field)
            field["values"] = new JsonArray(id);
        else if (Option(data) is { } option)
            option["value"] = id;
        else
            throw new NoSuchCommand("Nothing there takes a file.");
        var url = $"{state.Origin}/attachments/{channel.Id}/{id}/{Uri.EscapeDataString(file.Name)}";
        data["resolved"] = new JsonObject
        {
            ["attachments"] = new JsonObject
            {
                [id] = new JsonObject { ["id"] = id, ["filename"] = file.Name, ["size"] = file.Bytes.Length, ["url"] = url, ["proxy_url"] = url, ["ephemeral"] = true },
            },
        };
    }

    private static JsonObject? Field(JsonObject data) =>
        Components.All(data.List("components")).FirstOrDefault(c => c.Kind() == ComponentKind.FileUpload);

    private static JsonObject? Option(JsonObject level) => level.List("options").OfType<JsonObject>()
        .Select(o => (int)o["type"]! == AttachmentOption ? o : Option(o)).FirstOrDefault(o => o is not null);
}
