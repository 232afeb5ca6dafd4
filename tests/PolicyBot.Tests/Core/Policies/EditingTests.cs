using CsCheck;
using PolicyBot.Core;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Voting;
using PolicyBot.Tests.TestKit;
using Xunit;
using static PolicyBot.Tests.Core.Desk;

namespace PolicyBot.Tests.Core.Policies;

public sealed class EditingTests
{
    private readonly Desk desk = new();

    [Fact]
    public void Importing_what_was_exported_changes_nothing()
    {
        var file = desk.Accepts(Ben, (w, _) => Editing.Export(w, new(null))).Reply.File!;

        var accepted = desk.Accepts(Anna, (w, at) => Editing.Import(w, new(file.Content), at));

        Assert.Equal(("night-ward-v1.md", "# Care {#care}\n\nBe kind.\n\nSay when you are unsure.\n"), (file.Name, file.Content));
        Assert.Empty(accepted.Changes);
        Assert.Contains("exactly like v1", WordsOf(accepted.Reply));
    }

    [Fact]
    public void A_real_specification_is_imported_exported_and_imported_again()
    {
        var markdown = SharedData.Read("model_spec/model_spec.md");
        desk.Accepts(Anna, (w, at) => Editing.Import(w, new(markdown), at));
        var before = desk.Workshop.Current;

        var accepted = desk.Accepts(Anna, (w, at) => Editing.Import(w, new(Editing.MarkdownOf(before.Policy)), at));

        Assert.InRange(before.Policy.Clauses.Count(), 300, 3_000);
        Assert.Empty(accepted.Changes);
        Assert.Null(PolicyBot.Core.Log.Chain.FirstBroken(desk.Log));
    }

    [Fact]
    public void Clauses_that_stay_keep_their_id_and_their_very_text()
    {
        var before = desk.Workshop.Current.Policy;

        var accepted = desk.Accepts(Anna, (w, at) => Editing.Import(w, new("# Care {#care}\n\nCite sources.\n\nBe kind.\n\nSay at once when you are unsure.\n"), at));

        var after = desk.Workshop.Current.Policy;
        Assert.Equal(["C3", "C1", "C2"], after.Clauses.Select(c => c.Id.ToString()));
        Assert.Same(before.Find(new ClauseId(1))!.Text, after.Find(new ClauseId(1))!.Text);
        Assert.Same(((Heading)before.Parts[0]).Source, ((Heading)after.Parts[0]).Source);
        Assert.NotEqual(before.Find(new ClauseId(2))!.Text.Hash, after.Find(new ClauseId(2))!.Text.Hash);
        Assert.Contains("3 clauses: 1 new, 1 changed, 0 removed.", WordsOf(accepted.Reply));
    }

    [Fact]
    public void Any_reordering_keeps_the_texts_of_all_clauses() =>
        Gen.Shuffle(Enumerable.Range(1, 12).Select(n => $"Alpha{n} beta{n} gamma{n} delta{n}.").ToArray()).Sample(rules =>
        {
            var fresh = new Desk();
            fresh.Accepts(Anna, (w, at) => Editing.Import(w, new(string.Join("\n\n", rules.Order(StringComparer.Ordinal))), at));
            var before = fresh.Workshop.Current.Policy.Clauses.ToDictionary(c => c.Id, c => c.Text);

            fresh.Accepts(Anna, (w, at) => Editing.Import(w, new(string.Join("\n\n", rules)), at));

            Assert.All(fresh.Workshop.Current.Policy.Clauses, c => Assert.Same(before[c.Id], c.Text));
        }, iter: 20);

    [Theory]
    [InlineData("", "nothing in it")]
    [InlineData("# Only a heading", "no clause in it")]
    [InlineData("Be \u202Ednik", "reverses the direction")]
    public void A_document_that_is_no_policy_is_refused(string markdown, string reason) =>
        Assert.Contains(reason, desk.Refuses(Anna, (w, at) => Editing.Import(w, new(markdown), at)).Reason);

    [Fact]
    public void Only_facilitators_import_and_never_under_a_running_round()
    {
        Assert.Contains("Only facilitators", desk.Refuses(Ben, (w, at) => Editing.Import(w, new("x"), at)).Reason);
        desk.Prepares(desk.Proposes(Ben, "Cite sources."));

        Assert.Contains("R1 is running", desk.Refuses(Anna, (w, at) => Editing.Import(w, new("x"), at)).Reason);
        Assert.Contains("R1 is running", desk.Refuses(Anna, (w, at) => Editing.RollBack(w, new(new(0), true), at)).Reason);
    }

    [Fact]
    public void An_import_names_the_drafts_that_it_makes_stale_and_is_provisional_after_a_vote()
    {
        desk.Prepares(desk.Proposes(Ben, "Cite sources."));
        desk.Ends(Result.Declined);
        desk.Proposes(Ben, "Be brief.", 1);

        var accepted = desk.Accepts(Anna, (w, at) => Editing.Import(w, new("Say when you are unsure."), at));

        Assert.Contains("clause rebase A2", WordsOf(accepted.Reply));
        Assert.True(desk.Workshop.Current.Provisional);
    }

    [Fact]
    public void Rolling_back_asks_once_and_makes_a_provisional_version()
    {
        desk.Accepts(Anna, (w, at) => Editing.Import(w, new("Cite your sources."), at));

        var asked = desk.Accepts(Anna, (w, at) => Editing.RollBack(w, new(new(1), false), at));
        Assert.Empty(asked.Changes);
        Assert.Equal("policy rollback v1 sure:yes", Assert.Single(asked.Reply.Card!.Buttons).Act);
        desk.Accepts(Anna, (w, at) => Editing.RollBack(w, new(new(1), true), at));

        Assert.Equal((new VersionNumber(3), true), (desk.Workshop.Current.Number, desk.Workshop.Current.Provisional));
        Assert.Equal(desk.Workshop.Find(new VersionNumber(1))!.Policy.Fingerprint, desk.Workshop.Current.Policy.Fingerprint);
        Assert.Equal(3, desk.Workshop.ClausesMade);
        Assert.Contains("reads like v1 already", desk.Refuses(Anna, (w, at) => Editing.RollBack(w, new(new(1), true), at)).Reason);
        Assert.Contains("no version v9", desk.Refuses(Anna, (w, at) => Editing.RollBack(w, new(new(9), true), at)).Reason);
    }

    [Fact]
    public void An_empty_or_unknown_version_can_not_be_exported()
    {
        Assert.Contains("empty policy", desk.Refuses(Ben, (w, _) => Editing.Export(w, new(new VersionNumber(0)))).Reason);
        Assert.Contains("no version v9", desk.Refuses(Ben, (w, _) => Editing.Export(w, new(new VersionNumber(9)))).Reason);
    }
}
