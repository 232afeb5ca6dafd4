using System.Globalization;
using System.Text.Json;
using PolicyBot.Core.Log;
using PolicyBot.Core.Workshops;

namespace PolicyBot.Core.Reports;

/// <summary>Checks that the log itself tells why words are missing from it: otherwise whoever forges a file could silence people and call it their wish.</summary>
internal static class ErasureVerification
{
    public static Finding Of(WorkshopExport export, Workshop workshop)
    {
        var forgotten = export.Log.Select(e => e.Change).OfType<PersonForgotten>().SelectMany(f => Forgetting.TextsOf(workshop, export.Log, f.Person));
        var hidden = export.Log.Select(e => e.Change).OfType<RoundPublished>().SelectMany(p => p.Said ?? []).Where(s => workshop.Hidden.ContainsKey(s.Id)).Select(s => s.Words.Hash);
        var told = forgotten.Concat(hidden).ToHashSet(StringComparer.Ordinal);
        var missing = 0;
        foreach (var entry in export.Log)
        {
            foreach (var text in Verification.TextsIn(JsonSerializer.SerializeToNode(entry.Change, LogJson.Options)).Where(t => t.Value is null))
            {
                missing++;
                if (!told.Contains(text.Hash))
                    return Finding.Bad(string.Create(CultureInfo.InvariantCulture, $"Entry {entry.Number}: words are missing whose author was not forgotten, and which nobody hid."));
            }
        }

        return Finding.Good(string.Create(CultureInfo.InvariantCulture, $"{missing} texts."));
    }
}
