using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using PolicyBot.Core.Workshops;

namespace PolicyBot.Core.Rounds;

/// <summary>A decision rule in plain sentences.</summary>
public static class RuleWords
{
    public static ImmutableList<string> Of(DecisionRule rule, Names names)
    {
        var sentences = ImmutableList.CreateBuilder<string>();
        sentences.Add(Voters(rule.Electorate, names));
        sentences.Add($"A result counts once {Quorum(rule.Quorum)} voted on it; pass counts as voting.");
        sentences.Add(Say($"Adopted with at least {rule.Threshold} % agree among agree and disagree, declined with at least {rule.Threshold} % disagree; anything else comes back."));
        if (rule.GroupFloor is { } floor)
            sentences.Add(Say($"In every declared group of at least 5 the sure share of agree must exceed {floor} %."));
        sentences.Add(rule.Anonymous
            ? "Ballots are anonymous: they are stored under a key of this round that is deleted at its publication."
            : "Ballots are attributed: each is stored with its person, and the export names it.");
        sentences.Add(rule.Hidden ? "Results stay hidden until voting ends." : "Results show while people vote.");
        sentences.Add(Say($"A change whose backers confirm it to less than {rule.Fidelity} % (of at least 3 answers) comes back."));
        if (rule.Ranked == true)
            sentences.Add("Rival wordings of one clause are ranked too: only the most wanted one (Schulze's method) can be adopted. Where fewer people than the quorum ranked them, or the first place is tied, one is adopted only if it alone reaches agreement.");
        if (rule.Blind == true)
            sentences.Add("Confirming does not say which response is the new one.");
        return sentences.ToImmutable();
    }

    private static string Voters(Electorate electorate, Names names) => electorate switch
    {
        EverybodyHere => "Everybody in the linked channels may vote.",
        EverybodyOf of => Say($"Everybody in the linked channels may vote: {of.People} people."),
        ChannelMembers => "Everybody may vote who is in the linked channels when the round is opened.",
        RoleHolders role => $"Everybody may vote who has the role “{role.Role}” when the round is opened.",
        ListedPeople { From: { } from } list => Say($"{list.People.Count} people may vote: {from} when the round was opened."),
        ListedPeople { People.Count: <= 6 } list => $"These may vote: {string.Join(", ", list.People.Select(p => names.Of(p)))}.",
        ListedPeople list => Say($"{list.People.Count} listed people may vote, among them {string.Join(", ", list.People.Take(5).Select(p => names.Of(p)))}."),
        _ => throw new UnreachableException(),
    };

    private static string Quorum(Quorum quorum) => quorum switch
    {
        QuorumOf { People: 1 } => "one person has",
        QuorumOf q => Say($"{q.People} people have"),
        QuorumShare q => Say($"{q.Percent} % of those who may vote have"),
        _ => throw new UnreachableException(),
    };

    private static string Say(FormattableString words) => words.ToString(CultureInfo.InvariantCulture);
}
