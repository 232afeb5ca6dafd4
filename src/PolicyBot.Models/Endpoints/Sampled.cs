using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.AI;
using PolicyBot.App;
using PolicyBot.Models.Prompts;

namespace PolicyBot.Models.Endpoints;

/// <summary>Puts what became of a call into the words of the port: a refusal, a filter, a cut and a time-out are outcomes.</summary>
internal sealed record Sampled(ModelOptions Options)
{
    public SampleResponse Of(Answered answered, Call call)
    {
        var given = answered.Answer as ModelAnswer.Given;
        var (text, finish, note) = answered.Answer switch
        {
            ModelAnswer.Given g => Read(g.Response, call.Options.MaxOutputTokens),
            ModelAnswer.Filtered => ("", Finish.Filtered, new Fault(FaultKind.Filtered).Note(Options)),
            ModelAnswer.TimedOut => ("", Finish.TimedOut, TimedOut(Options)),
            ModelAnswer.Failed failed => ("", Finish.Failed, failed.Note),
            _ => throw new UnreachableException(),
        };
        var request = PromptFrame.Written(call.Messages);
        return new(text, finish, note, PromptFrame.HashOf(request), (int?)given?.Response.Usage?.InputTokenCount, (int?)given?.Response.Usage?.OutputTokenCount,
            given?.Build, answered.Latency)
        {
            Request = request,
            Sent = call.Sent(),
            Took = answered.Took,
            AnsweredBy = given?.Response.ModelId,
        };
    }

    public static string TimedOut(ModelOptions options) => string.Create(CultureInfo.InvariantCulture,
        $"The model did not answer within {options.TimeoutSeconds:0.##} s (Models__TimeoutSeconds).");

    private static (string Text, Finish Finish, string? Note) Read(ChatResponse response, int? longest)
    {
        var text = Entries.Clean(response.Text).Trim();
        var refusal = response.Messages.SelectMany(m => m.Contents).OfType<ErrorContent>().FirstOrDefault(e => e.ErrorCode == Listening.Refusal);
        if (refusal is not null) return (Entries.Clean(refusal.Message).Trim(), Finish.Refused, "The model refused to answer.");
        if (response.FinishReason == ChatFinishReason.ContentFilter)
            return (text, Finish.Filtered, "The provider's content filter stopped the answer.");
        if (response.FinishReason == ChatFinishReason.Length)
            return (text, Finish.Truncated, string.Create(CultureInfo.InvariantCulture, $"The answer was cut off at {longest} tokens (`workshop model answer:`)."));
        return text.Length > 0
            ? (text, Finish.Complete, null)
            : ("", Finish.Failed, "The model answered with nothing; try again.");
    }
}
