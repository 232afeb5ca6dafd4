using System.Collections.Immutable;
using PolicyBot.Core;
using PolicyBot.Core.CommandLine;
using PolicyBot.Core.Views;
using PolicyBot.Core.Workshops;
using PolicyBot.Tests.TestKit;
using Xunit;

namespace PolicyBot.Tests.Core.CommandLine;

public sealed class FormsTests
{
    private static Form Of(string line, Workshop? workshop, string? present = null) =>
        Forms.For(Assert.IsType<Wanting>(CommandReader.Read(line, ImmutableDictionary<string, string>.Empty)), workshop, present);

    [Fact]
    public void Amending_starts_from_the_present_wording_and_remembers_which_text_was_seen()
    {
        var form = Of("clause amend C1 why:\"It is fair\"", SmallWorkshop.Drafting);
        Assert.Equal(["wording", "why", "scenario"], form.Fields.Select(f => f.Name));
        Assert.Equal(SmallWorkshop.Doses.Text.Value, form.Fields[0].Value);
        Assert.Equal("It is fair", form.Fields[1].Value);
        Assert.Equal(["S1 · A headache at night", "S2 · Are you human?"], form.Fields[2].Choices!.Select(c => c.Label));
        var sent = CommandReader.Read(form.Act, new Dictionary<string, string> { ["wording"] = "New." });
        Assert.Equal(new AmendClause(SmallWorkshop.C1, "New.", null, null) { SeenText = SmallWorkshop.Doses.Text.Hash }, Assert.IsType<Understood>(sent).Command);
    }

    [Fact]
    public void A_clause_is_chosen_by_its_first_words()
    {
        var clause = Of("clause amend", SmallWorkshop.Drafting).Fields[0];
        Assert.Equal(["C1", "C2", "C3"], clause.Choices!.Select(c => c.Value));
        Assert.Equal("C2 · The assistant names its source for every medical claim.", clause.Choices![1].Label);
    }

    [Theory]
    [InlineData("clause amend C99", "There is no clause C99 in v1.")]
    [InlineData("vote A99", "There is no amendment A99.")]
    [InlineData("clause amend C1", null)]
    [InlineData("vote", null)]
    public void Nothing_is_asked_about_what_there_is_not(string line, string? refusal) =>
        Assert.Equal(refusal, Forms.Refuses(Assert.IsType<Wanting>(CommandReader.Read(line, ImmutableDictionary<string, string>.Empty)), SmallWorkshop.Drafting)?.Reason);

    [Fact]
    public void A_title_is_whole_where_a_channel_has_room_for_it() =>
        Assert.Equal("Show an amendment's effect in an existing scenario", Of("scenario link", SmallWorkshop.Drafting).Title);

    [Fact]
    public void Opening_a_round_starts_from_the_settings()
    {
        var form = Of("round open", SmallWorkshop.Drafting);
        Assert.Equal(
            [("deadline", null), ("quorum", "3"), ("threshold", "60"), ("voters", "attributed"), ("results", "hidden")],
            form.Fields.Select(f => (f.Name, f.Value)));
    }

    [Fact]
    public void A_no_asks_for_the_cause_alone()
    {
        var form = Of("confirm A1 no", SmallWorkshop.Drafting);
        Assert.Equal(["cause"], form.Fields.Select(f => f.Name));
        Assert.True(form.Fields[0].Required);
        Assert.Equal("confirm amendment:A1 answer:no", form.Act);
    }

    [Fact]
    public void Editing_a_comment_starts_from_its_words() =>
        Assert.Equal("as it was", Of("mine edit 0123456789abcdef", SmallWorkshop.Drafting, "as it was").Fields.Single().Value);

    [Fact]
    public void Words_that_were_given_stand_in_the_form_however_long_they_are()
    {
        var words = new string('x', 500);
        var wanting = Assert.IsType<Wanting>(CommandReader.Read("scenario add", new Dictionary<string, string> { ["prompt"] = words }, opens: true));

        Assert.Contains(Forms.For(wanting, null).Fields, f => f.Name == "prompt" && f.Value == words);
    }

    [Fact]
    public void Every_form_keeps_the_limits_and_its_act_gives_the_same_command_back()
    {
        foreach (var workshop in new[] { null, SmallWorkshop.Drafting, SmallWorkshop.With(SmallWorkshop.Open) })
            foreach (var spec in Catalogue.All)
                if (CommandReader.Read(spec.Words, ImmutableDictionary<string, string>.Empty) is Wanting wanting)
                    AssertFits(Forms.For(wanting, workshop), spec);
    }

    private static void AssertFits(Form form, CommandSpec spec)
    {
        Assert.InRange(form.Title.Length, 1, 80);
        Assert.InRange(form.Fields.Count, 1, 5);
        Assert.All(form.Fields, f => Assert.InRange(f.Label.Length, 1, 45));
        Assert.All(form.Fields, f => Assert.InRange(f.Choices?.Count ?? 1, 1, 25));
        Assert.Equal(spec.Words, form.Act);
    }
}
