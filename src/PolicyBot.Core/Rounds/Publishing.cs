using System.Collections.Immutable;
using System.Globalization;
using PolicyBot.Core.Confirmations;
using PolicyBot.Core.Log;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Reports;
using PolicyBot.Core.Scenarios;
using PolicyBot.Core.Views;
using PolicyBot.Core.Voting;
using PolicyBot.Core.Workshops;

namespace PolicyBot.Core.Rounds;

/// <summary>What a round has gathered when it is published.</summary>
/// <param name="Missing">Evidence that is missing, one sentence each (samples that failed).</param>
public sealed record Gathered(
    IReadOnlyList<ConfirmationCount> Confirmations, IReadOnlyList<Remark> Remarks, IReadOnlyList<string> Missing)
{
    /// <summary>See <see cref="Backing.ByGroup"/>.</summary>
    public IReadOnlyList<GroupFidelity> Groups { get; init; } = [];

    public ImmutableList<TookPart>? TookPart { get; init; }

    /// <summary>The round's rows as they may leave once it is published.</summary>
    public ExportedRound? Rows { get; init; }

    /// <summary>Themes that are missing: of which amendment's comments, and why.</summary>
    public IReadOnlyList<(AmendmentId Amendment, string Why)> Ungrouped { get; init; } = [];

    /// <summary>Why redrafts are missing, by amendment, where the model was asked for them.</summary>
    public IReadOnlyDictionary<AmendmentId, string> Undrafted { get; init; } = ImmutableDictionary<AmendmentId, string>.Empty;

    /// <summary>Sample responses that no earlier publication names.</summary>
    public IReadOnlyList<ExportedSample>? Samples { get; init; }

    /// <summary>See <see cref="Commitments.OfAdvice"/>.</summary>
    public ImmutableSortedDictionary<string, string>? Advice { get; init; }

    public ImmutableList<ModelTook>? ModelTook { get; init; }
}

/// <summary>Ends a round: fidelity, what became of every comment, and what goes back to the next round.</summary>
public static class Publishing
{
    /// <summary>Refused for a round that is neither closed nor confirming.</summary>
    public static Decision Publish(Workshop workshop, RoundId id, Gathered gathered, Occasion occasion)
    {
        if (workshop.Find(id) is not { State: RoundState.Closed or RoundState.Confirming } round)
            return new Refused($"{id} can't be published now.", "`round status` shows where it is.");

        var asked = Confirming.Asked(workshop, round);
        var fidelities = asked.ConvertAll(a => Fidelities.Of(a.Id, gathered.Confirmations, gathered.Groups));
        var notFollowed = NotFollowed(workshop, round, fidelities);
        var published = new RoundPublished(id, fidelities, Dispositions(workshop, round, gathered.Remarks), [.. Missing(round, fidelities, gathered), .. Unadvised(workshop, round, gathered)])
        {
            NotFollowed = notFollowed.IsEmpty ? null : notFollowed,
            TookPart = gathered.TookPart,
            Said = gathered.Rows is { } rows ? Commitments.OfWords(rows, occasion) : null,
            Samples = gathered.Samples is { } samples ? Commitments.OfSamples(samples) : null,
            Rows = gathered.Rows is { } told ? Commitments.OfRows(told) : null,
            Advice = gathered.Advice,
            ModelTook = gathered.ModelTook,
        };
        var back = Reversal.Of(workshop, round, fidelities.Where(f => !IsOf(workshop, round, f, notFollowed)), occasion);
        return Decision.Accept(Said(published, back), [published, .. back.Select(a => new AmendmentProposed(a))]);
    }

    /// <summary>Clauses whose failure now is the last that is tried without a facilitator.</summary>
    private static ImmutableList<ClauseId> NotFollowed(Workshop workshop, Round round, IEnumerable<Fidelity> fidelities) =>
    [
        .. fidelities.Where(f => Fidelities.Fails(f, round.Rule.Fidelity))
            .Select(f => Failures.ClauseOf(workshop, round, workshop.Find(f.Amendment)!)).OfType<ClauseId>()
            .Where(c => Failures.InARow(workshop, c) + 1 >= Failures.Most),
    ];

