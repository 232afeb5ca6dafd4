using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.AI;
using OpenAI.Chat;
using PolicyBot.App;
using PolicyBot.Models.Endpoints;
using PolicyBot.Models.Offline;
using PolicyBot.Models.Prompts;
using PolicyBot.Models.Redrafting;
using ChatFinishReason = Microsoft.Extensions.AI.ChatFinishReason;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;

namespace PolicyBot.Models;

/// <summary>Any chat client, the offline one included, as the policy-informed model.</summary>
internal sealed class ChatPolicyModel(ModelOptions options, ModelCalls calls) : IPolicyModel
{
    public ModelDescription Description { get; } = new(
        options.Provider,
        options.Provider == ModelOptions.Offline ? OfflineChatClient.Name : options.Model ?? AzureAddress.Of(new(options.Endpoint!)).Deployment!,
        Parameters(options),
        options.Concurrency);

    public async Task<SampleResponse> Respond(TrialRequest request, CancellationToken cancellation)
    {
        var messages = PromptFrame.Messages(request.Policy, request.Scenario);
        var (answer, latency) = await calls.Ask(messages, Settings(request.Sample), cancellation);
        return Sampled(answer, PromptFrame.HashOf(messages), latency);
    }

    public async Task<RedraftOffer> Redraft(RedraftRequest request, CancellationToken cancellation)
    {
        if (request.Remarks.Count == 0) return RedraftReply.NothingFrom(request, "There are no remarks to draw on.");
        if (string.IsNullOrWhiteSpace(request.ProposedText)) return RedraftReply.NothingFrom(request, "The amendment has no text to reword.");
        var messages = RedraftPrompt.Messages(request);
        for (var repairing = false; ; repairing = true)
        {
            var (answer, _) = await calls.Ask(messages, RedraftPrompt.Shape(Settings(seed: 1)), cancellation);
            var sample = Sampled(answer, promptHash: "", TimeSpan.Zero);
            if (sample.Finish != Finish.Complete) return RedraftReply.NothingFrom(request, sample.Note!);
            var (offer, problem) = RedraftReply.Read(sample.Text, request);
            if (offer is not null) return offer;
            if (repairing) return RedraftReply.NothingFrom(request, "The model gave no usable redraft in two attempts; reword the amendment by hand or try again.");
            messages = [.. messages, new(ChatRole.Assistant, sample.Text), new(ChatRole.User, RedraftPrompt.Repair(problem!))];
        }
    }

    public async Task<(bool Works, string Message)> Probe(CancellationToken cancellation)
    {
        var settings = Settings(seed: 1);
        settings.MaxOutputTokens = 16;
        var (answer, latency) = await calls.Ask([new ChatMessage(ChatRole.User, "Reply with OK.")], settings, cancellation);
        return answer switch
        {
            ModelAnswer.Given => (true, $"{Description.Provider} {Description.Model} answers ({latency.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture)} ms)."),
            ModelAnswer.Failed failed => (false, failed.Note),
            ModelAnswer.TimedOut => (false, TimedOutNote()),
            _ => (true, $"{Description.Provider} {Description.Model} can be reached, but its content filter stopped a harmless question."),
        };
    }

    private static string Parameters(ModelOptions options) => options.Provider == ModelOptions.Offline
        ? $"frame={PromptFrame.Version}"
        : string.Create(CultureInfo.InvariantCulture,
            $"frame={PromptFrame.Version};{(options.Temperature is { } t ? $"temperature={t.ToString(CultureInfo.InvariantCulture)};" : "")}max_tokens={options.MaxOutputTokens}");

    private ChatOptions Settings(int seed) => new()
    {
        Temperature = (float?)options.Temperature,
        MaxOutputTokens = options.MaxOutputTokens,
        Seed = seed,
    };

    private SampleResponse Sampled(ModelAnswer answer, string promptHash, TimeSpan latency)
    {
        var given = (answer as ModelAnswer.Given)?.Response;
        var (text, finish, note) = answer switch
        {
            ModelAnswer.Given(var response) => Read(response),
            ModelAnswer.Filtered => ("", Finish.Filtered, new Fault(FaultKind.Filtered).Note(options)),
            ModelAnswer.TimedOut => ("", Finish.TimedOut, TimedOutNote()),
            ModelAnswer.Failed failed => ("", Finish.Failed, failed.Note),
            _ => throw new UnreachableException(),
        };
        return new(text, finish, note, promptHash, (int?)given?.Usage?.InputTokenCount, (int?)given?.Usage?.OutputTokenCount,
            (given?.RawRepresentation as ChatCompletion)?.SystemFingerprint, latency);
    }

    private (string Text, Finish Finish, string? Note) Read(ChatResponse response)
    {
        var text = Entries.Clean(response.Text).Trim();
        var refusal = response.Messages.SelectMany(m => m.Contents).OfType<ErrorContent>().FirstOrDefault(e => e.ErrorCode == "Refusal");
        if (refusal is not null) return (Entries.Clean(refusal.Message).Trim(), Finish.Refused, "The model refused to answer.");
        if (response.FinishReason == ChatFinishReason.ContentFilter)
            return (text, Finish.Filtered, "The provider's content filter stopped the answer.");
        if (response.FinishReason == ChatFinishReason.Length)
            return (text, Finish.Truncated, string.Create(CultureInfo.InvariantCulture, $"The answer was cut off at {options.MaxOutputTokens} tokens (Models__MaxOutputTokens)."));
        return text.Length > 0
            ? (text, Finish.Complete, null)
            : ("", Finish.Failed, "The model answered with nothing; try again.");
    }

    private string TimedOutNote() => string.Create(CultureInfo.InvariantCulture,
        $"The model did not answer within {options.TimeoutSeconds:0.##} s (Models__TimeoutSeconds).");
}
