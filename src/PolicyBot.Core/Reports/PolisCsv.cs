using System.Globalization;

namespace PolicyBot.Core.Reports;

/// <summary>What came of reading one file of a Polis export.</summary>
public abstract record PolisRead;

/// <summary>The statements of a conversation in the file's order.</summary>
public sealed record PolisComments(IReadOnlyList<PolisComment> All) : PolisRead;

/// <summary>One statement.</summary>
/// <param name="Moderated">1 accepted, 0 not looked at, -1 out.</param>
public sealed record PolisComment(int Id, string Text, int Moderated);

/// <summary>Everybody's votes.</summary>
/// <param name="CommentIds">The ids of all statements that have a column, in the file's order.</param>
public sealed record PolisVotes(IReadOnlyList<int> CommentIds, IReadOnlyList<PolisParticipant> Participants) : PolisRead;

/// <summary>One person's votes.</summary>
/// <param name="Group">Polis's own opinion group, if it has one for this person.</param>
/// <param name="Votes">By statement: 1 agree, -1 disagree, 0 pass; what the person has not seen is absent.</param>
public sealed record PolisParticipant(string Id, int? Group, IReadOnlyDictionary<int, int> Votes);

/// <summary>The first record that cannot be read: the physical line on which it starts, from 1; what is wrong; what to do.</summary>
public sealed record BrokenRow(int Line, string Reason, string Next) : PolisRead;

/// <summary>Reads <c>comments.csv</c> and <c>participants-votes.csv</c> as Polis exports them; columns not named here are ignored.</summary>
public static class PolisCsv
{
    /// <summary>Needs <c>comment-id</c> and <c>comment-body</c>; <c>moderated</c> counts as 0 where it is absent.</summary>
    public static PolisRead ReadComments(string csv)
    {
        if (Table(csv, out var rows, "comment-id", "comment-body") is { } broken)
            return broken;
        var header = rows[0].Cells;
        var (id, body, moderated) = (At(header, "comment-id"), At(header, "comment-body"), At(header, "moderated"));
        var comments = new List<PolisComment>(rows.Count - 1);
        var seen = new HashSet<int>();
        foreach (var row in rows.Skip(1))
        {
            if (Whole(row.Cells[id]) is not (>= 0 and var number))
                return Bad(row, $"comment-id is \"{Short(row.Cells[id])}\"", "Give a whole number from 0.");
            if (!seen.Add(number))
                return Bad(row, $"comment-id {row.Cells[id]} stands on an earlier line too", "Keep one of the two.");
            if ((moderated < 0 ? 0 : Whole(row.Cells[moderated])) is not (>= -1 and <= 1 and var state))
                return Bad(row, $"moderated is \"{Short(row.Cells[moderated])}\"", "Give 1 (accepted), 0 (not looked at) or -1 (out).");
            comments.Add(new PolisComment(number, row.Cells[body], state));
        }

        return new PolisComments(comments);
    }

    /// <summary>Needs <c>participant</c> and a column for each statement, headed by its id; <c>group-id</c> may be absent or empty.</summary>
    public static PolisRead ReadParticipantVotes(string csv)
    {
        if (Table(csv, out var rows, "participant") is { } broken)
            return broken;
        var header = rows[0].Cells;
        var columns = header.Select((name, at) => (Id: Whole(name), At: at)).Where(c => c.Id >= 0).Select(c => (Id: c.Id!.Value, c.At)).ToList();
        if (columns.Select(c => c.Id).Distinct().Count() < columns.Count)
            return Bad(rows[0], "a statement has two columns", "Keep one of them.");
        var people = new List<PolisParticipant>(rows.Count - 1);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in rows.Skip(1))
        {
            if (PersonIn(row, header, columns, out var person) is { } bad)
                return bad;
            if (!seen.Add(person!.Id))
                return Bad(row, $"participant \"{Short(person.Id)}\" stands on an earlier line too", "Keep one of the two.");
            people.Add(person);
        }

        return new PolisVotes([.. columns.Select(c => c.Id)], people);
    }

    private static BrokenRow? PersonIn(CsvRow row, IReadOnlyList<string> header, List<(int Id, int At)> columns, out PolisParticipant? person)
    {
        person = null;
        var (id, group) = (row.Cells[At(header, "participant")], At(header, "group-id") is >= 0 and var at ? row.Cells[at] : "");
        if (id.Length == 0)
            return Bad(row, "participant is empty", "Give everybody an id.");
        if (group.Length > 0 && Whole(group) is null)
            return Bad(row, $"group-id is \"{Short(group)}\"", "Give a whole number or leave it empty.");
        var votes = new Dictionary<int, int>();
        foreach (var (comment, column) in columns.Where(c => row.Cells[c.At].Length > 0))
        {
            if (Whole(row.Cells[column]) is not (>= -1 and <= 1 and var vote))
                return Bad(row, $"the vote on statement {header[column]} is \"{Short(row.Cells[column])}\"", "Give 1 (agree), -1 (disagree), 0 (pass) or nothing (unseen).");
            votes[comment] = vote;
        }

        person = new PolisParticipant(id, Whole(group), votes);
        return null;
    }

    private static BrokenRow? Table(string csv, out IReadOnlyList<CsvRow> rows, params ReadOnlySpan<string> needed)
    {
        (rows, var broken) = Csv.Read(csv);
        if (rows.Count == 0)
            return broken ?? new BrokenRow(1, "There is nothing in the file.", "Export the conversation from Polis again.");
        var header = rows[0].Cells;
        foreach (var name in needed)
        {
            if (At(header, name) < 0)
                return Bad(rows[0], $"there is no column \"{name}\"", "The first line must name the columns as Polis does.");
        }

        var uneven = rows.FirstOrDefault(r => r.Cells.Count != header.Count);
        return uneven is null ? broken : Bad(uneven, string.Create(CultureInfo.InvariantCulture, $"it has {uneven.Cells.Count} cells and the header has {header.Count}"), "Put cells that hold commas or line breaks in quotation marks.");
    }

    private static BrokenRow Bad(CsvRow row, string reason, string next) => new(row.Line, char.ToUpperInvariant(reason[0]) + reason[1..] + ".", next);

    private static int At(IReadOnlyList<string> header, string name) =>
        header.Select((cell, at) => cell.Trim() == name ? at : -1).FirstOrDefault(at => at >= 0, -1);

    private static int? Whole(string cell) =>
        int.TryParse(cell.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Short(string cell) => cell.Length <= 20 ? cell : string.Concat(cell.AsSpan(0, 20), "…");
}
