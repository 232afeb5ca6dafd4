namespace PolicyBot.Discord.Rendering;

/// <summary>A part of a message or a modal. https://docs.discord.com/developers/components/reference</summary>
public sealed record Component(int Type)
{
    private const int ActionRow = 1, ButtonType = 2, SelectType = 3, TextInput = 4, TextDisplay = 10, MediaGallery = 12, FileType = 13, ContainerType = 17, LabelType = 18, FileUpload = 19;

    public int? Id { get; init; }
    public string? CustomId { get; init; }
    public int? Style { get; init; }

    /// <summary>On buttons and labels.</summary>
    public string? Label { get; init; }
    public string? Description { get; init; }
    public string? Content { get; init; }
    public string? Value { get; init; }
    public bool? Required { get; init; }
    public int? MaxLength { get; init; }
    public int? MinValues { get; init; }
    public int? MaxValues { get; init; }
    public IReadOnlyList<SelectOption>? Options { get; init; }
    public IReadOnlyList<GalleryItem>? Items { get; init; }
    public Media? File { get; init; }
    public IReadOnlyList<Component>? Components { get; init; }

    /// <summary>What a label holds.</summary>
    [System.Text.Json.Serialization.JsonPropertyName("component")]
    public Component? Holds { get; init; }

    public static Component Text(string content) => new(TextDisplay) { Content = content };

    public static Component Row(IEnumerable<Component> buttons) => new(ActionRow) { Components = [.. buttons] };

    public static Component Button(string label, string customId, int style) => new(ButtonType) { Label = label, CustomId = customId, Style = style };

    public static Component Picture(string file, string describes) =>
        new(MediaGallery) { Items = [new GalleryItem(new Media($"attachment://{file}"), describes)] };

    public static Component Attached(string file) => new(FileType) { File = new Media($"attachment://{file}") };

    /// <param name="id">Finds the message again: Discord gives it back with the message.</param>
    public static Component Container(IEnumerable<Component> parts, int? id) => new(ContainerType) { Components = [.. parts], Id = id };

    public static Component Labelled(string label, Component field, string? description = null) =>
        new(LabelType) { Label = label, Holds = field, Description = description };

    public static Component Input(string name, bool lines) => new(TextInput) { CustomId = name, Style = lines ? 2 : 1 };

    public static Component Select(string name, IEnumerable<SelectOption> options) => new(SelectType) { CustomId = name, Options = [.. options] };

    public static Component Upload(string name) => new(FileUpload) { CustomId = name, MinValues = 0, MaxValues = 1, Required = false };
}

public sealed record SelectOption(string Label, string Value)
{
    public bool? Default { get; init; }
}

public sealed record GalleryItem(Media Media, string Description);

public sealed record Media(string Url);
