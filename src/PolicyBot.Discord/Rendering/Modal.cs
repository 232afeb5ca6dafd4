using PolicyBot.Core.CommandLine;
using PolicyBot.Core.Views;

namespace PolicyBot.Discord.Rendering;

/// <summary>A dialog. https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-modal</summary>
public sealed record Modal(string CustomId, string Title, IReadOnlyList<Component> Components)
{
    public const int LongestInput = 4_000;

    /// <summary>The field in which a document too long to type may be uploaded.</summary>
    public const string File = "file";

    /// <summary>The form's fields in labels; its act comes back as the custom id.</summary>
    public static Modal Of(Form form) => new(form.Act, Cut.Line(form.Title, 45), [.. form.Fields.SelectMany(Of).Take(5)]);

    private static IEnumerable<Component> Of(Field field)
    {
        var label = Cut.Line(field.Label, 45);
        if (field.Choices is { IsEmpty: false } choices)
        {
            yield return Component.Labelled(label, Component.Select(field.Name, choices.Select(c => Option(c, field.Value))) with
            {
                Required = field.Required,
                MinValues = field.Required ? 1 : 0,
                MaxValues = 1,
            });
            yield break;
        }

        var tooLong = field.Value?.Length > LongestInput;
        var isDocument = field.MaxLength > Parameter.LongestLine;
        yield return Component.Labelled(label, Component.Input(field.Name, field.Long) with
        {
            Value = tooLong ? null : field.Value,
            Required = field.Required && !isDocument,
            MaxLength = Math.Clamp(field.MaxLength, 1, LongestInput),
        }, tooLong ? "What stands there now is too long for this window." : null);
        if (isDocument)
            yield return Component.Labelled("Or as a file", Component.Upload(File));
    }

    private static SelectOption Option(Choice choice, string? chosen) =>
        new(Cut.Line(choice.Label, 100), choice.Value) { Default = choice.Value == chosen ? true : null };
}
