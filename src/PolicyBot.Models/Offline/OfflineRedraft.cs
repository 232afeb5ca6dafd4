using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using PolicyBot.Models.Prompts;
using PolicyBot.Models.Redrafting;

namespace PolicyBot.Models.Offline;

/// <summary>Takes up to two remarks that propose something usable and adds what they propose to the amendment's text.</summary>
internal static partial class OfflineRedraft
{
    private const int MostTaken = 2, LongestSentence = 240;

    private const string Signature = "Done by PolicyBot's offline rule-follower, which is not a language model.";

    public static string Of(IReadOnlyList<DataBlock> blocks)
    {
        var proposed = blocks.First(b => b.Name == RedraftPrompt.ProposedBlock).Content.Trim();
        var draft = blocks.FirstOrDefault(b => b.Name == RedraftPrompt.DraftBlock)?.Content.Trim();
        var remarks = Entries.Read(blocks.First(b => b.Name == RedraftPrompt.RemarksBlock).Content)
            .Select(e => (Number: int.Parse(e.Label, CultureInfo.InvariantCulture), Found: Proposal(e.Text, draft ?? proposed))).ToList();
        // What earlier remarks have led to is left alone: a text that took two sentences from every hundred remarks could not be read.
        var taken = draft is not null ? [] : remarks.Where(r => r.Found.Sentence is not null)
            .OrderByDescending(r => r.Found.Strength).ThenBy(r => r.Number)
            .DistinctBy(r => r.Found.Sentence, StringComparer.OrdinalIgnoreCase).Take(MostTaken).OrderBy(r => r.Number).ToList();
        var numbers = taken.Select(r => r.Number).ToList();
        var left = remarks.Where(r => !numbers.Contains(r.Number)).Select(r => new RedraftReply.Left(r.Number, r.Found.WhyNot
            ?? (taken.Any(t => string.Equals(t.Found.Sentence, r.Found.Sentence, StringComparison.OrdinalIgnoreCase))
                ? $"It proposes the same as remark {taken.First(t => string.Equals(t.Found.Sentence, r.Found.Sentence, StringComparison.OrdinalIgnoreCase)).Number}."
                : "Only two proposals are taken up at once; this one can follow in the next draft.")));
        var reply = taken.Count == 0
            ? new RedraftReply(null, $"No remark proposes a change of wording that could be taken up as it stands. {Signature}", [], [.. left])
            : new RedraftReply(Woven(proposed, taken.Select(t => t.Found.Sentence!)), $"Added what {Named(numbers)} to the text. {Signature}", numbers, [.. left]);
        return JsonSerializer.Serialize(reply);
    }

    private static string Named(List<int> numbers) => numbers is [var one]
        ? string.Create(CultureInfo.InvariantCulture, $"remark {one} proposes")
        : string.Create(CultureInfo.InvariantCulture, $"remarks {numbers[0]} and {numbers[1]} propose");

    private static string Woven(string proposed, IEnumerable<string> sentences)
    {
        var lastLine = proposed[(proposed.LastIndexOf('\n') + 1)..].TrimStart();
        var standsAlone = ListOrFence().IsMatch(lastLine);
        var stopped = standsAlone || ".!?。！？".Contains(proposed[^1]) ? proposed : proposed + ".";
        return stopped + (standsAlone ? "\n\n" : " ") + string.Join(' ', sentences);
    }

    private static (string? Sentence, int Strength, string? WhyNot) Proposal(string remark, string proposed)
    {
        if (Commands().IsMatch(remark)) return (null, 0, "It gives orders to the machine and proposes no wording.");
        var sentences = Sentences.Of(remark);
        foreach (var sentence in sentences)
        {
            if (Style().IsMatch(sentence)) return (null, 0, "It asks for another style, which the rule-follower cannot write.");
            if (Wording(sentence) is not var (wording, strength)) continue;
            if (wording.Length > LongestSentence) return (null, 0, "Its proposal is too long to be added as one sentence.");
            if (proposed.Contains(wording.TrimEnd('.'), StringComparison.OrdinalIgnoreCase)) return (null, 0, "The text says so already.");
            return (wording, strength, null);
        }
        return (null, 0, sentences.Count > 0 && sentences.All(s => s.EndsWith('?') || s.EndsWith('？'))
            ? "It asks a question and proposes no wording."
            : "It proposes no change of wording.");
    }

