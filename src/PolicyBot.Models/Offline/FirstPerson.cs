using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace PolicyBot.Models.Offline;

/// <summary>Turns a rule into a promise: <c>The guide must not guess.</c> becomes <c>I won't guess.</c></summary>
internal static partial class FirstPerson
{
    private static readonly FrozenSet<string> Verbs =
        ("accept acknowledge add address admit adopt aim allow always answer apologise apologize ask assume attempt avoid be begin call check cite clarify close comply confirm consider correct decline defer disclose discuss encourage end engage ensure escalate explain express favor favour follow give greet guide hand handle help hold honor honour identify ignore include inform invite keep lead leave let limit link list listen look maintain make mention name note obey offer open point prefer present prioritise prioritize protect provide put quote reassure recommend redirect refer refrain refuse remain remember remind repeat reply report respect respond say seek send share show speak start state stay stick stop suggest support switch take talk tell thank treat try use verify wait warn weigh welcome write").Split(' ').ToFrozenSet();

    /// <summary>The promise, without a capital at its start; null when the sentence speaks of somebody else.</summary>
    public static string? Of(string sentence)
    {
        sentence = Connective().Replace(sentence, "");
        if (Promise(sentence) is { } promise) return promise;
        if (!Condition().IsMatch(sentence)) return null;
        // "If it rains, the guide must …": the rule follows one of the first commas.
        var comma = sentence.IndexOf(", ", StringComparison.Ordinal);
        for (var tries = 0; comma > 0 && tries < 3; tries++, comma = sentence.IndexOf(", ", comma + 1, StringComparison.Ordinal))
            if (Promise(sentence[(comma + 2)..]) is { } conditional) return $"{Lowered(sentence[..comma])}, {conditional}";
        return null;
    }

    private static string? Promise(string words)
    {
        if (Subject().Match(words) is { Success: true } match)
        {
            var (modal, rest) = (match.Groups["modal"].Value.ToLowerInvariant(), match.Groups["rest"].Value);
            if (modal is "always" or "never" or "does not" or "do not") rest = BaseForm(rest);
            return Modal(modal) + " " + Mine(rest, match.Groups["who"].Value);
        }
        if (Imperative().Match(words) is not { Success: true } order) return null;
        var verb = order.Groups["verb"].Value.ToLowerInvariant();
        var negation = order.Groups["not"].Value.ToLowerInvariant();
        if (negation.Length == 0 && !Verbs.Contains(verb)) return null;
        return negation switch
        {
            "" => "I will ",
            "never" => "I will never ",
            "always" => "I will always ",
            _ => "I won't ",
        } + Mine(verb + order.Groups["rest"].Value, "you");
    }

    private static string Modal(string modal) => modal switch
    {
        "must never" or "should never" or "shall never" or "will never" or "may never" or "never" => "I will never",
        "must always" or "should always" or "shall always" or "will always" or "always" => "I will always",
        "may" or "can" or "could" or "is allowed to" or "is free to" or "might" => "I may",
        _ when modal.Contains("not", StringComparison.Ordinal) || modal is "can't" or "won't" or "shouldn't" or "mustn't" => "I won't",
        _ => "I will",
    };

    private static string Mine(string rest, string who)
    {
        rest = Possessive().Replace(rest, "my");
        rest = BeingMe().Replace(rest, m => m.Groups[1].Value.ToLowerInvariant() switch { "is" => "I am", "has" => "I have", _ => "I do" });
        if (who.Equals("you", StringComparison.OrdinalIgnoreCase)) rest = Yourself().Replace(rest, m => m.Length > 4 ? "myself" : "my");
        rest = Its().Replace(rest, "my ");
        return rest.Replace("itself", "myself", StringComparison.Ordinal);
    }

    // "never gives" → "give"
    private static string BaseForm(string rest)
    {
        var end = rest.IndexOf(' ');
        var (verb, tail) = end < 0 ? (rest.TrimEnd('.'), ".") : (rest[..end], rest[end..]);
        return verb switch
        {
            "is" => "be",
            "has" => "have",
            "does" => "do",
            _ when verb.EndsWith("ies", StringComparison.Ordinal) => verb[..^3] + "y",
            _ when DoubleEnding().IsMatch(verb) => verb[..^2],
            _ when verb.EndsWith('s') && !verb.EndsWith("ss", StringComparison.Ordinal) => verb[..^1],
            _ => verb,
        } + tail;
    }

    private static string Lowered(string lead) => lead.Length > 1 && char.IsLower(lead[1]) ? char.ToLowerInvariant(lead[0]) + lead[1..] : lead;

    [GeneratedRegex(@"^(?:if|when|whenever|where|unless|before|after|once|while|for|in|on|at|as|with|by|even|to|generally)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Condition();

    [GeneratedRegex(@"^(?:(?:the|an?|this|our) )?(?:[a-z-]+ )?(?:[a-z-]+ )?(?<who>assistant|model|bot|chatbot|guide|agent|helper|helpdesk|desk|AI|it|you|we) (?<modal>(?:must|should|shall|will|may) (?:not|never|always)|cannot|can not|can't|won't|shouldn't|mustn't|does not|do not|is not allowed to|is allowed to|is free to|is required to|is expected to|ought to|needs? to|has to|have to|must|should|shall|will|may|might|can|could|never|always) (?<rest>\S.*)$", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Subject();

    [GeneratedRegex(@"^(?:please )?(?:(?<not>do not|don't|never|always) )?(?<verb>[a-z]+)(?<rest>\b.*)$", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Imperative();

    [GeneratedRegex(@"\bthe (?:assistant|model|bot|chatbot|guide|agent)['’]s\b", RegexOptions.IgnoreCase)]
    private static partial Regex Possessive();

    [GeneratedRegex(@"\bthe (?:assistant|model|bot|chatbot|guide|agent) (is|has|does)\b", RegexOptions.IgnoreCase)]
    private static partial Regex BeingMe();

    [GeneratedRegex(@"^(?:for example|however|similarly|likewise|additionally|in addition|also|rather|instead|thus|therefore|moreover|ideally),\s*", RegexOptions.IgnoreCase)]
    private static partial Regex Connective();

    [GeneratedRegex(@"\bits (?=own|responses?|answers?|repl|reasoning|knowledge|limit|instruct|role|sources?|uncertainty|confidence|mistakes?|guid)")]
    private static partial Regex Its();

    [GeneratedRegex(@"\byour(?:self)?\b", RegexOptions.IgnoreCase)]
    private static partial Regex Yourself();

    [GeneratedRegex(@"(?:sh|ch|ss|x|z|o)es$")]
    private static partial Regex DoubleEnding();
}
