using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace PolicyBot.Core.Policies;

/// <summary>One piece of a policy, in order: a heading, or a clause.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "part")]
[JsonDerivedType(typeof(Heading), "heading")]
[JsonDerivedType(typeof(Clause), "clause")]
public abstract record PolicyPart;

/// <summary>A heading as its Markdown source, anchor included (<c>## Title {#anchor}</c>).</summary>
public sealed record Heading(Text Source) : PolicyPart;

/// <summary>One idea of the policy: a stable id, its text (Markdown) and why it is there.</summary>
public sealed record Clause(ClauseId Id, Text Text, Text? Rationale = null) : PolicyPart;

/// <summary>An immutable policy text: headings and clauses in order.</summary>
public sealed record Policy(ImmutableList<PolicyPart> Parts)
{
    public static readonly Policy Empty = new([]);

    // A policy of a thousand clauses is asked for its fingerprint by every card and trial.
    private static readonly ConditionalWeakTable<Policy, string> _fingerprints = new();

    [JsonIgnore]
    public IEnumerable<Clause> Clauses => Parts.OfType<Clause>();

    public Clause? Find(ClauseId id) => Clauses.FirstOrDefault(c => c.Id == id);

    /// <summary>SHA-256 (hex) of all clause ids and texts in order: equal policies condition a model equally.</summary>
    [JsonIgnore]
    public string Fingerprint => _fingerprints.GetValue(this, static policy => policy.Hash());

    private string Hash() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Join('\u001e', Parts.Select(p => p is Clause c ? $"{c.Id}\u001f{c.Text}" : $"#\u001f{((Heading)p).Source}")))));
}

/// <summary>A numbered, immutable state of the policy.</summary>
/// <param name="Number">0 for the empty policy; every change adds one.</param>
/// <param name="Policy">The text.</param>
/// <param name="MadeAt">When, UTC.</param>
/// <param name="Because">One line: import, round, rollback, redraft.</param>
/// <param name="Provisional">True when it holds wording that nobody voted on; the next round ratifies or reverts it.</param>
public sealed record PolicyVersion(VersionNumber Number, Policy Policy, DateTimeOffset MadeAt, string Because, bool Provisional = false);
