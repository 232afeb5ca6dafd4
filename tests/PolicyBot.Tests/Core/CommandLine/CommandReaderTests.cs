using System.Collections.Immutable;
using PolicyBot.Core;
using PolicyBot.Core.CommandLine;
using PolicyBot.Core.Confirmations;
using PolicyBot.Core.Voting;
using Xunit;

namespace PolicyBot.Tests.Core.CommandLine;

public sealed class CommandReaderTests
{
    private static readonly ImmutableDictionary<string, string> NoForm = ImmutableDictionary<string, string>.Empty;

    private static Command Command(string line, params (string Name, string Value)[] form) =>
        Assert.IsType<Understood>(CommandReader.Read(line, form.ToImmutableDictionary(f => f.Name, f => f.Value))).Command;

    private static NotUnderstood Refusal(string line) => Assert.IsType<NotUnderstood>(CommandReader.Read(line, NoForm));

    private static Wanting Wanting(string line) => Assert.IsType<Wanting>(CommandReader.Read(line, NoForm));

    [Theory]
    [InlineData("vote A3 agree")]
    [InlineData("/policybot vote a3 AGREE")]
    [InlineData("  /vote   #3   agree ")]
    [InlineData("policybot vote A 3 yes")]
    [InlineData("@PolicyBot: vote 3 agr")]
    [InlineData("vote amendment 3 👍")]
    [InlineData("vote vote:agree amendment:A3")]
    [InlineData("VOTE A3, agree")]
    public void A_vote_is_understood_however_it_is_typed(string line) =>
        Assert.Equal(new CastBallot(new(3), Vote.Agree, null, null), Command(line));

    [Fact]
    public void A_vote_takes_a_fingerprint_and_the_rest_of_the_line_as_its_reason() =>
        Assert.Equal(
            new CastBallot(new(3), Vote.Disagree, "0123456789abcdef", "it's “too” strict: see C7"),
            Command("vote A3 disagree fp:0123456789abcdef it's “too” strict: see C7"));

    [Theory]
    [InlineData("round open 48h")]
    [InlineData("open round 48h")]
    [InlineData("Round Open deadline:48h")]
    [InlineData("round open deadline:“48h”")]
    public void Two_words_go_in_either_order(string line) => Assert.Equal("48h", Assert.IsType<OpenRound>(Command(line)).Deadline);

    [Fact]
    public void A_deadline_of_several_words_ends_where_the_next_name_begins()
    {
        var open = Assert.IsType<OpenRound>(Command("round open deadline:friday 17:00 quorum:5 voters:anon only:A1, 2 --now"));
        Assert.Equal("friday 17:00", open.Deadline);
        Assert.Equal("5", open.Rule.Quorum);
        Assert.Equal("anonymous", open.Rule.Voters);
        Assert.Equal([new(1), new(2)], open.Only);
        Assert.True(open.AtOnce);
        Assert.False(open.Sure);
    }

    [Theory]
    [InlineData("clause amend C7 The model says so. why:it is fair for:S1")]
    [InlineData("clause amend 7 why:“it is fair for:S1” wording:\"The model says so.\"")]
    public void Names_inside_words_of_other_commands_stay_words(string line) =>
        Assert.Equal(new AmendClause(new(7), "The model says so.", "it is fair for:S1", null), Command(line));

    [Fact]
    public void Lines_and_quotes_inside_a_long_text_are_kept() =>
        Assert.Equal("He said \"no\".\n\n- why: because", Assert.IsType<AddComment>(Command("comment A3 He said \"no\".\n\n- why: because")).Words);

    [Theory]
    [InlineData("policy diff", null, null)]
    [InlineData("policy diff 1", 1, null)]
    [InlineData("diff policy v1 V2", 1, 2)]
    [InlineData("policy diff version 0 v 2", 0, 2)]
    public void Versions_may_be_left_out(string line, int? from, int? to) =>
        Assert.Equal(new ShowDiff(from is { } f ? new(f) : null, to is { } t ? new(t) : null), Command(line));

