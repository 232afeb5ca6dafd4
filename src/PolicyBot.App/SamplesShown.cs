using System.Collections.Immutable;
using PolicyBot.Core.Scenarios;

namespace PolicyBot.App;

/// <summary>Stored samples as views draw them.</summary>
internal static class SamplesShown
{
    /// <summary>Samples of the model that answers now come first; those of an earlier model or of other parameters follow, newest first.</summary>
    public static Evidence Of(IEnumerable<StoredSample> samples, IEnumerable<StoredJudgement> judgements, ModelDescription now) => new(samples
        .GroupBy(s => (s.Scenario, s.PolicyFingerprint))
        .ToImmutableDictionary(g => g.Key, g => g
            .GroupBy(s => s.Model.Tag).OrderBy(m => m.Key == now.Tag ? 0 : 1).ThenByDescending(m => m.Max(s => s.At))
            .SelectMany(m => m.OrderBy(s => s.Sample)).Select(Of).ToImmutableList()))
    {
        Judgements = Evidence.Sorted(judgements.Select(j => (j.Before, j.After, j.Judgement))),
    };

    public static SampleShown Of(StoredSample sample) => Of(sample.Response, sample.Model);

    public static SampleShown Of(SampleResponse response, ModelDescription model) =>
        new(response.Text.Length > 0 ? response.Text : null, model.Model, response.Note)
        {
            Tag = model.Tag,
            AnsweredBy = response.AnsweredBy,
            Refused = response.Finish == Finish.Refused,
            Failed = response.Finish == Finish.Failed,
            Unanswered = response.Finish is Finish.Failed or Finish.TimedOut,
            Build = response.Fingerprint,
        };
}
