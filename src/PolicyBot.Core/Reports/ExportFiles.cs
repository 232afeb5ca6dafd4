using System.Collections.Immutable;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Views;

namespace PolicyBot.Core.Reports;

/// <summary>Everything that can be made of an export, as files.</summary>
public static class ExportFiles
{
    /// <summary>Names of the formats, in the order in which help lists them.</summary>
    public static readonly ImmutableList<string> Formats = ["json", "polis", "record", "report", "preferences", "evaluations"];

    /// <summary>The files of one format; those of single rounds begin with the round's id. Empty for an unknown format, or where there is
    /// nothing to tell yet.</summary>
    public static ImmutableList<ReplyFile> Of(WorkshopExport export, string format) => format switch
    {
        "json" => [new($"{export.Workshop}.json", "application/json", ExportJson.Write(export))],
        "polis" => [.. export.Rounds.SelectMany(r => PolisFiles.Of(export, r.Round).Select(f => f with { Name = $"{r.Round}-{f.Name}" }))],
        "record" => OfRounds(export, r => r.ClosedAt is not null, (shown, r) => new($"{r.Id}-decisions.md", "text/markdown", DecisionRecord.Of(shown, r))),
        "report" => OfRounds(export, r => r.State == RoundState.Published, (shown, r) => new($"{r.Id}-report.txt", "text/plain", ReportSheet.Words(shown, r))),
        "preferences" => [new("preferences.jsonl", "application/jsonl", TrainingFiles.Preferences(export))],
        "evaluations" => [new("evaluations.jsonl", "application/jsonl", TrainingFiles.Evaluations(export))],
        _ => [],
    };

    private static ImmutableList<ReplyFile> OfRounds(WorkshopExport export, Func<Round, bool> which, Func<Shown, Round, ReplyFile> make)
    {
        var shown = ExportView.Of(export);
        return [.. export.Rounds.Select(r => shown.Workshop.Find(r.Round)!).Where(which).Select(r => make(shown, r))];
    }
}
