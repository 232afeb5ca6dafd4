using PolicyBot.Core.Reports;

namespace PolicyBot.App.Exports;

/// <summary>Sample responses between the store and an export.</summary>
internal static class SampleRows
{
    public static ExportedSample Exported(StoredSample s) =>
        new(s.Key, s.Scenario, s.PolicyFingerprint, s.Sample, s.Response.Text, s.Response.Finish.ToString())
        {
            Provider = s.Model.Provider,
            Model = s.Model.Model,
            Parameters = s.Model.Parameters,
            PromptHash = s.Response.PromptHash,
            Version = s.Version,
            At = s.At,
            Note = s.Response.Note,
            InputTokens = s.Response.InputTokens,
            OutputTokens = s.Response.OutputTokens,
            Fingerprint = s.Response.Fingerprint,
            Latency = s.Response.Latency,
            AnsweredBy = s.Response.AnsweredBy,
            Sent = s.Response.Sent,
        };

    public static ExportedJudgement Exported(StoredJudgement j) => new(j.Key, j.Before, j.After, j.Judgement, j.At);

    /// <summary>The row of an exported sample; null when it ended in a way that is not known here.</summary>
    public static StoredSample? Stored(ExportedSample s) => Enum.TryParse<Finish>(s.Finish, out var finish) && Enum.IsDefined(finish)
        ? new StoredSample(
            s.Key, s.Scenario, s.Policy, s.Sample,
            new SampleResponse(s.Text, finish, s.Note, s.PromptHash, s.InputTokens, s.OutputTokens, s.Fingerprint, s.Latency) { AnsweredBy = s.AnsweredBy, Sent = s.Sent })
        {
            Model = new ModelDescription(s.Provider, s.Model, s.Parameters, 1),
            Version = s.Version,
            At = s.At,
        }
        : null;
}
