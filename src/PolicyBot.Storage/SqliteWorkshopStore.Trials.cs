using Dapper;
using PolicyBot.App;
using PolicyBot.Core;

namespace PolicyBot.Storage;

public sealed partial class SqliteWorkshopStore
{
    private sealed record SampleLine
    {
        public string SampleKey { get; init; } = "";
        public int Scenario { get; init; }
        public string Policy { get; init; } = "";
        public int Sample { get; init; }
        public int? Version { get; init; }
        public long At { get; init; }
        public string Provider { get; init; } = "";
        public string Model { get; init; } = "";
        public string Parameters { get; init; } = "";
        public int Concurrency { get; init; }
        public string Response { get; init; } = "";
        public Finish Finish { get; init; }
        public string? Note { get; init; }
        public string PromptHash { get; init; } = "";
        public int? InputTokens { get; init; }
        public int? OutputTokens { get; init; }
        public string? Fingerprint { get; init; }
        public long Latency { get; init; }
        public string? AnsweredBy { get; init; }
        public string? Sent { get; init; }

        public StoredSample Stored() => new(
            SampleKey, new(Scenario), Policy, Sample,
            new(Response, Finish, Note, PromptHash, InputTokens, OutputTokens, Fingerprint, TimeSpan.FromMicroseconds(Latency)) { AnsweredBy = AnsweredBy, Sent = Sent })
        {
            Model = new(Provider, Model, Parameters, Concurrency),
            Version = Version is { } version ? new VersionNumber(version) : null,
            At = Micros.Time(At),
        };
    }

    public Task<IReadOnlyDictionary<string, StoredSample>> Samples(WorkshopId workshop, CancellationToken cancellation) =>
        Read<IReadOnlyDictionary<string, StoredSample>>(
            db => db.Query<SampleLine>(
                    """
                    SELECT s.sample_key AS SampleKey, s.scenario, s.policy, s.sample, s.version, s.at, s.provider, s.model, s.parameters, s.concurrency,
                      s.response, s.finish, s.note, s.prompt_hash AS PromptHash, s.input_tokens AS InputTokens, s.output_tokens AS OutputTokens,
                      s.fingerprint, s.latency, s.answered_by AS AnsweredBy, s.sent
                    FROM samples s JOIN workshops w ON w.id = s.workshop WHERE w.slug = @workshop
                    """,
                    new { workshop = workshop.Value })
                .ToDictionary(line => line.SampleKey, line => line.Stored(), StringComparer.Ordinal),
            cancellation);

    public Task<IReadOnlyDictionary<string, string>> Requests(WorkshopId workshop, CancellationToken cancellation) =>
        Read<IReadOnlyDictionary<string, string>>(
            db => db.Query<(string Hash, string Messages)>(
                    "SELECT r.prompt_hash, r.messages FROM requests r JOIN workshops w ON w.id = r.workshop WHERE w.slug = @workshop",
                    new { workshop = workshop.Value })
                .ToDictionary(r => r.Hash, r => r.Messages, StringComparer.Ordinal),
            cancellation);

    public Task<bool> Save(WorkshopId workshop, StoredSample sample, CancellationToken cancellation) => Write(
        batch =>
        {
            var id = batch.Ids.Workshop(workshop);
            if (sample.Usage is { } usage)
                StoreUsage(batch, id, usage);
            return StoreSample(batch, id, sample);
        },
        cancellation);

    private static bool StoreSample(Batch batch, long workshop, StoredSample sample)
    {
        if (sample.Response.Request is { } messages)
            StoreRequest(batch, workshop, sample.Response.PromptHash, messages);
        var values = new
        {
            workshop,
            sample.Key,
            failed = nameof(Finish.Failed),
            scenario = sample.Scenario.Number,
            sample.PolicyFingerprint,
            sample.Sample,
            version = sample.Version?.Number,
            at = Micros.Of(sample.At),
            sample.Model.Provider,
            sample.Model.Model,
            sample.Model.Parameters,
            sample.Model.Concurrency,
            sample.Response.Text,
            finish = sample.Response.Finish.ToString(),
            sample.Response.Note,
            sample.Response.PromptHash,
            sample.Response.InputTokens,
            sample.Response.OutputTokens,
            sample.Response.Fingerprint,
            latency = sample.Response.Latency.Ticks / TimeSpan.TicksPerMicrosecond,
            sample.Response.AnsweredBy,
            sample.Response.Sent,
        };
        batch.Db.Execute("DELETE FROM samples WHERE workshop = @workshop AND sample_key = @Key AND finish = @failed", values);
        return batch.Db.Execute(
            """
            INSERT INTO samples (workshop, sample_key, scenario, policy, sample, version, at, provider, model, parameters, concurrency,
              response, finish, note, prompt_hash, input_tokens, output_tokens, fingerprint, latency, answered_by, sent)
            SELECT @workshop, @Key, @scenario, @PolicyFingerprint, @Sample, @version, @at, @Provider, @Model, @Parameters, @Concurrency,
              @Text, @finish, @Note, @PromptHash, @InputTokens, @OutputTokens, @Fingerprint, @latency, @AnsweredBy, @Sent
            WHERE NOT EXISTS (SELECT 1 FROM samples WHERE workshop = @workshop AND sample_key = @Key)
            """,
            values) == 1;
    }

    private static void StoreRequest(Batch batch, long workshop, string hash, string messages) => batch.Db.Execute(
        """
        INSERT INTO requests (workshop, prompt_hash, messages) SELECT @workshop, @hash, @messages
        WHERE NOT EXISTS (SELECT 1 FROM requests WHERE workshop = @workshop AND prompt_hash = @hash)
        """,
        new { workshop, hash, messages });
}
