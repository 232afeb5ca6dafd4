using System.Collections.Frozen;

namespace PolicyBot.Models.Offline;

/// <summary>The words that the rule-follower knows: those that say nothing about a subject, and small circles of words about one.</summary>
internal static class Vocabulary
{
    private static readonly FrozenSet<string> Empty = Set(
        // English: grammar and small talk
        "a about above after again against all almost also although always am among an and another any anybody anyone anything are aren't around as at away back be became because become been before being below between both but by can can't cannot could did didn't do does doesn't doing don't done down during each either else enough even ever every everybody everyone everything few for from further get gets getting give given gives go goes going gone gonna got had hadn't has hasn't have haven't having he he's her here hers herself hi hello hey him himself his how however i i'd i'll i'm i've if in instead into is isn't it it's its itself just keep kind know known knows later least less let let's like likely lot made make makes making many may maybe me mean might mine more most much must my myself near need needs neither never next no nobody none nor not nothing now of off often oh ok okay on once one ones only onto or other others otherwise our ours out over own perhaps please put quite rather really right said same say saying says see seem seems shall she she's should shouldn't since so some somebody someone something soon still such sure take taken takes taking tell than thank thanks that that's the their theirs them themselves then there there's these they they're thing things this those though three through thus to too toward towards try trying two under unless until up upon us use used uses using very via want wants was wasn't way ways we we're well went were what what's whatever when whenever where whether which while who who's whole whom whose why will with within without won't would wouldn't yes yet you you'd you'll you're you've your yours yourself",
        // English: how policies and conversations speak about themselves
        "able accord api application assumed assume assumes attempt developer developers encourage encourages encouraged interactive input programmatic setting settings sensitive spec behaviors behaviours design designed plan planning plans final finally send sending session manage managing quality improve decide decided accord according act action additional adhere ai allow allowed answer answered answering answers appropriate appropriately apply applies applying ask asked asking asks assistant assistants assume available aware avoid base based behave behavior behaviour best better bot care careful case cases chat chatbot clause clear clearly come comes common complete consider consistent contain content context conversation conversations course create current day default depend describe details different directly discuss effort end ensure especially example examples expect explain explaining explicit explicitly fact feel feels find first follow followed following follows full general generally goal good great group guideline guidelines happen happens hard help helped helpful helping helps high idea ideal implicit important include included includes including inform information instruct instruction instructions intend intent involve issue keep kinds language large last lead level line little long look looking looks main matter message messages model models multiple necessary new number offer offers often opinion option order output overall part particular people person persons place point policies policy possible potential potentially prefer present principle principles problem produce prompt provide provided provides providing question questions reason reasonable reasons receive recommend refer regard regarding relate related relevant rely remain reply replies request requested requesting requests require required requires respect respond responding responds response responses result rule rules seek sentence serve set share short show shows simple simply situation small sort speak specific start started state step steps stop strive subject suggest support system task tasks term text think time today together topic topics treat true turn type understand understanding user users usually view visitor visitors word words work working world write writing wrong year years",
        // the commonest words of other languages
        "aber alle als also auch auf aus bei bin bis bitte dann darf das dass dein dem den der des die dies diese dieser doch dort durch dürfen ein eine einem einen einer eines er es euch für haben hat hier ich ihm ihn ihr ihre im immer ist ja jede jeder jedes kann kein keine können mehr mein mich mir mit muss müssen nach nicht nie niemals noch nur ob oder ohne sehr sein seine sich sie sind soll sollen sollte über um und uns unser unter vom von vor war was weil wenn werden wie wir wird zu zum zur antwort antworten assistent frage fragen nutzer",
        "au aux avec ce ces cette dans de des doit doivent du elle elles en est et être il ils je jamais la le les leur lui mais mon ne nous ou par pas peut peuvent plus pour qu que qui sa sans se ses si son sont sur toujours tous tout tu un une vous assistant réponse utilisateur",
        "al como con cuando debe deben del donde el ella ellos en entre es esta este esto hay la las lo los me mi muy más nada no nos nunca o para pero por porque puede pueden que qué quién se ser si siempre sin sobre son su sus también te tu un una uno usted y asistente pregunta respuesta usuario");

