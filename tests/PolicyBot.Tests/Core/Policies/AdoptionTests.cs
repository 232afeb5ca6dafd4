using System.Collections.Immutable;
using CsCheck;
using PolicyBot.Core;
using PolicyBot.Core.Policies;
using Xunit;
using static PolicyBot.Tests.Core.Log.ChangeExamples;

namespace PolicyBot.Tests.Core.Policies;

public sealed class AdoptionTests
{
    private const int Clauses = 5;

    private static readonly Policy Base = new([
        new Heading(T("# Care")),
        .. Enumerable.Range(1, Clauses).Select(n => new Clause(new(n), T($"Rule {n}."), T("Why."))),
    ]);

    // Anchors and clauses up to 7 do not all exist; a stale base does not fit.
    private static readonly Gen<Proposal> AnyProposal = Gen.Select(Gen.Int[0, 2], Gen.Int[0, 7], Gen.Int[1, 99], Gen.Int[0, 3]).Select((kind, clause, word, stale) =>
    {
        var written = stale == 0 ? T("Something older.") : T($"Rule {clause}.");
        return kind switch
        {
            0 => (Proposal)new AddClause(clause == 0 ? null : new(clause), T($"New {word}.")),
            1 => new ReplaceClause(new(clause), written, T($"Changed {word}.")),
            _ => new RemoveClause(new(clause), written),
        };
    });

    private static readonly Gen<ImmutableList<Amendment>> AnyAmendments = AnyProposal.List[0, 12].Select(proposals =>
        proposals.Select((p, i) => new Amendment(new(i + 1), p, null, null, [])).ToImmutableList());

    [Fact]
    public void Whatever_is_not_targeted_stays_where_and_what_it_was() => AnyAmendments.Sample(amendments =>
    {
        var targeted = amendments.Select(a => a.Clause).OfType<ClauseId>().ToHashSet();

        var after = Adoption.Apply(Base, Clauses, amendments).Policy;

        PolicyPart[] Untouched(Policy policy) => [.. policy.Parts.Where(p => p is Heading || (p is Clause c && c.Id.Number <= Clauses && !targeted.Contains(c.Id)))];
        Assert.Equal(Untouched(Base), Untouched(after));
    });

    [Fact]
    public void Ids_are_unique_and_every_addition_gets_a_new_one() => AnyAmendments.Sample(amendments =>
    {
        var after = Adoption.Apply(Base, Clauses, amendments);

        var ids = after.Policy.Clauses.Select(c => c.Id.Number).ToList();
        var additions = amendments.Count(a => a.Proposal is AddClause);
        Assert.Equal(ids.Distinct(), ids);
        Assert.Equal(Clauses + additions, after.ClausesMade);
        Assert.Equal(additions, ids.Count(n => n > Clauses));
    });

    [Fact]
    public void An_amendment_takes_effect_or_is_a_conflict_and_a_clause_is_changed_once() => AnyAmendments.Sample(amendments =>
    {
        var after = Adoption.Apply(Base, Clauses, amendments);

        var conflicts = after.Conflicts.Select(c => c.Amendment).ToHashSet();
        foreach (var rivals in amendments.Where(a => a.Clause is not null).GroupBy(a => a.Clause!.Value))
        {
            var fitting = rivals.Where(a => rivals.Key.Number is >= 1 and <= Clauses && BaseOf(a) == T($"Rule {rivals.Key.Number}.").Hash).ToList();
            var taken = rivals.Where(a => !conflicts.Contains(a.Id)).ToList();
            Assert.Equal(fitting.Take(1), taken);
            var clause = after.Policy.Find(rivals.Key);
            if (taken is [{ Proposal: RemoveClause }])
                Assert.Null(clause);
            else if (taken is [{ Proposal: ReplaceClause r }])
                Assert.Equal(r.Wording, clause!.Text);
        }
    });

    [Fact]
    public void Additions_behind_one_clause_keep_their_order()
    {
        var after = Adoption.Apply(Base, Clauses, [Add(1, 2, "a"), Add(2, null, "end"), Add(3, 2, "b"), Add(4, 99, "lost"), Add(5, 2, "c")]);

        Assert.Equal(
            ["Rule 1.", "Rule 2.", "a", "b", "c", "Rule 3.", "Rule 4.", "Rule 5.", "end", "lost"],
            after.Policy.Clauses.Select(c => c.Text.ToString()));
        Assert.Empty(after.Conflicts);
    }

    [Fact]
    public void A_replacement_keeps_the_reason_unless_it_brings_one()
    {
        var replace = new Amendment(new(1), new ReplaceClause(new(1), T("Rule 1."), T("x")), null, null, []);

        Assert.Equal(T("Why."), Adoption.Apply(Base, Clauses, [replace]).Policy.Find(new ClauseId(1))!.Rationale);
        Assert.Equal(T("New."), Adoption.Apply(Base, Clauses, [replace with { Rationale = T("New.") }]).Policy.Find(new ClauseId(1))!.Rationale);
    }

    [Fact]
    public void A_conflict_says_why()
    {
        var after = Adoption.Apply(Base, Clauses,
        [
            new(new(1), new ReplaceClause(new(1), T("Rule one."), T("x")), null, null, []),
            new(new(2), new RemoveClause(new(9), T("Rule 9.")), null, null, []),
            new(new(3), new RatifyVersion(new(2), new(1)), null, null, []),
        ]);

        Assert.Equal([(new(1), "C1 has another text than the one it was written for."), (new AmendmentId(2), "C9 is not in the policy any more.")], after.Conflicts);
        Assert.Equal(Base.Parts, after.Policy.Parts);
    }

    private static Amendment Add(int id, int? after, string words) =>
        new(new(id), new AddClause(after is { } n ? new(n) : null, T(words)), null, null, []);

    private static string? BaseOf(Amendment a) => a.Proposal switch
    {
        ReplaceClause r => r.Base.Hash,
        RemoveClause r => r.Base.Hash,
        _ => null,
    };
}
