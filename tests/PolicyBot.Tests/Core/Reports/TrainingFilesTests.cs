using System.Collections.Immutable;
using System.Text.Json;
using PolicyBot.Core;
using PolicyBot.Core.Reports;
using PolicyBot.Core.Scenarios;
using Xunit;

namespace PolicyBot.Tests.Core.Reports;

public sealed class TrainingFilesTests
{
    [Fact]
    public void A_change_that_its_backers_confirmed_gives_a_pair_with_the_new_response_chosen()
    {
        var pair = Assert.Single(Lines(TrainingFiles.Preferences(WithResponses(confirmed: true))));

        Assert.Equal("How much?", pair.GetProperty("prompt")[0].GetProperty("content").GetString());
        Assert.Equal(("New.", "Old."), (pair.GetProperty("chosen").GetString(), pair.GetProperty("rejected").GetString()));
        Assert.Equal(("A1", "v2", "v1"), (pair.GetProperty("amendment").GetString(), pair.GetProperty("chosen_under").GetString(), pair.GetProperty("rejected_under").GetString()));
        Assert.Equal(2, pair.GetProperty("confirmed").GetProperty("matches").GetInt32());
    }

    [Fact]
    public void A_change_that_came_out_otherwise_than_meant_gives_none() =>
        Assert.Empty(Lines(TrainingFiles.Preferences(WithResponses(confirmed: false))));

    [Fact]
    public void Responses_of_two_models_are_no_pair()
    {
        var export = WithResponses(confirmed: true);

        Assert.Empty(Lines(TrainingFiles.Preferences(export with { Samples = export.Samples.SetItem(1, export.Samples[1] with { Model = "another" }) })));
    }

    [Fact]
    public void What_a_judge_said_and_that_a_model_refused_are_in_the_report_of_the_file()
    {
        var export = WithResponses(confirmed: true);
        var told = export with
        {
            Samples = export.Samples.SetItem(1, export.Samples[1] with { Finish = "Refused" }),
            Judgements = [new("key", export.Samples[0].Policy, export.Samples[1].Policy, new(new(1), Shift.Substance, [], "It says less.") { By = "judge" }, ExportExamples.Noon)],
        };

        var report = ExportFiles.Of(told, "report").Single().Content;

        Assert.Contains("judge: another behaviour", report, StringComparison.Ordinal);
        Assert.Contains("refused 0 of 1 before, 1 after", report, StringComparison.Ordinal);
        Assert.DoesNotContain("No judge looked", report, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_sample_is_an_evaluation_with_what_was_said_of_its_version()
    {
        var lines = Lines(TrainingFiles.Evaluations(WithResponses(confirmed: true)));

        Assert.Equal(["Old.", "New."], lines.Select(l => l.GetProperty("response").GetString()));
        Assert.Equal(["v1", "v2"], lines.Select(l => l.GetProperty("version").GetString()));
        Assert.False(lines[0].TryGetProperty("confirmed", out _));
        Assert.Equal(2, lines[1].GetProperty("confirmed").GetProperty("A1").GetProperty("matches").GetInt32());
    }

    /// <summary>The attributed round, in which 2 of 3 backers confirmed: enough for a rule of 60 %, not for 70 %.</summary>
    private static WorkshopExport WithResponses(bool confirmed)
    {
        var export = ExportExamples.OnlyAttributed().Export();
        var workshop = PolicyBot.Core.Workshops.Fold.All(export.Log)!;
        var sample = export.Samples[0];
        ImmutableList<ExportedSample> samples =
        [
            sample with { Policy = workshop.Find(new VersionNumber(1))!.Policy.Fingerprint, Text = "Old.", At = ExportExamples.Noon },
            sample with { Key = "cc", Policy = workshop.Find(new VersionNumber(2))!.Policy.Fingerprint, Text = "New.", At = ExportExamples.Noon.AddHours(1) },
        ];
        var log = export.Log.ConvertAll(e => e.Change is PolicyBot.Core.Log.RoundPrepared p && !confirmed
            ? e with { Change = new PolicyBot.Core.Log.RoundPrepared(p.Round with { Rule = p.Round.Rule with { Fidelity = 70 } }) }
            : e);
        return export with { Samples = samples, Log = log };
    }

    private static List<JsonElement> Lines(string file) =>
        [.. file.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement)];
}
