using System.Collections.Immutable;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Scenarios;
using PolicyBot.Core.Voting;
using PolicyBot.Core.Workshops;

namespace PolicyBot.Core.Views;

/// <summary>Sentences and blocks that several cards share.</summary>
internal static class Speaking
{
    public static string Many(int number, string one, string many) => number == 1 ? $"1 {one}" : $"{number} {many}";

    public static string People(int number) => Many(number, "person", "people");

    public static When At(Shown shown, string label, DateTimeOffset at) =>
        new(label, at, Deadlines.Written(at, shown.Workshop.Settings.TimeZone));

    public static string Word(Result result) => result.ToString().ToLowerInvariant();

    public static Link ToRound(Shown shown, RoundId round, string label = "The whole round on the web page") =>
        new(label, $"/w/{shown.Workshop.Id}/rounds/{round.Number}");

    /// <summary>An amendment with what was said about it, on the round's page.</summary>
    public static Link ToAmendment(Shown shown, RoundId round, AmendmentId amendment, string label) =>
        new(label, $"{ToRound(shown, round).Path}#{amendment}");

    /// <summary>Where a comment stands on the round's page.</summary>
    public static string AnchorOf(Remark remark) => $"comment-{remark.Id}";

    /// <summary>Exact words of a comment, with the way to the whole of it.</summary>
    public static Quote Said(Shown shown, Round round, Remark remark, string words) => new(Writer(shown, round, remark.Voter), words)
    {
        From = new Link("Whole comment", $"{ToRound(shown, round.Id).Path}#{AnchorOf(remark)}"),
    };

    public static Link ToReport(Shown shown, RoundId round) =>
        new("Report with pictures and exports", $"/w/{shown.Workshop.Id}/rounds/{round.Number}/report");

    public static Link ToPolicy(Shown shown, string label = "The whole policy on the web page") => new(label, $"/w/{shown.Workshop.Id}/policy");

    /// <summary>The round that an amendment is, or was last, in.</summary>
    public static Round? RoundOf(Workshop workshop, AmendmentId amendment) => workshop.Rounds.LastOrDefault(r => r.Amendments.Contains(amendment));

    /// <summary>What a number of ballots decides, in one sentence.</summary>
    public static string Rule(DecisionRule rule)
    {
        var quorum = rule.Quorum switch
        {
            QuorumOf q => $"at least {People(q.People)}",
            QuorumShare q => $"at least {q.Percent} % of those who may vote",
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        var floor = rule.GroupFloor is { } f ? $", and clearly more than {f} % of it in every group of 5 or more" : "";
        return $"Adopted when {quorum} have voted and at least {rule.Threshold} % of agree and disagree is agree{floor}. Pass counts as voting, for neither side.";
    }

    /// <summary>Who will know how somebody voted, and when counts show.</summary>
    public static string Secrecy(DecisionRule rule) => (rule.Anonymous, rule.Hidden) switch
    {
        (true, true) => "Anonymous: your vote is stored without your name. Nobody sees counts before voting ends, facilitators included.",
        (true, false) => "Anonymous: your vote is stored without your name. Counts show while people vote.",
        (false, true) => "Your vote is stored with your name. Nobody sees counts before voting ends, facilitators included.",
        (false, false) => "Your vote is stored with your name. Counts show while people vote.",
    };

    /// <summary>Where the list of those who may vote comes from, as a further sentence; empty where nobody looked it up.</summary>
    public static string Listed(DecisionRule rule) =>
        rule.Electorate is ListedPeople { From: { } from } list ? $" {People(list.People.Count)} may vote: {from} when the round was opened." : "";

    public static string Reactions(DecisionRule rule) => rule is { Anonymous: false, Hidden: false }
        ? "Reactions 👍 👎 🤷 on this message count here."
        : rule.Anonymous
            ? "Use the buttons: reactions are not counted, and replies in the thread are only talk."
            : "Use the buttons: reactions are not counted.";

    public static Bars Counts(string title, IEnumerable<(string Label, Count Count, string? Result)> rows) => new(new Chart(
        title,
        ["Agree", "Disagree", "Pass"],
        [.. rows.Select(r => new ChartRow(
            Cut.Line(r.Label, 40), [r.Count.Agree, r.Count.Disagree, r.Count.Pass],
            $"{r.Label}: {r.Count.Agree} agree, {r.Count.Disagree} disagree, {r.Count.Pass} pass{(r.Result is { } result ? $" → {result}" : "")}"))]));

    public static DiffBlock Diff(Amendment amendment) => amendment.Proposal switch
    {
        AddClause a => new(a.After is { } after ? $"New clause, after {after}" : "New clause, at the end", [new(DiffKind.Added, a.Wording.ToString())]),
        ReplaceClause r => new($"Change of {r.Clause}", [.. WordDiff.Between(r.Base, r.Wording)]),
        RemoveClause r => new($"{r.Clause} is taken out", [new(DiffKind.Removed, r.Base.ToString())]),
        RatifyVersion r => new($"{r.Version} stays", [new(DiffKind.Same, $"{r.Version} is provisional. Agree keeps it; declined, the policy goes back to {r.OrElse}.")]),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    public static string Asked(Scenario scenario) => scenario.Turns.IsEmpty ? "" : scenario.Turns[^1].Words.ToString();

    /// <summary>One sample of a scenario under a policy; without words while it has not run.</summary>
    public static Answer Answer(string label, ImmutableList<SampleShown> samples, int sample = 0)
    {
        if (sample >= samples.Count)
            return new(label, null, "not run yet");
        var shown = samples[sample];
        var which = samples.Count > 1 ? $", sample {sample + 1} of {samples.Count}" : "";
        return new(label, shown.Words, $"{shown.Model}{which}{(shown.Note is { } note ? $"; {note}" : "")}");
    }

    public static string Author(Shown shown, Amendment amendment)
    {
        var first = (amendment.Origin, amendment.By) switch
        {
            (Origin.Model, _) => "The model",
            (Origin.Person, { } by) => shown.Names.Of(by),
            (Origin.Confirmation, _) => "From the confirmation",
            _ => "PolicyBot",
        };
        return string.Join(" and ", (amendment.CoAuthors ?? []).Select(p => shown.Names.Of(p)).Prepend(first));
    }

    /// <summary>A voter's name in attributed rounds; nobody's in anonymous ones.</summary>
    public static string Writer(Shown shown, Round round, Voter voter) =>
        round.Rule.Anonymous ? "A participant" : shown.Names.Of(new PersonId(voter.Value));
}
