using System.Text;
using Microsoft.AspNetCore.Http;
using PolicyBot.App.Exports;
using PolicyBot.App.Pictures;
using PolicyBot.Core;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Reports;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Views;

namespace PolicyBot.Web.Dashboard;

/// <summary>The files that the dashboard hands out; rights are checked at every request.</summary>
internal static class DashboardFiles
{
    /// <summary>The policy of one version, the current one when none is named.</summary>
    public static async Task<IResult> Policy(HttpContext context, Desk desk, string workshop, int? version) =>
        await desk.Read(context, workshop) is { } reading
        && Editing.Export(reading.Shown.Workshop, new ExportPolicy(version is { } v ? new VersionNumber(v) : null)) is Accepted { Reply.File: { } file }
            ? Saved(context, file.Name, file.MediaType, file.Content)
            : Results.NotFound();

    /// <summary>Everything, for facilitators alone.</summary>
    public static async Task<IResult> Workshop(HttpContext context, Desk desk, Exporting exporting, string workshop) =>
        await desk.Read(context, workshop) is { ForFacilitators: true } reading
        && await exporting.Of(reading.Shown.Workshop.Id, context.RequestAborted) is { } export
            ? Saved(context, $"{reading.Shown.Workshop.Id}.json", "application/json", ExportJson.Write(export))
            : Results.NotFound();

    /// <summary>Preference pairs or scenario evaluations, for facilitators alone.</summary>
    public static Task<IResult> Training(HttpContext context, Desk desk, Exporting exporting, string workshop, string format) =>
        ForFacilitators(context, desk, exporting, workshop, export => ExportFiles.Of(export, format).FirstOrDefault(f => f.Name == $"{format}.jsonl"));

    /// <summary>One file of a round in the layout of Polis exports, for facilitators alone.</summary>
    public static Task<IResult> Polis(HttpContext context, Desk desk, Exporting exporting, string workshop, int number, string name) =>
        ForFacilitators(context, desk, exporting, workshop, export => PolisFiles.Of(export, new RoundId(number)).FirstOrDefault(f => f.Name == $"{name}.csv"));

    private static async Task<IResult> ForFacilitators(HttpContext context, Desk desk, Exporting exporting, string workshop, Func<WorkshopExport, ReplyFile?> pick) =>
        await desk.Read(context, workshop) is { ForFacilitators: true } reading
        && await exporting.Of(reading.Shown.Workshop.Id, context.RequestAborted) is { } export
        && pick(export) is { } file
            ? Saved(context, file.Name, file.MediaType, file.Content)
            : Results.NotFound();

    /// <summary>What a round decided, as Markdown; nothing before the close.</summary>
    public static async Task<IResult> Record(HttpContext context, Desk desk, string workshop, int number) =>
        await desk.Read(context, workshop) is { } reading && Closed(reading, number) is { } round
            ? Saved(context, $"{workshop}-{round.Id}-decisions.md", "text/markdown", DecisionRecord.Of(reading.Shown, round))
            : Results.NotFound();

    /// <summary>The report in words alone, for screen readers and for mail; nothing before the publication.</summary>
    public static async Task<IResult> Report(HttpContext context, Desk desk, string workshop, int number)
    {
        if (await desk.Read(context, workshop) is not { } reading || Closed(reading, number) is not { State: RoundState.Published } round)
            return Results.NotFound();
        Guard(context);
        return Results.Text(ReportSheet.Words(reading.Shown, round), "text/plain; charset=utf-8");
    }

    /// <summary>A round's outcomes as a PNG; nothing before the close.</summary>
    public static async Task<IResult> Outcomes(HttpContext context, Desk desk, string workshop, int number)
    {
        if (await desk.Read(context, workshop) is not { } reading || Closed(reading, number) is not { } round)
            return Results.NotFound();
        Guard(context);
        return Results.File(Picture.Of(OutcomeChart.Of(reading.Shown.Workshop, round)), "image/png");
    }

    private static Round? Closed(Reading reading, int number) =>
        reading.Shown.Workshop.Find(new RoundId(number)) is { ClosedAt: not null } round ? round : null;

    private static IResult Saved(HttpContext context, string name, string mediaType, string content)
    {
        Guard(context);
        return Results.File(Encoding.UTF8.GetBytes(content), $"{mediaType}; charset=utf-8", name);
    }

    private static void Guard(HttpContext context)
    {
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.CacheControl = "no-store";
    }
}
