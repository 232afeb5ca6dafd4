using System.Text.Json.Nodes;

namespace PolicyBot.Emulators.Discord.Rules;

internal enum ComponentKind
{
    Unknown = 0,
    ActionRow = 1,
    Button = 2,
    StringSelect = 3,
    TextInput = 4,
    UserSelect = 5,
    RoleSelect = 6,
    MentionableSelect = 7,
    ChannelSelect = 8,
    Section = 9,
    TextDisplay = 10,
    Thumbnail = 11,
    MediaGallery = 12,
    File = 13,
    Separator = 14,
    Container = 17,
    Label = 18,
    FileUpload = 19,
    RadioGroup = 21,
    CheckboxGroup = 22,
    Checkbox = 23,
}

/// <summary>Walks through components.</summary>
internal static class Components
{
    public static ComponentKind Kind(this JsonObject component) =>
        component["type"] is JsonValue type && type.TryGetValue<int>(out var kind) && Enum.IsDefined((ComponentKind)kind) ? (ComponentKind)kind : ComponentKind.Unknown;

    public static JsonArray List(this JsonObject json, string name) => json[name] as JsonArray ?? [];

    /// <summary>Each component and all within it, in reading order.</summary>
    public static IEnumerable<JsonObject> All(JsonArray components) => components.OfType<JsonObject>().SelectMany(All);

    private static IEnumerable<JsonObject> All(JsonObject component) =>
        [component, .. All(component.List("components")), .. Single(component["accessory"]), .. Single(component["component"])];

    private static IEnumerable<JsonObject> Single(JsonNode? component) => component is JsonObject one ? All(one) : [];
}