    [Fact]
    public void Withdrawing_takes_an_amendment_or_a_comment()
    {
        Assert.Equal(new WithdrawAmendment(new(3)), Command("mine withdraw a3"));
        Assert.Equal(new WithdrawComment("0011223344556677"), Command("withdraw 0011223344556677"));
    }

    [Fact]
    public void A_no_asks_for_its_cause()
    {
        Assert.Equal(["cause"], Wanting("confirm A3 no").Missing.Select(p => p.Name));
        Assert.Equal(new Confirm(new(3), Meant.No, Cause.SideEffect), Command("confirm A3 no", ("cause", "side-effect")));
        Assert.Equal(new Confirm(new(3), Meant.No, null), Command("confirm A3 no other"));
        Assert.Equal(new Confirm(new(3), Meant.Matches, null), Command("confirm A3 matches"));
    }

    [Fact]
    public void What_is_missing_is_asked_for_with_what_is_there()
    {
        var wanting = Wanting("clause amend C7 why:\"fair\"");
        Assert.Equal("C7", wanting.SoFar["clause"]);
        Assert.Equal("fair", wanting.SoFar["why"]);
        Assert.Equal(["wording"], wanting.Missing.Select(p => p.Name));
    }

    [Fact]
    public void A_form_gives_the_missing_values_and_wins_over_the_line()
    {
        Assert.Equal(new AddComment(new(3), "so\nit is", null), Command("comment A3", ("words", " so\r\nit is "), ("odd", "x")));
        Assert.Equal(new AmendClause(new(7), "New.", "b", null) { SeenText = "abc" }, Command("clause amend C7 seen:abc why:a", ("wording", "New."), ("why", "b"), ("scenario", "")));
    }

    [Fact]
    public void Opening_a_round_without_anything_asks_first_and_its_form_is_enough()
    {
        Assert.NotEmpty(Wanting("round open").Missing);
        Assert.Equal("3d", Assert.IsType<OpenRound>(Command("round open", ("deadline", "3d"), ("quorum", "4"))).Deadline);
    }

    [Fact]
    public void A_whole_policy_fits_a_form_and_not_a_line()
    {
        var policy = new string('x', 2_000_000);
        Assert.Equal(new ImportPolicy(policy), Command("policy import", ("markdown", policy)));
        Assert.Contains("too long", Refusal("policy import " + policy).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ruond opne", "Did you mean `round open`?")]
    [InlineData("round opne 48h", "Did you mean `round open`?")]
    [InlineData("clsoe round", "Did you mean `round close`?")]
    [InlineData("open", "Did you mean `round open`?")]
    [InlineData("mine witdraw A3", "Did you mean `mine withdraw`?")]
    [InlineData("hlep", "Did you mean `help`?")]
    [InlineData("vot A3 agree", "Did you mean `vote`?")]
    [InlineData("round frobnicate", "`round` takes: open, preview, extend, pause, resume, cancel, close, publish, overrule, status, remind.")]
    [InlineData("clause", "One of: propose, amend, remove, rebase, apply, redraft.")]
    [InlineData("xyzzy", "Write `help` to see what you can do.")]
    [InlineData("", "Write `help` to see what you can do.")]
    [InlineData("vote A3 maybe", "It takes one of: agree, disagree, pass.")]
    [InlineData("vote banana agree", "Amendments look like A3; `round status` lists them.")]
    [InlineData("vote A0 agree", "Amendments look like A3; `round status` lists them.")]
    [InlineData("round pause now please", "Write it like this: `round pause`.")]
    [InlineData("round open deadline:48h deadline:3d", "Leave one out, as in `round open 48h`.")]
    [InlineData("vote A3\u0000 agree", "Type the line again, or paste it as plain text.")]
    public void What_is_not_understood_says_what_to_do(string line, string next) =>
        Assert.Contains(next, Refusal(line).Next, StringComparison.Ordinal);

    [Fact]
    public void Half_a_character_is_refused() => Assert.Contains("half of a character", Refusal("comment A3 \ud83d").Reason, StringComparison.Ordinal);

    [Fact]
    public void A_group_followed_by_help_shows_its_help() => Assert.Equal(new ShowHelp("round"), Command("round help"));
}
