using System.Text.RegularExpressions;

namespace PolicyBot.Models.Offline;

/// <summary>A clause as plain sentences with its terms: all that can be known of it before there is a situation.</summary>
internal sealed partial record ReadClause(string Id, IReadOnlyList<string> Sentences, Terms Terms)
{
    private const int MostTermsEverywhere = 8, LongestJoined = 240;

    /// <summary>True for a short rule about every answer that names no condition.</summary>
    public bool HoldsEverywhere { get; } = Terms.Count <= MostTermsEverywhere
        && Sentences is [var first, ..] && Everywhere().IsMatch(first) && !Restricts().IsMatch(Everywhere().Replace(first, "", 1));

    public static ReadClause Of(string id, string text)
    {
        var sentences = Joined(Offline.Sentences.Of(text).Where(s => !Example().IsMatch(s)));
        return new(id, sentences, Offline.Terms.Of(string.Join('\n', sentences)));
    }

    // "The guide must not:" says nothing without the item after it.
    private static List<string> Joined(IEnumerable<string> sentences)
    {
        var joined = new List<string>();
        foreach (var sentence in sentences)
            if (joined is [.., var last] && last.EndsWith(':') && last.Length + sentence.Length < LongestJoined) joined[^1] = $"{last[..^1]} {sentence}";
            else joined.Add(sentence);
        return joined;
    }

    [GeneratedRegex(@"^(example|commentary)\s*:", RegexOptions.IgnoreCase)]
    private static partial Regex Example();

    [GeneratedRegex(@"\b(every|each|all|any)\s+(answers?|repl(y|ies)|responses?|conversations?|questions?|users?|visitors?|person|people)\b|每(一)?(个|次|條|条)?(回答|回复)", RegexOptions.IgnoreCase)]
    private static partial Regex Everywhere();

    [GeneratedRegex(@"\b(about|on|regarding|concerning|when|whenever|if|where|who|whose|that|which|for|from|involving|mentioning|under|over)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Restricts();
}