    private static bool IsOf(Workshop workshop, Round round, Fidelity fidelity, ImmutableList<ClauseId> clauses) =>
        Failures.ClauseOf(workshop, round, workshop.Find(fidelity.Amendment)!) is { } clause && clauses.Contains(clause);

    /// <summary>How it is told that a scenario has no response under the version that a round made.</summary>
    public static string NoResponse(ScenarioId scenario, VersionNumber made) => $"{scenario}: the model gave no response under {made}.";

    private static Reply Said(RoundPublished published, ImmutableList<Amendment> back) => Reply.Say(
        $"{published.Round} is published.",
        [
            .. back.Select(a => $"{a.Id} goes to the next round: {a.Rationale}"),
            .. (published.NotFollowed ?? []).Select(c => $"{c} is put to the facilitators: the model does not follow this wording."),
            .. published.Missing,
        ]);

    private static ImmutableList<Disposition> Dispositions(Workshop workshop, Round round, IReadOnlyList<Remark> remarks)
    {
        var told = round.Dispositions.Select(d => d.Remark).ToHashSet();
        var outcomes = round.Outcomes.ToDictionary(o => o.Amendment);
        return
        [
            .. remarks.Where(r => r is { Kind: RemarkKind.Comment, Withdrawn: false } && r.Round == round.Id && !told.Contains(r.Id))
                .Select(r => new Disposition(r.Id, r.Amendment, false, Why(outcomes.GetValueOrDefault(r.Amendment), workshop.Find(r.Amendment) is { Redrafted: true }))),
        ];
    }

    private static string Why(Outcome? outcome, bool redrafted) => outcome?.Result switch
    {
        Result.Adopted => $"{outcome.Amendment} was adopted as it was worded, so the comment changed nothing yet; propose an amendment to take it up.",
        Result.Declined => $"{outcome.Amendment} was declined, so there is no wording left for the comment to change.",
        Result.Returned when redrafted => $"{outcome.Amendment} was returned, and the model was asked for a redraft without this comment.",
        Result.Returned => $"{outcome.Amendment} was returned and has not been redrafted, so the comment waits for whoever takes it up.",
        _ => "The amendment was not decided in this round.",
    };

    internal static string NotRedrafted(AmendmentId amendment) => $"{amendment} is not redrafted: ";

    internal static string NotGrouped(AmendmentId amendment) => $"The comments on {amendment} are not grouped into themes: ";

    private static IEnumerable<string> Unadvised(Workshop workshop, Round round, Gathered gathered) =>
    [
        .. Redrafting.Wanted(workshop).Where(a => a.Round == round.Id).Select(a =>
            $"{NotRedrafted(a.Id)}{gathered.Undrafted.GetValueOrDefault(a.Id, "the round was published before the model was asked.")} A facilitator can have it asked with `clause redraft {a.Id}`."),
        .. gathered.Ungrouped.Select(u => $"{NotGrouped(u.Amendment)}{u.Why} A facilitator can have the model asked with `clause redraft {u.Amendment}`."),
    ];

    private static ImmutableList<string> Missing(Round round, ImmutableList<Fidelity> fidelities, Gathered gathered)
    {
        var missing = gathered.Missing.ToImmutableList();
        if (round.State == RoundState.Closed && !fidelities.IsEmpty)
            missing = missing.Add("Nobody was asked to confirm: the round was published before its new responses were there.");
        return missing.AddRange(fidelities.Where(f => !f.Known).Select(f => string.Create(
            CultureInfo.InvariantCulture,
            $"{f.Amendment}: {f.Answers} of the {Fidelity.Enough} answers of backers that a fidelity needs, so it is unknown.")));
    }
}
