using System.Collections.Immutable;
using System.CommandLine;
using PolicyBot.App.Exports;
using PolicyBot.Core.Reports;
using PolicyBot.Core.Views;
using PolicyBot.Storage;
using WorkshopId = PolicyBot.Core.WorkshopId;

namespace PolicyBot.Host.CommandLine;

internal static class ExportCommand
{
    private static readonly Argument<string> Workshop = new("WORKSHOP") { Description = "The workshop's id, or a JSON export to make the other formats of." };
    private static readonly Option<string?> Output = new("--output", "-o") { Description = "The file to write; a folder where a format has several files, which the terminal does not take. Without it one file goes to the terminal." };
    private static readonly Option<string> Format = new("--format") { Description = $"One of {string.Join(", ", ExportFiles.Formats)}.", DefaultValueFactory = _ => ExportFiles.Formats[0] };

    public static Command Make()
    {
        Format.AcceptOnlyFromAmong([.. ExportFiles.Formats]);
        var command = new Command("export", "Writes one workshop: everything as JSON, the layout of Polis exports, decision records, reports, training data.")
        {
            Workshop, Format, Output, Settings.Database,
        };
        command.SetAction(Run);
        return command;
    }

    private static async Task<int> Run(ParseResult parsed, CancellationToken cancellation)
    {
        var (export, fault) = await Read(parsed, cancellation);
        if (export is null)
            return fault is null ? Root.Failed : Root.Fail(fault);
        var files = ExportFiles.Of(export, parsed.GetRequiredValue(Format));
        if (files.IsEmpty)
            return Root.Fail("There is nothing to write yet: no round has come that far.");
        if (files.Count > 1 && parsed.GetValue(Output) is null)
            return Root.Fail($"That is {files.Count} files ({string.Join(", ", files.Select(f => f.Name))}): name a folder for them with -o FOLDER.");
        if (!await Written(files, parsed.GetValue(Output), cancellation))
            return Root.Fail($"{parsed.GetValue(Output)} can't be written: name a file in a folder that is there, or a folder for a format with several files, and look whether the disk has room.");
        foreach (var leftOut in export.LeftOut)
            await Console.Error.WriteLineAsync($"Not in it: {leftOut}");
        return Root.Done;
    }

    private static async Task<(WorkshopExport? Export, string? Fault)> Read(ParseResult parsed, CancellationToken cancellation)
    {
        var named = parsed.GetRequiredValue(Workshop);
        if (File.Exists(named))
            return ExportJson.Read(await File.ReadAllTextAsync(named, cancellation)) switch
            {
                Readable { Export: var read } when Verification.Of(read).All(c => c.Holds) => (read, null),
                Readable => (null, "The export does not verify; `policybot verify` lists every check."),
                var unreadable => (null, VerifyCommand.Said((Unreadable)unreadable)),
            };
        if (Settings.ReadOrSay(parsed.GetValue(Settings.Database)) is not { } settings)
            return (null, null);
        using var store = SqliteWorkshopStore.OpenReadOnly(settings.DatabaseFile);
        var id = new WorkshopId(named);
        return await new Exporting(store).Of(id, cancellation) is { } export ? (export, null) : (null, await Unknown(id, store, cancellation));
    }

    private static async Task<bool> Written(ImmutableList<ReplyFile> files, string? output, CancellationToken cancellation)
    {
        try
        {
            await Write(files, output, cancellation);
            return true;
        }
        catch (Exception e) when (output is not null && e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static async Task Write(ImmutableList<ReplyFile> files, string? output, CancellationToken cancellation)
    {
        if (output is null)
            await Console.Out.WriteAsync(files[0].Content);
        else if (files is [var single] && !Directory.Exists(output))
            await File.WriteAllTextAsync(output, single.Content, cancellation);
        else
            foreach (var file in files)
                await File.WriteAllTextAsync(Path.Combine(Directory.CreateDirectory(output).FullName, file.Name), file.Content, cancellation);
    }

    private static async Task<string> Unknown(WorkshopId id, SqliteWorkshopStore store, CancellationToken cancellation)
    {
        var ids = (await store.Workshops(cancellation)).Select(w => w.Id.Value).ToList();
        return ids.Count == 0
            ? $"There is no workshop '{id}', nor any other in this database."
            : $"There is no workshop '{id}'. There are: {string.Join(", ", ids)}.";
    }
}
