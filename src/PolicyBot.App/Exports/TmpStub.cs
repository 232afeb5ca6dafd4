namespace PolicyBot.App.Exports { public sealed class Exporting(IWorkshopStore s) { public Task<object?> Of(Core.WorkshopId id, CancellationToken c) => Task.FromResult<object?>(s); } }
namespace PolicyBot.Core.Reports { public static class ExportJson { public static string Write(object o) => ""; } }
