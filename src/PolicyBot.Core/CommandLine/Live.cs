using System.Collections.Immutable;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Views;
using PolicyBot.Core.Workshops;

namespace PolicyBot.Core.CommandLine;

/// <summary>What a workshop holds now that a parameter may name, by id with its title.</summary>
internal static class Live
{
    public static IEnumerable<Choice> Of(Parameter parameter, Workshop? workshop) => parameter.Kind switch
    {
        Kind.Choice => parameter.Options.Select(o => new Choice(o.Value, o.Label)),
        _ when workshop is null => [],
        Kind.Clause when workshop.Versions.IsEmpty => [],
        Kind.Clause => workshop.Current.Policy.Clauses.Select(c => new Choice(c.Id.ToString(), $"{c.Id} · {Titles.Of(c)}")),
        Kind.Amendment or Kind.Amendments or Kind.Own => Amendments(workshop).Select(a => new Choice(a.Id.ToString(), Titles.Of(workshop, a.Id))),
        Kind.Written => workshop.Drafted.Select(a => new Choice(a.Id.ToString(), Titles.Of(workshop, a.Id)))
            .Concat(workshop.Scenarios.Values.Where(s => !s.Retired).Select(s => new Choice(s.Id.ToString(), $"{s.Id} · {Titles.Of(s)}"))),
        Kind.Scenario => workshop.Scenarios.Values.Where(s => !s.Retired).Select(s => new Choice(s.Id.ToString(), $"{s.Id} · {Titles.Of(s)}")),
        Kind.Round => workshop.Rounds.Reverse().Select(r => new Choice(r.Id.ToString(), $"{r.Id} · {r.State.ToString().ToLowerInvariant()}")),
        Kind.Version => workshop.Versions.Reverse().Select(v => new Choice(v.Number.ToString(), $"{v.Number} · {Cut.Line(v.Because, 60)}")),
        _ => [],
    };

    /// <summary>The running round's amendments first, then drafted ones, then the others from the newest.</summary>
    private static IEnumerable<Amendment> Amendments(Workshop workshop) =>
        workshop.Amendments.Values
            .Where(a => a.State != AmendmentState.Withdrawn)
            .OrderBy(a => a.Round is { } r && r == workshop.Running?.Id ? 0 : a.State == AmendmentState.Proposed ? 1 : 2)
            .ThenBy(a => a.State is AmendmentState.InRound or AmendmentState.Proposed ? a.Id.Number : -a.Id.Number);

    public static ImmutableList<Choice> AtMost(int most, IEnumerable<Choice> choices) => [.. choices.Take(most)];
}
