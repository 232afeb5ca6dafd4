using Microsoft.Extensions.AI;
using OpenAI.Chat;

namespace PolicyBot.Models.Endpoints;

/// <summary>Takes an answer in, in one piece or as it is written.</summary>
internal static class Listening
{
    /// <summary>The code by which the client names a refusal.</summary>
    public const string Refusal = "Refusal";

    /// <returns>The answer, or why what came is none; throws what the client throws.</returns>
    public static async Task<(ModelAnswer.Given? Given, Fault? Fault)> Of(IChatClient client, Call call, CancellationToken ends)
    {
        // A clone each time: clients write into the options that they are given.
        if (call.Heard is not { } heard)
        {
            var whole = await client.GetResponseAsync(call.Messages, call.Options.Clone(), ends);
            return (new(whole, (whole.RawRepresentation as ChatCompletion)?.SystemFingerprint), null);
        }

        var (updates, characters) = (new List<ChatResponseUpdate>(), 0);
        await foreach (var update in client.GetStreamingResponseAsync(call.Messages, call.Options.Clone(), ends))
        {
            updates.Add(update);
            if (update.Text.Length > 0)
                heard(characters += update.Text.Length);
        }

        var response = updates.ToChatResponse();
        if (response.FinishReason is null)
            return (null, new Fault(updates.Count == 0 ? FaultKind.NotUnderstood : FaultKind.Unreachable));
        var raw = updates.Select(u => u.RawRepresentation).OfType<StreamingChatCompletionUpdate>().ToList();
        // The client leaves the pieces of a refusal out of what it puts together.
        if (string.Concat(raw.Select(u => u.RefusalUpdate)) is { Length: > 0 } refusal)
            response.Messages.Add(new(ChatRole.Assistant, [new ErrorContent(refusal) { ErrorCode = Refusal }]));
        return (new(response, raw.Select(u => u.SystemFingerprint).FirstOrDefault(f => f is not null)), null);
    }
}