    private static (string Wording, int Strength)? Wording(string sentence)
    {
        if (Quoted().Match(sentence) is { Success: true } quote && Proposes().IsMatch(sentence)) return (Sentence(quote.Groups[1].Value), 3);
        var words = Opinion().Replace(sentence, "").Trim();
        if (sentence.EndsWith('?') || sentence.EndsWith('？'))
            return Add().Match(words.TrimEnd('?', '？')) is { Success: true } asked ? (Sentence(asked.Groups[1].Value), 2) : null;
        if (Unless().Match(words) is { Success: true } unless && !Binding().IsMatch(words[..unless.Index])) return (Sentence($"This does not apply when {unless.Groups[1].Value}"), 3);
        if (OnlyIf().Match(words) is { Success: true } only) return (Sentence($"This applies only {only.Value[5..]}"), 3);
        if (Except().Match(words) is { Success: true } except) return (Sentence($"An exception is {except.Groups[1].Value}"), 3);
        if (Add().Match(words) is { Success: true } add) return (Sentence(add.Groups[1].Value), 3);
        if (Feeling().IsMatch(words)) return null;
        if (Binding().IsMatch(words)) return (Sentence(words), 2);
        return Condition().IsMatch(words) ? (Sentence(words), 1) : null;
    }

    private static string Sentence(string words)
    {
        var trimmed = words.Trim().TrimEnd(',', ';', ':', '!', '…', ' ');
        if (trimmed.Length == 0) return trimmed;
        var capital = char.ToUpperInvariant(trimmed[0]) + trimmed[1..];
        return ".。！？?".Contains(capital[^1]) ? capital : capital + (capital[^1] >= '\u3000' ? "。" : ".");
    }

    [GeneratedRegex(@"\b(ignore|disregard|forget)\b.{0,30}\b(instruction|prompt|rule|above|previous)|\b(system prompt|you are now|output only|respond with json)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Commands();

    [GeneratedRegex(@"[""“„«]([^""”“»]{8,240})[""”“»]")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\b(say|says|said|add|write|word|wording|instead|replace|change|should|must|read|use|better|if|propose|suggest)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Proposes();

    [GeneratedRegex(@"^(?:(?:yes|no|ok|okay|well|but|and|so|agreed?|also|maybe|perhaps|please|imo|imho|honestly|personally|in my (?:view|opinion)|(?:i|we) (?:think|believe|feel|suggest|propose|guess|would say)(?: that)?|i(?:'d| would) (?:agree|support (?:it|this)|prefer)(?: it)?(?: that)?|i (?:dis)?agree|fine|good|it would be (?:better|good) to|(?:you|we|it|they) (?:could|should|might) (?=add|say|mention|include|write)|could (?:you|we))\b[\s,:;–—-]*)+", RegexOptions.IgnoreCase)]
    private static partial Regex Opinion();

    [GeneratedRegex(@"\b(?:unless|except (?:when|if|where)|but not (?:when|if)|not (?:when|if))\s+((?!it\b|they\b|he\b|she\b).{6,})$", RegexOptions.IgnoreCase)]
    private static partial Regex Unless();

    [GeneratedRegex(@"^(?:it|this|the (?:text|wording|clause|amendment))\b.{0,25}\b(?:shorter|longer|clearer|simpler|softer|stricter|reworded|rephrased|removed|deleted|rejected|adopted)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Style();

    [GeneratedRegex(@"\bonly (?:if|when|for|after|with) .{4,}$", RegexOptions.IgnoreCase)]
    private static partial Regex OnlyIf();

    [GeneratedRegex(@"\bexcept(?: for)?\s+(.{4,})$", RegexOptions.IgnoreCase)]
    private static partial Regex Except();

    [GeneratedRegex(@"^(?:add|say|mention|include|write)(?: in)?(?: a sentence)?(?: saying)?(?: that)?[\s:,]+(.*\b(?:is|are|must|should|may|can|will|has|have|need|needs|do|does|get|gets)\b.*)$", RegexOptions.IgnoreCase)]
    private static partial Regex Add();

    [GeneratedRegex(@"^(?:i|we) (?:\w+ )?(?:like|love|hate|dislike|fear|worry|agree|disagree|wonder|don't|do not|feel|am|was|had)\b|\bthis (?:should|must) (?:not )?(?:pass|be adopted|be rejected)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Feeling();

    [GeneratedRegex(@"\b(?:should|must|shall|may only|has to|needs to|instead)\b|应该|應該|必须|必須|不应|不應|除非|改为|改為", RegexOptions.IgnoreCase)]
    private static partial Regex Binding();

    [GeneratedRegex(@"^(?:if|when|whenever)\b.+,.+|^(?:always|never|allow|use|ask|tell|offer|name|explain|give|keep|let|make)\b.+|如果.+", RegexOptions.IgnoreCase)]
    private static partial Regex Condition();

    [GeneratedRegex(@"^(?:[-*+]|\d+[.)])\s|^(?:```|~~~)|^\|")]
    private static partial Regex ListOrFence();
}
