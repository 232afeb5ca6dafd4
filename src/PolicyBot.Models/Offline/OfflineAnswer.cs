using System.Globalization;

namespace PolicyBot.Models.Offline;

/// <summary>Writes the rule-follower's answer: the situation, then each clause that bears on it, applied.</summary>
internal static class OfflineAnswer
{
    /// <summary>The longest answer, in characters.</summary>
    public const int Longest = 700;

    public const string Signature = "— PolicyBot's offline rule-follower, not a language model.";

    private const int MostRules = 5, LongestOpening = 130, LongestRule = 270;

    /// <param name="clauses">The policy's clauses; none when there is no policy.</param>
    /// <param name="lastWords">The user's last turn.</param>
    /// <param name="earlier">Everything else that is known: earlier turns, background.</param>
    public static string To(IEnumerable<ReadClause> clauses, string lastWords, string earlier)
    {
        var situation = Situation(lastWords, earlier);
        var rules = clauses.Select(c => Rule.For(c, situation)).OfType<Rule>()
            .OrderByDescending(r => r.Relevance).ThenBy(r => int.TryParse(r.Id.AsSpan(1), CultureInfo.InvariantCulture, out var n) ? n : int.MaxValue)
            .Take(MostRules).ToList();
        var opening = Opening(lastWords);
        if (rules.Count == 0) return $"{opening}\nNo clause speaks to this, so I would simply answer it as asked.\n{Signature}";
        var room = (Longest - opening.Length - Signature.Length - 1 - rules.Count) / rules.Count;
        return $"{opening}\n{string.Join('\n', rules.Select(r => Line(r, Math.Min(room, LongestRule))))}\n{Signature}";
    }

    private static Terms Situation(string lastWords, string earlier)
    {
        const double lessForEarlier = 0.85;
        return Terms.Of(lastWords).After(Terms.Of(earlier), lessForEarlier);
    }

    private static string Opening(string lastWords)
    {
        const double forQuestions = 2, enough = 4;
        var sentences = Sentences.Of(lastWords);
        var gist = sentences.MaxBy(s => Math.Min(Terms.Of(s).Weight, enough) + (IsQuestion(s) ? forQuestions : 0)) ?? Sentences.Cut(lastWords.Trim(), LongestOpening);
        if (gist.Length == 0) return "There is no question yet.";
        return $"{(IsQuestion(gist) ? "You ask" : "You write")}: “{Sentences.Cut(Requoted(gist), LongestOpening - 14)}”";
    }

    private static bool IsQuestion(string sentence) => sentence[^1] is '?' or '？';

    private static string Requoted(string text) => text.Replace('“', '\'').Replace('”', '\'').Replace('"', '\'');

    private static string Line(Rule rule, int room)
    {
        if (rule.Exception is { } exception)
        {
            var result = rule.Duty == Duty.Leave ? "so I go ahead" : "so I leave that out";
            return $"{rule.Id} makes an exception here, {result}: “{Sentences.Cut(exception, room - 50)}”.";
        }
        return FirstPerson.Of(rule.Operative) is { } promise ? Promised(rule, promise, room) : Quoted(rule, room);
    }

    private static string Promised(Rule rule, string promise, int room)
    {
        var line = Stopped(Sentences.Cut($"Following {rule.Id}, {promise}", room - 1));
        foreach (var further in rule.Further)
        {
            var next = FirstPerson.Of(further) is { } another ? Stopped(char.ToUpperInvariant(another[0]) + another[1..]) : $"“{Requoted(further)}”";
            if (line.EndsWith('…') || line.Length + next.Length + 1 > room) break;
            line += $" {next}";
        }
        return line;
    }

    private static string Quoted(Rule rule, int room)
    {
        var start = rule.Duty switch
        {
            Duty.Leave => $"Following {rule.Id}, I decline that part: ",
            Duty.Offer => $"Following {rule.Id}, I can offer this: ",
            _ => $"Following {rule.Id}: ",
        };
        var quote = rule.Operative;
        foreach (var further in rule.Further)
            if (start.Length + quote.Length + further.Length + 3 <= room) quote += $" {further}";
            else break;
        return $"{start}“{Sentences.Cut(Requoted(quote), room - start.Length - 2)}”";
    }

    private static string Stopped(string sentence) => sentence[^1] is '.' or '…' or '!' or '?' or '"' or '”' or ')' ? sentence : sentence.TrimEnd(':', ';', ',') + ".";
}
