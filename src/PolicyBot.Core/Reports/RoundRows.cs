using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using PolicyBot.Core.Confirmations;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Voting;
using PolicyBot.Core.Workshops;

namespace PolicyBot.Core.Reports;

/// <summary>What the store holds of one round beside the log.</summary>
public sealed record RoundRows(RoundId Round, IReadOnlyList<SealedBallot> Sealed)
{
    /// <summary>The same ballots with time and reason; of attributed rounds only.</summary>
    public IReadOnlyList<Ballot> Ballots { get; init; } = [];

    /// <summary>Without whose they are; of anonymous rounds only.</summary>
    public IReadOnlyList<ExportedReason> Reasons { get; init; } = [];

    /// <summary>Not those that were withdrawn.</summary>
    public IReadOnlyList<Remark> Remarks { get; init; } = [];

    public IReadOnlyList<Ranking> Rankings { get; init; } = [];

    public IReadOnlyList<Confirmation> Confirmations { get; init; } = [];

    public IReadOnlyList<Themes> Themes { get; init; } = [];

    /// <summary>Why the rows of a round may not leave yet, or ever; null when they may.</summary>
    public static string? WhyKept(Round round) => round switch
    {
        { ClosedAt: not null } or { Rule: { Hidden: false, Anonymous: false } } => null,
        { Ended: true } => $"{round.Id} ended without a result, so its ballots, reasons and comments stay unpublished.",
        _ => $"{round.Id} has not closed yet, so its ballots, reasons and comments are not in this file.",
    };

    /// <summary>Why the later rows of an anonymous round stay behind: who compares two exports must not learn who came between them.</summary>
    public static string? WhyPartlyKept(Round round) => round is { Rule.Anonymous: true, ClosedAt: not null, Ended: false }
        ? $"{round.Id} is anonymous and not published yet, so its confirmations and dissents are not in this file."
        : null;

    /// <summary>The rows as they may leave: an anonymous round's without voters, times and small groups, in orders that say nothing.</summary>
    public ExportedRound Export(Workshop workshop, Round round) =>
        (round.Rule.Anonymous ? ExportAnonymous(workshop, round, WhyPartlyKept(round) is null) : ExportAttributed()) with
        {
            Themes = Themes.Count == 0 ? null : [.. Themes.OrderBy(t => t.Amendment.Number)],
        };

    /// <summary>The rows as they may leave once the round is published.</summary>
    public ExportedRound Published(Workshop workshop, Round round) => round.Rule.Anonymous ? ExportAnonymous(workshop, round, published: true) : ExportAttributed();

    private ExportedRound ExportAttributed()
    {
        var told = Ballots.ToDictionary(b => (b.Voter, b.Amendment));
        return new ExportedRound(Round, false)
        {
            Ballots =
            [
                .. Sealed.OrderBy(s => s.Row).Select(s => new ExportedBallot(s.Row, s.Amendment, s.Vote, s.Fingerprint)
                {
                    Group = s.Group,
                    Voter = s.Voter,
                    Reason = told.GetValueOrDefault((s.Voter, s.Amendment))?.Reason,
                    CastAt = told.GetValueOrDefault((s.Voter, s.Amendment))?.CastAt,
                }),
            ],
            Rankings = Rankings.Count == 0 ? null : [.. Rankings.OrderBy(r => r.Row).Select(r => Exported(r) with { Voter = r.Voter, CastAt = r.CastAt })],
            Remarks = [.. InOrder(Remarks).Select(r => Exported(r) with { Voter = r.Voter, At = r.At })],
            Confirmations =
            [
                .. Confirmations.OrderBy(c => c.Amendment.Number).ThenBy(c => c.Voter.Value, StringComparer.Ordinal)
                    .Select(c => new ExportedConfirmation(c.Amendment, c.Voter, c.Meant, c.Cause, c.At)),
            ],
        };
    }

    private ExportedRound ExportAnonymous(Workshop workshop, Round round, bool published)
    {
        var large = Tallying.Count(Sealed, round, workshop)
            .SelectMany(t => t.Groups.Where(g => g.Value.Total >= Outcomes.SmallestGroup).Select(g => (t.Amendment, g.Key))).ToHashSet();
        return new ExportedRound(Round, true)
        {
            Ballots =
            [
                .. Sealed.OrderBy(s => s.Row).Select(s => new ExportedBallot(s.Row, s.Amendment, s.Vote, s.Fingerprint)
                {
                    Group = s.Group is { } group && large.Contains((s.Amendment, group)) ? group : null,
                }),
            ],
            Rankings = Rankings.Count == 0 ? null : [.. Rankings.OrderBy(r => r.Row).Select(Exported)],
            Reasons = [.. Reasons.OrderBy(Scrambled, StringComparer.Ordinal)],
            Remarks = [.. InOrder(Remarks).Where(r => published || r.Kind == RemarkKind.Comment).Select(Exported)],
            Confirmed = published ? Backing.Count(Confirmations, Sealed) : [],
        };
    }

    private static ExportedRemark Exported(Remark r) => new(r.Id, r.Amendment, r.Kind, r.Words) { Scenario = r.Scenario };

    private static ExportedRanking Exported(Ranking r) => new(r.Row, r.Clause, r.Order, r.Fingerprint);

    private static IOrderedEnumerable<Remark> InOrder(IEnumerable<Remark> remarks) => remarks.OrderBy(r => r.Id, StringComparer.Ordinal);

    private static string Scrambled(ExportedReason r) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{r.Amendment}|{r.Vote}|{r.Words}")));
}