    private static readonly string[] CirclesOfWords =
    [
        "medical medicine medication doctor physician health ill illness sick disease symptom diagnosis diagnose treatment therapy pain hurt headache fever dose dosage pill aspirin ibuprofen antibiotic vaccine pregnant nurse hospital",
        "legal legally law laws lawyer attorney sue court lawsuit contract landlord tenant evict eviction liability liable illegal crime criminal",
        "financial finance invest investing investment stock stocks shares bond loan mortgage savings pension retirement crypto bitcoin tax taxes money budget debt",
        "price prices cost costs fee fees ticket tickets admission pay payment paid refund discount euro euros dollar free",
        "hour hours opening open opens close closed closes closing schedule timetable holiday",
        "photo photos photograph photography camera picture pictures flash selfie video film filming tripod",
        "child children kid kids parent parents guardian toddler son daughter",
        "teenager teen minor minors underage adolescent",
        "hate hateful hatred racist racism discriminate discrimination stereotype harass harassment bully bullying",
        "school pupil student teacher class classroom lesson",
        "privacy private personal confidential secret surveillance leaked leak username passport",
        "weapon gun bomb explosive kill murder violence violent attack poison",
        "suicide suicidal self-harm depressed depression hopeless crisis hotline",
        "sad grief grieve grieving lonely upset anxious anxiety stressed overwhelmed feelings emotion emotional comfort empathy",
        "angry furious complaint complain rude insult insulting unacceptable disappointed",
        "politics political politician election elections vote voting party government president senator",
        "religion religious church mosque synagogue temple prayer faith god bible quran",
        "homework essay exam assignment cheat cheating plagiarism plagiarise plagiarize",
        "food eat eating drink drinking meal restaurant cafe snack lunch dinner recipe cook cooking",
        "accessible accessibility wheelchair disabled disability blind deaf ramp elevator lift",
        "source sources cite citation reference references evidence proof",
        "uncertain uncertainty unsure certain confidence guess guessing doubt accurate accuracy mistake error",
        "poem poetry story novel fiction lyrics song creative",
        "joke jokes humor humour funny comedy laugh",
        "swear swearing profanity obscene vulgar offensive slur",
        "code coding program programming software bug function script python javascript",
        "translate translation translator german french spanish chinese",
        "human robot machine conscious sentient alive",
        "copyright copyrighted licence license piracy paywall",
        "hack hacking malware phishing exploit virus cyber",
        "colonial colonised colonized colony looted loot provenance stolen restitution",
        "staff employee colleague manager worker",
        "steal stealing theft shoplift shoplifting fraud scam counterfeit",
        "lost lose missing cloakroom wallet umbrella found",
        "toilet toilets restroom bathroom",
        "dog dogs cat cats pet pets animal animals",
    ];

    private static readonly FrozenDictionary<string, string> Irregular = new Dictionary<string, string>
    {
        ["children"] = "child",
        ["men"] = "man",
        ["women"] = "woman",
        ["bought"] = "buy",
        ["paid"] = "pay",
        ["sold"] = "sell",
        ["lost"] = "lose",
        ["stolen"] = "steal",
        ["stole"] = "steal",
        ["lied"] = "lie",
        ["lying"] = "lie",
        ["died"] = "die",
        ["dying"] = "die",
        ["wrote"] = "write",
        ["written"] = "write",
        ["spoke"] = "speak",
        ["ate"] = "eat",
        ["bring"] = "bring",
    }.ToFrozenDictionary();

    private static readonly string[] Suffixes =
        ["isations", "izations", "isation", "ization", "ations", "ation", "ments", "ment", "nesses", "ness", "ings", "ing", "edly", "ers", "ors", "er", "or", "ied", "ies", "ed", "ly", "ives", "ive", "ful", "es", "s"];

    // Below what stemming needs: static fields are set in this order.
    private static readonly FrozenDictionary<string, int> Circles = CirclesOfWords
        .SelectMany((line, circle) => line.Split(' ').Select(word => (Stem: Stem(word), circle)))
        .GroupBy(x => x.Stem).ToFrozenDictionary(g => g.Key, g => g.First().circle);

    public static bool SaysNothing(string word) => Empty.Contains(word);

    /// <summary>The circle that a stem belongs to; null when to none.</summary>
    public static int? CircleOf(string stem) => Circles.TryGetValue(stem, out var circle) ? circle : null;

    /// <summary>A light stemmer in the manner of Lovins: the longest ending goes while at least four letters stay.</summary>
    public static string Stem(string word)
    {
        if (word.EndsWith("'s", StringComparison.Ordinal)) word = word[..^2];
        if (Irregular.TryGetValue(word, out var regular)) return regular;
        foreach (var suffix in Suffixes)
        {
            if (!word.EndsWith(suffix, StringComparison.Ordinal) || word.EndsWith("ss", StringComparison.Ordinal)) continue;
            if (word.Length - suffix.Length < (suffix is "s" ? 3 : 4)) continue;
            word = word[..^suffix.Length] + (suffix is "ied" or "ies" ? "y" : "");
            break;
        }
        if (word.Length > 4 && word[^1] == word[^2] && word[^1] is 'n' or 'p' or 't' or 'g' or 'm') word = word[..^1];
        return word.Length > 4 && word[^1] is 'e' or 'y' ? word[..^1] : word;
    }

    private static FrozenSet<string> Set(params string[] lines) => lines.SelectMany(l => l.Split(' ')).ToFrozenSet();
}
