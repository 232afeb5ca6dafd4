using System.Collections.Immutable;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Views;
using PolicyBot.Core.Voting;
using PolicyBot.Core.Workshops;

namespace PolicyBot.Core.CommandLine;

/// <summary>The dialogs that ask for what a command still wants.</summary>
public static class Forms
{
    private const int MaxFields = 5;
    private const int MaxChoices = 25;
    private const int MaxAct = 100;

    /// <summary>A form with the missing values first and useful optional ones after them; what was given stands there already.</summary>
    /// <param name="present">What a text that is edited says now (<c>mine edit</c>, <c>tried reword</c>); the workshop does not hold it.</param>
    public static Form For(Wanting wanting, Workshop? workshop, string? present = null)
    {
        var spec = wanting.Spec;
        var soFar = Prefill(wanting, workshop, present);
        var rivals = RivalsIn(wanting, workshop);
        // Words that were given stand in a field too: they can be longer than an act.
        var offered = spec.Parameters.Where(p => !p.Hidden && (wanting.Missing.Contains(p) || p.InForm || p is { Required: true, IsText: true })).ToList();
        var fields = offered.Where(p => wanting.Missing.Contains(p) || p.IsText || !wanting.SoFar.Has(p.Name)).Take(rivals is null ? MaxFields : rivals.Wordings.Count - 1).ToList();
        var act = Act(spec, wanting.SoFar, fields, workshop);
        return new(Title(wanting), act, [.. fields.Select(p => FieldOf(p, soFar, rivals is null ? Live.Of(p, workshop) : Titles.Of(rivals)))], Send(spec));
    }

    /// <summary>What a form could not mend: a clause or an amendment was named that there is not.</summary>
    public static Refused? Refuses(Wanting wanting, Workshop? workshop)
    {
        if (workshop is null)
            return null;
        if (wanting.SoFar.Clause("clause") is { } clause && !workshop.Versions.IsEmpty && workshop.Current.Policy.Find(clause) is null)
            return Proposing.UnknownClause(workshop, clause);
        return wanting.SoFar.Amendment("amendment") is { } amendment && workshop.Find(amendment) is null ? TakingBack.Unknown(workshop, amendment) : null;
    }

    private static string Title(Wanting wanting) =>
        (wanting.SoFar["amendment"] ?? wanting.SoFar["clause"]) is { } id ? $"{id} · {wanting.Spec.Summary}" : wanting.Spec.Summary;

    private static string Send(CommandSpec spec) => spec.Words switch
    {
        "vote" => "Vote",
        "rank" => "Rank",
        "comment" => "Comment",
        "round open" => "Go on",
        "clause propose" or "clause amend" or "clause remove" => "Propose",
        "try" => "Try",
        "mine edit" => "Save",
        _ => "Send",
    };

    /// <summary>What is ranked, where that is known: the wording that is left over comes last by itself.</summary>
    private static RivalWordings? RivalsIn(Wanting wanting, Workshop? workshop) =>
        wanting.Spec.Words == "rank" && wanting.SoFar.Clause("clause") is { } clause && workshop?.Running is { } round
            ? RivalWordings.Of(round, workshop).Find(r => r.Clause == clause)
            : null;

    private static Field FieldOf(Parameter parameter, Values soFar, IEnumerable<Choice> choices)
    {
        var live = choices.Take(MaxChoices + 1).ToImmutableList();
        var listed = live.Count is > 0 and <= MaxChoices && parameter.Kind is not (Kind.Amendments or Kind.Own or Kind.Written);
        return new(parameter.Name, parameter.Label, listed ? live : null, soFar[parameter.Name], parameter.Kind == Kind.LongWords)
        {
            Required = parameter.Required || parameter.Name == "cause",
            MaxLength = listed ? 100 : parameter.MaxLength == Parameter.LongestLine ? 200 : parameter.MaxLength,
        };
    }

    /// <summary>The command with what its fields do not hold: ids, choices and the hash of the text that was seen.</summary>
    private static string Act(CommandSpec spec, Values given, List<Parameter> fields, Workshop? workshop)
    {
        if (spec.Words == "clause amend" && !given.Has("seen") && given.Clause("clause") is { } id && workshop is { Versions.IsEmpty: false })
            given = workshop.Current.Policy.Find(id) is { } clause ? given.With("seen", clause.Text.Hash) : given;
        var act = spec.Words;
        foreach (var parameter in spec.Parameters.Where(p => given.Has(p.Name) && !fields.Contains(p)))
            if (Acts.Named(parameter, given.Text(parameter.Name)) is var part && act.Length + 1 + part.Length <= MaxAct)
                act += " " + part;
        return act;
    }

    private static Values Prefill(Wanting wanting, Workshop? workshop, string? present)
    {
        var values = wanting.SoFar;
        if (present is not null && wanting.Missing.Find(p => p.Kind == Kind.LongWords) is { } edited)
            values = values.With(edited.Name, present);
        if (workshop is null)
            return values;
        if (wanting.Spec.Words == "clause amend" && !values.Has("wording") && !workshop.Versions.IsEmpty
            && values.Clause("clause") is { } id && workshop.Current.Policy.Find(id) is { Text.Value: { } text })
            values = values.With("wording", text);
        return wanting.Spec.AsksFirst ? WithRule(values, workshop.Settings) : values;
    }

    private static Values WithRule(Values values, Settings settings)
    {
        var rule = settings.Rule;
        var quorum = rule.Quorum switch
        {
            QuorumOf q => $"{q.People}",
            QuorumShare q => $"{q.Percent}%",
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        return new(new Dictionary<string, string>
        {
            ["quorum"] = quorum,
            ["threshold"] = $"{rule.Threshold}",
            ["voters"] = rule.Anonymous ? "anonymous" : "attributed",
            ["results"] = rule.Hidden ? "hidden" : "live",
        }.ToImmutableSortedDictionary().SetItems(values.Given));
    }
}
