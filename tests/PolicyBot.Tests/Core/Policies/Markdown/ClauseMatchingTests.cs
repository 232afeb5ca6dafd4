using CsCheck;
using PolicyBot.Core.Policies;
using PolicyBot.Tests.TestKit;
using Xunit;

namespace PolicyBot.Tests.Core.Policies.Markdown;

public sealed class ClauseMatchingTests
{
    private static readonly Gen<string[]> SomeClauses = Gen.OneOf("a b c", "a b d", "x", "a b c d", "y x", "").Array[0, 12];

    [Fact]
    public void An_identical_import_continues_every_clause() =>
        Gen.Int[0, 5].Select(n => $"Rule {n}").Array[0, 20].Sample(clauses =>
            Assert.Equal(clauses.Select((_, i) => (int?)i), ClauseMatching.Match(clauses, clauses)));

    [Fact]
    public void A_reworded_clause_keeps_its_place_and_a_new_one_has_none() =>
        Assert.Equal([0, 1, null, 2], ClauseMatching.Match(
            ["Be kind to people.", "Never share a person's home address.", "Say when unsure."],
            ["Be kind to people.", "Never share a person's email address.", "Ask before deleting files.", "Say when unsure."]));

    [Fact]
    public void A_removed_clause_continues_in_none() =>
        Assert.Equal([0, 2], ClauseMatching.Match(["One rule.", "Quite another.", "Third thing."], ["One rule.", "Third thing."]));

    [Fact]
    public void The_most_alike_is_taken_first() =>
        Assert.Equal([1, 0], ClauseMatching.Match(["a b c d x y", "a b c d e f"], ["a b c d e g", "a b c d x z"]));

    [Fact]
    public void A_clause_that_moved_is_still_itself() =>
        Assert.Equal([1, 2, 0], ClauseMatching.Match(["First words.", "Second thing.", "Third rule."], ["Second thing.", "Third rule.", "First words."]));

    [Fact]
    public void Chinese_clauses_are_alike_by_character() =>
        Assert.Equal([0], ClauseMatching.Match(["計程車應該遵守相同的法律。"], ["計程車必須遵守相同的法律。"]));

    [Fact]
    public void No_old_clause_is_continued_twice() =>
        Gen.Select(SomeClauses, SomeClauses).Sample((before, after) =>
        {
            var found = ClauseMatching.Match(before, after);
            Assert.Equal(after.Length, found.Count);
            var used = found.Where(i => i is not null).ToList();
            Assert.Equal(used.Count, used.Distinct().Count());
            Assert.All(used, i => Assert.InRange(i!.Value, 0, before.Length - 1));
        });

    [Fact]
    public void A_thousand_reworded_clauses_all_find_their_old_selves()
    {
        var clauses = PolicyMarkdownTests.Cut(SharedData.Read("model_spec/model_spec.md"))
            .OfType<MarkdownClause>().Select(c => c.Source).Where(s => s.Length > 200).Take(1000).ToArray();
        var reworded = clauses.Select(c => c + " Reworded slightly.").ToArray();
        Assert.Equal(clauses.Select((_, i) => (int?)i), ClauseMatching.Match(clauses, reworded));
    }
}
