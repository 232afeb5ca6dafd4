using System.Text.Json;
using Microsoft.Extensions.AI;
using PolicyBot.App;
using PolicyBot.Core.Scenarios;

namespace PolicyBot.Models.Endpoints;

/// <summary>What is asked for as a JSON object.</summary>
/// <param name="Name">The schema's, lower-case.</param>
/// <param name="Read">The object as it may be used, or in one sentence what is wrong with it; it trusts nothing.</param>
internal sealed record Question<T>(string Name, JsonElement Schema, IList<ChatMessage> Messages, Func<string, (T? Value, string? Problem)> Read)
    where T : class;

/// <summary>What came of a question: the object, or in one plain sentence why there is none; and what it took.</summary>
internal sealed record Understood<T>(T? Value, string? Fault, Took Took)
    where T : class
{
    /// <summary>The endpoint gave no answer, so that it may be asked again.</summary>
    public bool Unreached { get; init; }
}

/// <summary>Asks for a JSON object, checks it, and has it repaired once.</summary>
internal sealed class Structured(ModelCalls calls, Sampled sampled)
{
    public async Task<Understood<T>> Ask<T>(Question<T> question, Call call, CancellationToken cancellation)
        where T : class
    {
        var took = default(Took);
        var messages = question.Messages;
        Shape(question.Name, question.Schema, call.Options);
        for (var repairing = false; ; repairing = true)
        {
            var asked = call with { Messages = messages };
            var (answer, latency) = await calls.Ask(asked, cancellation);
            took += Sampled.TookBy(answer, asked);
            var sample = sampled.Of(answer, asked, latency);
            if (sample.Finish != Finish.Complete) return new(null, sample.Note!, took) { Unreached = answer is ModelAnswer.Failed or ModelAnswer.TimedOut };
            var (value, problem) = question.Read(sample.Text);
            if (value is not null) return new(value, null, took);
            if (repairing) return new(null, $"The model gave no usable {question.Name} in two attempts; do it by hand, or try again later.", took);
            messages = [.. messages, new(ChatRole.Assistant, sample.Text), new(ChatRole.User, Repair(problem!))];
        }
    }

    /// <summary>The JSON read into a record of its own; null when it is not the object that was asked for.</summary>
    public static T? Parse<T>(string text)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public const string NoObject = "it is not the JSON object that was asked for.";

    private static string Repair(string problem) => $"That cannot be used: {problem} Give the whole object again, in the asked form and nothing else.";

    /// <summary>Asks for the schema, strictly: without the property of that name the client asks loosely.</summary>
    private static void Shape(string name, JsonElement schema, ChatOptions options)
    {
        options.ResponseFormat = ChatResponseFormat.ForJsonSchema(schema, name);
        options.MaxOutputTokens = Math.Max(options.MaxOutputTokens ?? 0, Estimating.LongestObject);
        options.AdditionalProperties = new() { ["strict"] = true };
    }
}
