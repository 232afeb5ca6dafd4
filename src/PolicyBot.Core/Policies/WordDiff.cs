using System.Text.Json.Serialization;

namespace PolicyBot.Core.Policies;

[JsonConverter(typeof(JsonStringEnumConverter<DiffKind>))]
public enum DiffKind
{
    Same,
    Removed,
    Added,
}

/// <summary>A run of text that stayed, went or came.</summary>
public sealed record DiffSpan(DiffKind Kind, string Text);
