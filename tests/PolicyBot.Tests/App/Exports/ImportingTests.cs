using Microsoft.Extensions.Time.Testing;
using PolicyBot.App;
using PolicyBot.App.Exports;
using PolicyBot.Core;
using PolicyBot.Core.Reports;
using PolicyBot.Core.Voting;
using PolicyBot.Storage;
using PolicyBot.Tests.Core.Reports;
using Xunit;

namespace PolicyBot.Tests.App.Exports;

public sealed class ImportingTests : IDisposable
{
    private static readonly WorkshopId Ward = new("ward");
    private readonly string _folder = Directory.CreateTempSubdirectory("policybot-import-").FullName;
    private readonly SqliteWorkshopStore _store;

    public ImportingTests() => _store = SqliteWorkshopStore.Open(Path.Combine(_folder, "a.db"), new FakeTimeProvider());

    public void Dispose()
    {
        _store.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task An_import_exports_as_the_same_file()
    {
        var file = ExportJson.Write(ExportExamples.Finished().Export());

        Assert.Equal(Ward, Assert.IsType<ImportDone>(await Import(file)).Workshop);
        var again = ExportJson.Write((await Export())!);

        Assert.Equal(file, again);
        using var other = SqliteWorkshopStore.Open(Path.Combine(_folder, "b.db"), new FakeTimeProvider());
        Assert.IsType<ImportDone>(await new Importing(other).From(again, default));
        Assert.Equal(again, ExportJson.Write((await new Exporting(other).Of(Ward, default))!));
    }

    [Fact]
    public async Task An_import_brings_back_a_workshop_that_goes_on()
    {
        await Import(ExportJson.Write(ExportExamples.OnlyAttributed().Export()));

        Assert.Equal("The ward 病房", Assert.Single(await _store.Workshops(default)).Name);
        Assert.Equal("P15", (await _store.Enter(Ward, new Account("room", "new"), "New", default)).Id.Value);
        var late = new Ballot(ExportExamples.Attributed, new(1), new("P20"), Vote.Agree, "x") { CastAt = ExportExamples.Noon };
        Assert.Equal(Recorded.Late, await _store.Cast(Ward, late, new Receipt("late", ExportExamples.Noon), default));
        Assert.Equal(3, (await _store.DueBy(ExportExamples.Noon.AddDays(9), default)).Count);
    }

    [Fact]
    public async Task A_workshop_that_is_there_already_is_not_touched()
    {
        var first = ExportJson.Write(ExportExamples.Finished().Export());
        await Import(first);

        var refused = Assert.IsType<ImportRefused>(await Import(ExportJson.Write(ExportExamples.OnlyAttributed().Export())));

        Assert.Contains("ward", refused.Reason);
        Assert.Equal(first, ExportJson.Write((await Export())!));
    }

    [Fact]
    public async Task A_file_that_does_not_verify_is_refused_with_the_first_check_that_fails()
    {
        var export = ExportExamples.Finished().Export();
        var forged = ExportExamples.Sealed(export with { Log = export.Log.SetItem(3, export.Log[3] with { By = new("P9") }) });

        var refused = Assert.IsType<ImportRefused>(await Import(ExportJson.Write(forged)));

        Assert.Contains("The log's chain is unbroken. Entry 4", refused.Reason);
        Assert.Empty(await _store.Workshops(default));
    }

    [Fact]
    public async Task A_file_whose_open_rounds_ballots_were_left_out_is_refused()
    {
        var refused = Assert.IsType<ImportRefused>(await Import(ExportJson.Write(ExportExamples.StillOpen().Export())));

        Assert.Contains("R2 has not closed yet", refused.Reason);
        Assert.Contains("backup", refused.Next);
    }

    [Fact]
    public async Task A_file_that_is_no_export_is_refused_with_the_place()
    {
        Assert.Contains("at line 1", Assert.IsType<ImportRefused>(await Import("{\"format\":")).Reason);
    }

    [Fact]
    public async Task There_is_no_export_of_a_workshop_that_is_not_there()
    {
        Assert.Null(await Export());
    }

    private Task<Imported> Import(string file) => new Importing(_store).From(file, default);

    private Task<WorkshopExport?> Export() => new Exporting(_store).Of(Ward, default);
}
