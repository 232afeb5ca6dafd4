using System.Globalization;
using System.Text.Json;
using PolicyBot.Core.Log;
using PolicyBot.Core.Voting;
using PolicyBot.Core.Workshops;

namespace PolicyBot.Core.Reports;

/// <summary>Checks what the file holds and leaves out as a whole, and names what nothing in it can prove.</summary>
internal static class FileVerification
{
    public static IEnumerable<Check> Of(WorkshopExport export, Workshop workshop) =>
    [
        Verification.Guarded("What is left out is named, and nothing else is.", () => LeftOut(export, workshop)),
        Verification.Guarded("Words are missing from the log only where it says why.", () => ErasureVerification.Of(export, workshop)),
        Verification.Guarded("Everybody whose rows are in the file is in it.", () => Listed(export)),
        Verification.Guarded("Every theme quotes comments of its amendment.", () => Themes(export)),
        Verification.Guarded("No judgement and no request is in the file twice.", () => Finding.Unless(
            (export.Judgements ?? []).GroupBy(j => j.Key, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } judged ? $"The judgement {judged.Key} is there more than once."
                : (export.Requests ?? []).GroupBy(r => r.Hash, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } sent ? $"The request {sent.Key} is there more than once."
                : null,
            string.Create(CultureInfo.InvariantCulture, $"{export.Judgements?.Count ?? 0} judgements."))),
        Check.CannotSay("People are called what the file calls them.", "The log knows people by pseudonym alone, so that they can be forgotten."),
        .. Running(export, workshop), .. Later(export), .. Unsent(export),
    ];

    private static Finding LeftOut(WorkshopExport export, Workshop workshop)
    {
        var expected = Exportable.LeftOut(workshop);
        var lost = workshop.Rounds.FirstOrDefault(r => (RoundRows.WhyKept(r) is null) != export.Rounds.Any(e => e.Round == r.Id));
        return Finding.Unless(
            lost is not null ? $"The rows of {lost.Id} are {(RoundRows.WhyKept(lost) is null ? "not in the file" : "in the file, though they may not leave")}."
                : !expected.SequenceEqual(export.LeftOut) ? "What the file says is left out is not what its log gives."
                : null,
            expected.IsEmpty ? "Nothing is left out." : string.Join(" ", expected));
    }

    private static Finding Listed(WorkshopExport export)
    {
        var listed = export.People.Select(p => p.Id.Value).ToHashSet(StringComparer.Ordinal);
        var stranger = export.Rounds.Where(r => !r.Anonymous).SelectMany(Exportable.VotersOf).FirstOrDefault(v => !listed.Contains(v));
        return Finding.Unless(
            stranger is null ? null : $"{stranger} is not among its people.",
            string.Create(CultureInfo.InvariantCulture, $"{listed.Count} people."));
    }

    private static Finding Themes(WorkshopExport export)
    {
        var comments = export.Rounds.SelectMany(r => r.Remarks.Where(m => m.Kind == RemarkKind.Comment).Select(m => (r.Round, Remark: m)))
            .DistinctBy(c => c.Remark.Id).ToDictionary(c => c.Remark.Id, StringComparer.Ordinal);
        var all = export.Rounds.SelectMany(r => (r.Themes ?? []).Select(t => (r.Round, Themes: t))).ToList();
        if (all.GroupBy(t => (t.Round, t.Themes.Amendment)).FirstOrDefault(g => g.Count() > 1) is { } twice)
            return Finding.Bad($"The themes of {twice.Key.Amendment} are there more than once.");
        foreach (var (round, themes) in all)
            foreach (var quote in themes.All.SelectMany(t => t.Quotes))
                if (!comments.TryGetValue(quote.Remark, out var comment) || comment.Round != round || comment.Remark.Amendment != themes.Amendment
                    || quote.Start < 0 || quote.Length < 1 || (comment.Remark.Words is { } words && quote.In(words) is null))
                    return Finding.Bad($"A theme of {themes.Amendment} quotes {quote.Remark}, where no such words are.");
        return Finding.Good(string.Create(CultureInfo.InvariantCulture, $"{all.Sum(t => t.Themes.All.Count)} themes."));
    }

    private static IEnumerable<Check> Running(WorkshopExport export, Workshop workshop) => workshop.Rounds
        .Where(r => !r.Ended && export.Rounds.Any(e => e.Round == r.Id))
        .Select(r => Check.CannotSay(
            $"{r.Id}: its {(r.ClosedAt is null ? "ballots, rankings, reasons and comments" : "reasons, comments, dissents, confirmations and times of rankings")} are as they were given.",
            $"{r.Id} is not {(r.ClosedAt is null ? "closed" : "published")} yet: the log says nothing of them before."));

    /// <summary>What no publication has put into the log yet.</summary>
    private static IEnumerable<Check> Later(WorkshopExport export)
    {
        var published = export.Log.Select(e => e.Change).OfType<RoundPublished>().ToList();
        var samples = published.SelectMany(p => p.Samples?.Keys ?? []).ToHashSet(StringComparer.Ordinal);
        var advice = published.SelectMany(p => p.Advice?.Keys ?? []).ToHashSet(StringComparer.Ordinal);
        var later = export.Samples.Count(s => !samples.Contains(s.Key));
        if (later > 0)
            yield return Check.CannotSay(
                string.Create(CultureInfo.InvariantCulture, $"{later} of {export.Samples.Count} sample responses are as the model gave them."),
                "They came after the last publication, or failed: nothing in the log stands for them yet.");
        var unsaid = Commitments.OfAdvice(export.Judgements ?? [], export.Rounds.SelectMany(r => (r.Themes ?? []).Select(t => (r.Round, t)))).Keys.Count(k => !advice.Contains(k));
        if (unsaid > 0)
            yield return Check.CannotSay(
                string.Create(CultureInfo.InvariantCulture, $"{unsaid} judgements and themes are as the model gave them."),
                "They came after the last publication: nothing in the log stands for them yet.");
    }

    private static IEnumerable<Check> Unsent(WorkshopExport export)
    {
        var sent = (export.Requests ?? []).Select(r => r.Hash).ToHashSet(StringComparer.Ordinal);
        var erased = export.Samples.Count(s => !sent.Contains(s.PromptHash));
        if (erased > 0)
            yield return Check.CannotSay(
                string.Create(CultureInfo.InvariantCulture, $"{erased} sample responses were asked for with the prompts whose hashes they carry."),
                "The prompts are not in the file: requests are erased with the words of whoever asks to be forgotten.");
        var asked = export.Samples.Select(s => s.PromptHash).ToHashSet(StringComparer.Ordinal);
        if (sent.Count(s => !asked.Contains(s)) is > 0 and var odd)
            yield return Check.CannotSay(
                string.Create(CultureInfo.InvariantCulture, $"{odd} requests were sent."),
                "No response in the file is theirs: another one has taken the place of a response that failed.");
        var words = export.Log.SelectMany(e => Verification.TextsIn(JsonSerializer.SerializeToNode(e.Change, LogJson.Options))).Count(t => t.Value is null);
        if (words > 0)
            yield return Check.CannotSay(
                string.Create(CultureInfo.InvariantCulture, $"{words} texts read as they did."),
                "They were erased or hidden: the log keeps their hashes alone.");
    }
}
