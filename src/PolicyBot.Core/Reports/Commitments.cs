using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using PolicyBot.Core.Confirmations;
using PolicyBot.Core.Log;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Voting;

namespace PolicyBot.Core.Reports;

/// <summary>Words of people as the log holds them from the publication on, so that nobody can change or drop one unnoticed.</summary>
/// <param name="Id">The remark's id; of a reason the row of its ballot, and in anonymous rounds only its vote.</param>
/// <param name="By">Null in anonymous rounds.</param>
public sealed record Said(string Id, AmendmentId Amendment, Voter? By, Text Words);

/// <summary>What the log says of rows that stand beside it.</summary>
public static class Commitments
{
    /// <summary>Lower-case hex SHA-256 over one line <c>row|voter|group</c> for each ballot of an attributed round, in order of rows; null
    /// for an anonymous one, whose rows tell neither. Logs from before times were covered have it.</summary>
    public static string? OfVoters(Round round, IReadOnlyList<SealedBallot> ballots) => Digest(round, ballots, (_, _) => { });

    /// <summary>The same over <c>row|voter|group|time</c>, the time in microseconds since 1970 UTC.</summary>
    public static string? OfCasts(Round round, IReadOnlyList<SealedBallot> ballots) => Digest(round, ballots, static (line, ballot) =>
        line.Append('|').Append((ballot.CastAt.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond));

    private static string? Digest(Round round, IReadOnlyList<SealedBallot> ballots, Action<StringBuilder, SealedBallot> more)
    {
        if (round.Rule.Anonymous)
            return null;
        var (rows, order) = (new long[ballots.Count], new int[ballots.Count]);
        for (var i = 0; i < rows.Length; i++)
            (rows[i], order[i]) = (ballots[i].Row, i);
        Array.Sort(rows, order);

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        // A close has a million of these lines: they are gathered, or each would cost a call.
        var lines = new StringBuilder();
        foreach (var index in order)
        {
            var ballot = ballots[index];
            more(lines.Append(CultureInfo.InvariantCulture, $"{ballot.Row}").Append('|').Append(ballot.Voter.Value).Append('|').Append(ballot.Group), ballot);
            lines.Append('\n');
            if (lines.Length > 64 * 1024)
                Flush(hash, lines);
        }

        Flush(hash, lines);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Flush(IncrementalHash hash, StringBuilder lines)
    {
        hash.AppendData(Encoding.UTF8.GetBytes(lines.ToString()));
        lines.Clear();
    }

    /// <summary>Lower-case hex SHA-256 over what stands in the file of a published round's remarks (without their words, which can be
    /// erased), confirmations and rankings: one JSON object of <c>remarks</c>, <c>confirmations</c>, <c>confirmed</c> and <c>rankings</c>, written as
    /// the file writes them.</summary>
    public static string OfRows(ExportedRound rows) => Hash(new Told(rows.Remarks.ConvertAll(r => r with { Words = null }), rows.Confirmations, rows.Confirmed, rows.Rankings));

    /// <summary>What judges and themes say, by the key of the judgement, or <c>R1 A3</c>; the first 24 hex digits of the SHA-256 of each as
    /// the file writes it.</summary>
    public static ImmutableSortedDictionary<string, string> OfAdvice(IEnumerable<ExportedJudgement> judgements, IEnumerable<(RoundId Round, Themes Themes)> themes) =>
        judgements.Select(j => KeyValuePair.Create(j.Key, Hash(j)[..24]))
            .Concat(themes.Select(t => KeyValuePair.Create($"{t.Round} {t.Themes.Amendment}", Hash(t.Themes)[..24])))
            .ToImmutableSortedDictionary(StringComparer.Ordinal);

    private static string Hash<T>(T written) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(written, LogJson.Options)));

    private sealed record Told(ImmutableList<ExportedRemark> Remarks, ImmutableList<ExportedConfirmation> Confirmations, ImmutableList<ConfirmationCount> Confirmed, ImmutableList<ExportedRanking>? Rankings);

    /// <summary>Everything that people wrote in a round, in an order that tells nothing.</summary>
    /// <param name="rows">The round's rows as they may be exported once it is published.</param>
    public static ImmutableList<Said> OfWords(ExportedRound rows, Occasion occasion) =>
    [
        .. Words(rows).Select(w => new Said(w.Id, w.Amendment, w.By, occasion.Text(w.Words, w.Id)))
            .OrderBy(s => s.Id, StringComparer.Ordinal).ThenBy(s => s.Amendment.Number).ThenBy(s => s.Words.Hash, StringComparer.Ordinal),
    ];

    /// <summary>What of the words in the rows is not what was logged, named; null when all of it is. Erased words can't be compared.</summary>
    /// <param name="moderated">Ids of words that were hidden at some time: they may be missing from either.</param>
    internal static string? Differs(ExportedRound rows, ImmutableList<Said> logged, IReadOnlySet<string> moderated)
    {
        var left = Words(rows).Where(w => !moderated.Contains(w.Id)).Select(w => (w.Id, w.Amendment, w.By, w.Words)).ToList();
        foreach (var said in logged.Where(s => s.Words.Value is not null && !moderated.Contains(s.Id)))
            if (!left.Remove((said.Id, said.Amendment, said.By, said.Words.Value!)))
                return $"What was said under {said.Id} on {said.Amendment} is not in the file as it was logged.";
        // The words of somebody who was forgotten are gone from the rows and from the log together.
        return left.Count > 0 ? $"What is said under {left[0].Id} on {left[0].Amendment} was never logged." : null;
    }

    /// <summary>Fingerprints of sample responses by key, the first 24 hex digits of the SHA-256 of each as the file writes it.</summary>
    public static ImmutableSortedDictionary<string, string> OfSamples(IEnumerable<ExportedSample> samples) =>
        samples.ToImmutableSortedDictionary(s => s.Key, s => Hash(s)[..24], StringComparer.Ordinal);

    internal static bool Fits(ExportedSample sample, string fingerprint) =>
        fingerprint == (fingerprint.Length == 24 ? Hash(sample)[..24] : OlderFingerprint(sample));

    /// <summary>16 digits over what was said and by what; nothing of when, how long and how many tokens.</summary>
    private static string OlderFingerprint(ExportedSample s) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\u001f', s.Scenario, s.Policy, s.Sample.ToString(CultureInfo.InvariantCulture), s.Text, s.Finish, s.Note, s.Provider, s.Model, s.Parameters, s.PromptHash))))[..16];

    private static IEnumerable<(string Id, AmendmentId Amendment, Voter? By, string Words)> Words(ExportedRound rows) =>
    [
        .. rows.Remarks.Where(r => r.Words is not null).Select(r => (r.Id, r.Amendment, r.Voter, r.Words!)),
        .. rows.Ballots.Where(b => b.Reason is not null).Select(b => (b.Row.ToString(CultureInfo.InvariantCulture), b.Amendment, b.Voter, b.Reason!)),
        .. rows.Reasons.Select(r => (r.Vote.ToString(), r.Amendment, (Voter?)null, r.Words)),
    ];
}
