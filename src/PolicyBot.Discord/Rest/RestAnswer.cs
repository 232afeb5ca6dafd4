using System.Text.Json;

namespace PolicyBot.Discord.Rest;

/// <summary>What Discord answered to a request, after the retries that make sense.</summary>
public abstract record RestAnswer
{
    /// <summary>The body as that record; null when it was refused or has another shape.</summary>
    public T? As<T>()
        where T : class => this is Answered { Body: { ValueKind: not JsonValueKind.Undefined } body } ? Wire.Read<T>(body) : null;
}

/// <param name="Body">Undefined when there was none.</param>
public sealed record Answered(JsonElement Body) : RestAnswer;

/// <summary>A refusal that trying again does not change.</summary>
/// <param name="Code">https://docs.discord.com/developers/topics/opcodes-and-status-codes#json; 0 when there was none.</param>
public sealed record Refused(int Status, int Code, string Message) : RestAnswer
{
    public const int UnknownChannel = 10003, UnknownMessage = 10008, UnknownWebhook = 10015, OldMessageEdits = 30046, AlreadyAcknowledged = 40060, MissingAccess = 50001,
        MissingPermissions = 50013;
}

/// <summary>Discord could not be reached, or not now: nothing is known of what became of the request.</summary>
public sealed class DiscordUnreachable(string message, Exception? inner = null) : Exception(message, inner);
