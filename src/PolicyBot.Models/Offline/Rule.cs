using System.Text.RegularExpressions;

namespace PolicyBot.Models.Offline;

/// <summary>What a sentence of a clause obliges to.</summary>
internal enum Duty
{
    Do,
    Leave,
    Offer,
}

/// <summary>A clause as the rule-follower reads it in one situation.</summary>
/// <param name="Id">As in the prompt, <c>C7</c>.</param>
/// <param name="Operative">The sentence that bears most on the situation.</param>
/// <param name="Further">Its other sentences, in order.</param>
/// <param name="Exception">The words that make an exception of this very situation.</param>
internal sealed partial record Rule(string Id, string Operative, IReadOnlyList<string> Further, string? Exception, double Relevance)
{
    /// <summary>Below it a clause does not bear on a situation; one that only describes needs more.</summary>
    private const double Threshold = 1.15, ThresholdForDescriptions = 1.38;

    private const double UsualTerms = 7, UsualSituation = 20, ForBindingWords = 0.5;

    public Duty Duty => Forbids().IsMatch(Operative) ? Duty.Leave : Allows().IsMatch(Operative) && !Obliges().IsMatch(Operative) ? Duty.Offer : Duty.Do;

    /// <summary>The clause in the situation; null when it does not bear on it. Depends on nothing but the two.</summary>
    public static Rule? For(ReadClause clause, Terms situation)
    {
        if (clause.Sentences.Count == 0) return null;
        var relevance = Terms.Overlap(situation, clause.Terms)
            / Math.Max(1, Math.Pow(clause.Terms.Count / UsualTerms, 0.6)) / Math.Max(1, Math.Sqrt(situation.Count / UsualSituation));
        if (clause.HoldsEverywhere) relevance = Math.Max(relevance, Threshold);
        if (relevance < Threshold) return null;

        var operative = clause.Sentences.MaxBy(s => Terms.Overlap(situation, Terms.Of(s)) + (Binds(s) ? ForBindingWords : 0))!;
        if (relevance < ThresholdForDescriptions && !clause.HoldsEverywhere && !Binds(operative) && FirstPerson.Of(operative) is null) return null;
        return new(clause.Id, operative, [.. clause.Sentences.Where(s => s != operative)], ExceptionIn(clause.Sentences, situation), Math.Round(relevance, 6));
    }

    private static bool Binds(string sentence) => Forbids().IsMatch(sentence) || Allows().IsMatch(sentence) || Obliges().IsMatch(sentence);

    private static string? ExceptionIn(IReadOnlyList<string> sentences, Terms situation)
    {
        foreach (var sentence in sentences)
        {
            var match = Exceptions().Match(sentence);
            if (!match.Success) continue;
            var own = Terms.Of(match.Value).Without(Terms.Of(sentence[..match.Index]));
            if (Terms.Overlap(situation, own) >= 0.8) return match.Value.Trim().TrimEnd('.');
        }
        return null;
    }

    [GeneratedRegex(@"\b(must not|mustn't|may not|should not|shouldn't|shall not|never|cannot|can't|do not|does not|don't|not allowed|forbidden|prohibited|darf nicht|dürfen nicht|niemals|ne doit pas|jamais|no debe|nunca)\b|^avoid\b|^no\b|不得|不能|不可|不应|不應|禁止|切勿|してはいけ|してはなら|안 된다", RegexOptions.IgnoreCase)]
    private static partial Regex Forbids();

    [GeneratedRegex(@"\b(may|can|allowed to|free to|welcome to|darf|dürfen|peut|puede)\b|可以|てもよい|수 있", RegexOptions.IgnoreCase)]
    private static partial Regex Allows();

    [GeneratedRegex(@"\b(must|should|shall|always|has to|needs to|required to|ought to|muss|müssen|soll|doit|debe)\b|必须|必須|应当|應當|应该|應該|なければなら|해야", RegexOptions.IgnoreCase)]
    private static partial Regex Obliges();

    [GeneratedRegex(@"(?<=\S\s)(?:unless|except|(?:this |it )?(?:does|do) not apply)\b(?! otherwise).*$|^this does not apply\b.*$|除非.*$", RegexOptions.IgnoreCase)]
    private static partial Regex Exceptions();
}
