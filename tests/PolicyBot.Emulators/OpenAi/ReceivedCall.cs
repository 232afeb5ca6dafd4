using System.Text.Json;

namespace PolicyBot.Emulators.OpenAi;

/// <summary>A request as it came in.</summary>
/// <param name="Headers">Names in lower case.</param>
public sealed record ReceivedCall(string Path, string Query, IReadOnlyDictionary<string, string> Headers, JsonElement Body)
{
    /// <summary>The messages as (role, text).</summary>
    public IReadOnlyList<(string Role, string Text)> Messages => [.. Body.GetProperty("messages").EnumerateArray()
        .Select(m => (m.GetProperty("role").GetString()!, TextOf(m.GetProperty("content"))))];

    private static string TextOf(JsonElement content) => content.ValueKind == JsonValueKind.String
        ? content.GetString()!
        : string.Concat(content.EnumerateArray().Select(p => p.GetProperty("text").GetString()));
}
