using PolicyBot.Core;
using PolicyBot.Core.Reports;
using PolicyBot.Core.Workshops;

namespace PolicyBot.App.Exports;

/// <summary>What became of an import.</summary>
public abstract record Imported;

/// <param name="LeftOut">What the file did not hold, one sentence each.</param>
public sealed record ImportDone(WorkshopId Workshop, IReadOnlyList<string> LeftOut) : Imported;

/// <summary>Nothing was stored.</summary>
public sealed record ImportRefused(string Reason, string Next) : Imported;

/// <summary>Makes a workshop from its export.</summary>
public sealed class Importing(IWorkshopStore store)
{
    /// <summary>Stores the workshop under its own id, once every check on the file holds.</summary>
    public async Task<Imported> From(string file, CancellationToken cancellation)
    {
        var read = ExportJson.Read(file);
        if (read is Unreadable unreadable)
            return new ImportRefused($"{unreadable.Reason} (at {unreadable.Where})", unreadable.Next);
        var export = ((Readable)read).Export;
        if (Verification.Of(export).FirstOrDefault(c => !c.Holds) is { } broken)
            return new ImportRefused($"The export does not verify: {broken.What} {broken.Detail}", "Get the file again from whoever exported it; `policybot verify` lists every check.");
        var workshop = Fold.All(export.Log)!;
        if (workshop.Running is { } round && (RoundRows.WhyKept(round) ?? RoundRows.WhyPartlyKept(round)) is { } kept)
            return new ImportRefused(kept, $"Export the workshop again once {round.Id} is published; `policybot backup` copies a running workshop whole.");
        if (workshop.Id.Value.Length is 0 or > 40 || workshop.Id.Value.Any(c => c is not ((>= 'a' and <= 'z') or (>= '0' and <= '9') or '-')))
            return new ImportRefused("The workshop's id is none that a workshop can have.", "Import a file that PolicyBot wrote.");
        if (Restoring.Of(export, workshop) is not { } restored)
            return new ImportRefused("A sample response ended in a way that this PolicyBot does not know.", "Import the file with a newer PolicyBot.");
        return await store.Restore(restored, cancellation)
            ? new ImportDone(workshop.Id, export.LeftOut)
            : new ImportRefused($"There is a workshop {workshop.Id} here already.", "Import it into another database; an import never changes a workshop.");
    }
}
