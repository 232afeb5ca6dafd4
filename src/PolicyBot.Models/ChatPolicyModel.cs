using System.Globalization;
using Microsoft.Extensions.AI;
using PolicyBot.App;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Scenarios;
using PolicyBot.Models.Endpoints;
using PolicyBot.Models.Judging;
using PolicyBot.Models.Offline;
using PolicyBot.Models.Prompts;
using PolicyBot.Models.Redrafting;
using PolicyBot.Models.Rewording;
using PolicyBot.Models.Theming;

namespace PolicyBot.Models;

/// <summary>Any chat client, the offline one included, as the policy-informed model.</summary>
internal sealed class ChatPolicyModel(ModelOptions options, ModelCalls calls) : IPolicyModel
{
    /// <summary>Of the first sample, where a workshop sets none.</summary>
    private const int FirstSeed = 1;

    private static readonly Price Free = new(0, 0);
    private static readonly Sampling Usual = new();
    private readonly IReadOnlyDictionary<string, Price> prices = PriceList.Read(options.Prices)!;
    private readonly Sampled sampled = new(options);
    private readonly Structured structured = new(calls, new Sampled(options));

    public ModelDescription Description => Describe(null);

    public IReadOnlyList<string> Choices => IsOffline ? [OfflineChatClient.Name] : [.. prices.Keys.Prepend(options.UsualModel).Distinct()];

    private bool IsOffline => options.Provider == ModelOptions.Offline;

    public ModelDescription Describe(Sampling? sampling) => new(
        options.Provider, IsOffline ? OfflineChatClient.Name : sampling?.Model ?? options.UsualModel, Parameters(sampling ?? Usual), options.Concurrency)
    {
        LongestRequest = options.MaxInputTokens,
    };

    public int LongestAnswer(Sampling? sampling) => sampling?.LongestAnswer ?? options.MaxOutputTokens;

    public Price? PriceOf(string model) => IsOffline ? Free : prices.GetValueOrDefault(model);

    public async Task<SampleResponse> Respond(TrialRequest request, CancellationToken cancellation)
    {
        var call = Call(PromptFrame.Messages(request.Policy, request.Scenario), request.Sampling, request.Sample) with { Heard = request.Heard ?? (_ => { }) };
        var sample = sampled.Of(await calls.Ask(call, cancellation), call);
        return Leak.In(sample.Text, call.Messages) ? sample with { Text = "", Finish = Finish.Filtered, Note = Leak.Note } : sample;
    }

    public async Task<RedraftOffer> Redraft(RedraftRequest request, CancellationToken cancellation)
    {
        if (request.Remarks.Count == 0) return RedraftReply.NothingFrom(request, "There are no remarks to draw on.");
        if (string.IsNullOrWhiteSpace(request.ProposedText)) return RedraftReply.NothingFrom(request, "The amendment has no text to reword.");
        var given = await structured.Ask(RedraftPrompt.Of(request), Call([], request.Sampling, 1), cancellation);
        return (given.Value ?? RedraftReply.NothingFrom(request, given.Fault!)) with { Took = given.Took, Unreached = given.Unreached };
    }

    public async Task<JudgeOffer> Judge(JudgeRequest request, CancellationToken cancellation)
    {
        var call = Call([], request.Sampling, 1);
        var given = await structured.Ask(JudgePrompt.Of(request), call, cancellation);
        return new(given.Value is { } judgement ? judgement with { By = Describe(request.Sampling).Model } : null, given.Fault, given.Took) { Unreached = given.Unreached };
    }

    public async Task<RewordOffer> Reword(RewordRequest request, CancellationToken cancellation)
    {
        var (offer, fault, took) = await structured.Ask(RewordPrompt.Of(request), Call([], request.Sampling, 1), cancellation);
        return (offer ?? new RewordOffer(null, null, fault!)) with { Took = took };
    }

    public async Task<ThemesOffer> Themes(ThemesRequest request, CancellationToken cancellation)
    {
        var given = await structured.Ask(ThemesPrompt.Of(request), Call([], request.Sampling, 1), cancellation);
        return new(given.Value, given.Fault, given.Took) { Unreached = given.Unreached };
    }

    public async Task<MergeOffer> Merge(MergeRequest request, CancellationToken cancellation)
    {
        var given = await structured.Ask(MergePrompt.Of(request), Call([], request.Sampling, 1), cancellation);
        return new(given.Value, given.Fault, given.Took) { Unreached = given.Unreached };
    }

    public IReadOnlyList<(string Role, string Text)> Frame(Policy? policy, Scenario scenario) =>
        [.. PromptFrame.Messages(policy, scenario).Select(m => (m.Role.Value, m.Text))];

    public async Task<(bool Works, string Message)> Probe(CancellationToken cancellation)
    {
        var call = Call([new ChatMessage(ChatRole.User, "Reply with OK.")], null, 1);
        call.Options.MaxOutputTokens = 16;
        var (answer, latency, _) = await calls.Ask(call, cancellation);
        return answer switch
        {
            ModelAnswer.Given => (true, $"{Description.Provider} {Description.Model} answers ({latency.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture)} ms)."),
            ModelAnswer.Failed failed => (false, failed.Note),
            ModelAnswer.TimedOut => (false, Sampled.TimedOut(options)),
            _ => (true, $"{Description.Provider} {Description.Model} can be reached, but its content filter stopped a harmless question."),
        };
    }

    private string Parameters(Sampling sampling)
    {
        if (IsOffline) return $"frame={PromptFrame.Version}";
        var temperature = sampling.Temperature ?? options.Temperature;
        return string.Create(CultureInfo.InvariantCulture,
            $"frame={PromptFrame.Version};{(temperature is { } t ? $"temperature={t.ToString(CultureInfo.InvariantCulture)};" : "")}max_tokens={LongestAnswer(sampling)};seed={sampling.Seed ?? FirstSeed}");
    }

    private Call Call(IList<ChatMessage> messages, Sampling? asked, int sample)
    {
        var sampling = asked ?? Usual;
        return new(Describe(asked).Model, messages, IsOffline ? new() : new()
        {
            Temperature = (float?)(sampling.Temperature ?? options.Temperature),
            MaxOutputTokens = LongestAnswer(sampling),
            Seed = (sampling.Seed ?? FirstSeed) + sample - 1,
        });
    }
}
