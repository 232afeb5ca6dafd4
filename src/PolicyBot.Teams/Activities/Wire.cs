using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PolicyBot.Teams.Activities;

/// <summary>How JSON is written to Teams, and read from it.</summary>
internal static class Wire
{
    /// <summary>Letters of all scripts as they are: escaped they take three times the room, and Teams counts it.</summary>
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };
}
