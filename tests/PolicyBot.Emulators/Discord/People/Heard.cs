using System.Text.Json.Nodes;
using PolicyBot.Emulators.Discord.Interactions;
using PolicyBot.Emulators.Discord.Rules;
using PolicyBot.Emulators.Discord.World;

namespace PolicyBot.Emulators.Discord.People;

/// <summary>What came back to a person who did something.</summary>
public sealed class Heard
{
    internal Heard(DiscordState state, Interaction interaction)
    {
        Failed = interaction.Callback == 0;
        Message = interaction.Answer is { } answer ? new ChatMessage(state, answer) : null;
        Dialog = interaction.Modal;
    }

    internal Heard(ChatMessage own) => Message = own;

    /// <summary>"The application did not respond": no acknowledgement within 3 s.</summary>
    public bool Failed { get; }

    public ChatMessage? Message { get; }

    /// <summary>The modal that opened; null for none.</summary>
    public JsonObject? Dialog { get; }

    public string Text => Message?.Text ?? (Dialog is { } dialog
        ? $"{dialog["title"]}\n{PlainText.Of(dialog)}" : Failed ? "The application did not respond" : "");

    /// <summary>The names of the dialog's fields.</summary>
    public IReadOnlyList<string> Fields => [.. Components.All(Dialog?.List("components") ?? [])
        .Where(c => c["custom_id"] is not null).Select(c => (string)c["custom_id"]!)];

    public override string ToString() => Text;
}
