using System.Collections.Immutable;
using CsCheck;
using PolicyBot.Core;
using PolicyBot.Core.CommandLine;
using PolicyBot.Core.Confirmations;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Voting;
using PolicyBot.Tests.TestKit;
using Xunit;

namespace PolicyBot.Tests.Core.CommandLine;

public sealed class ActsTests
{
    private static readonly Gen<int> Number = Gen.Int[1, 999_999_999];
    private static readonly Gen<string> Remark = Gen.ULong.Select(u => u.ToString("x16", System.Globalization.CultureInfo.InvariantCulture));

    private static readonly Gen<(string Act, Command Meant)> Any = Gen.Select(Number, Number, Remark, Gen.Int[0, 2], Gen.Bool).SelectMany((n, m, remark, which, sure) =>
    {
        AmendmentId a = new(n);
        Amendment amendment = SmallWorkshop.ChangeDoses with { Id = a };
        (string, Command)[] all =
        [
            (Acts.Vote(amendment, (Vote)which), new CastBallot(a, (Vote)which, amendment.Fingerprint, null)),
            (Acts.BallotAfter(a), new MyBallot(a)), (Acts.MyBallot, new MyBallot(null)), (Acts.Responses(a), new AllResponses(a)),
            (Acts.Confirm(a, Meant.Matches), new Confirm(a, Meant.Matches, null)), (Acts.Confirm(a, Meant.Partly), new Confirm(a, Meant.Partly, null)),
            (Acts.Confirm(a, Meant.ChangedMyMind), new Confirm(a, Meant.ChangedMyMind, null)),
            (Acts.Withdraw(a), new WithdrawAmendment(a)), (Acts.WithdrawRemark(remark), new WithdrawComment(remark)),
            (Acts.Rebase(a), new RebaseAmendment(a)), (Acts.Apply(a), new ApplyRedraft(a)), (Acts.Redraft(a), new AskForRedraft(a)), (Acts.LinkScenario(new(m), a), new LinkScenario(new(m), a)),
            (Acts.Report(new(m)), new ShowReport(new RoundId(m))), (Acts.Diff(new(n), new(m)), new ShowDiff(new VersionNumber(n), new VersionNumber(m))),
            (Acts.RollBack(new(n), sure), new RollBack(new(n), sure)), (Acts.RoundStatus, new ShowRound()), (Acts.Status, new ShowStatus()),
            (Acts.Mine, new ShowMine()), (Acts.Scenarios, new ListScenarios()), (Acts.ShowPolicy, new ShowPolicy(null)),
        ];
        return Gen.Int[0, all.Length - 1].Select(i => all[i]);
    });

    [Fact]
    public void Every_act_fits_a_button_and_means_what_it_says() => Any.Sample(pair =>
    {
        Assert.InRange(pair.Act.Length, 1, 100);
        Assert.Equal(pair.Meant, Assert.IsType<Understood>(CommandReader.Read(pair.Act, ImmutableDictionary<string, string>.Empty)).Command);
    }, iter: 5_000);

    [Theory]
    [InlineData("comment A3")]
    [InlineData("dissent A3")]
    [InlineData("confirm A3 no")]
    [InlineData("mine edit 0123456789abcdef")]
    [InlineData("scenario add for:A3")]
    [InlineData("clause amend C7")]
    public void Acts_that_need_words_open_a_form(string expected)
    {
        string[] acts =
        [
            Acts.Comment(new(3)), Acts.Dissent(new(3)), Acts.Confirm(new(3), Meant.No), Acts.EditRemark("0123456789abcdef"), Acts.AddScenarioFor(new(3)), Acts.Amend(new(7)),
        ];
        Assert.Contains(expected, acts);
        Assert.IsType<Wanting>(CommandReader.Read(expected, ImmutableDictionary<string, string>.Empty));
    }

    [Theory]
    [InlineData("48h")]
    [InlineData("friday 17:00")]
    public void The_button_that_opens_a_round_means_the_round_that_was_asked_for(string deadline)
    {
        var rule = new SettingsPatch { Quorum = "2", Threshold = "66", Voters = "attributed", Results = "live" };
        var asked = new OpeningAsked(new OpenRound(deadline, rule, [SmallWorkshop.A1], false), DecisionRule.Default with { Threshold = 66 }, SmallWorkshop.Names);
        var card = Assert.IsType<Accepted>(Opening.Open(SmallWorkshop.Drafting, asked, new(SmallWorkshop.Start, SmallWorkshop.Ana, "seed"))).Reply.Card!;
        var read = Assert.IsType<OpenRound>(Assert.IsType<Understood>(CommandReader.Read(card.Buttons[0].Act, ImmutableDictionary<string, string>.Empty)).Command);
        Assert.Equal(rule, read.Rule);
        Assert.Equal([SmallWorkshop.A1], read.Only);
        Assert.True(read.Sure);
    }

    [Fact]
    public void What_was_tried_is_referred_to_by_a_short_name_of_its_own()
    {
        Assert.Equal("0a1b", Assert.IsType<KeepTry>(Assert.IsType<Understood>(CommandReader.Read(Acts.KeepTry("0a1b"), ImmutableDictionary<string, string>.Empty)).Command).Reference);
        Assert.Equal("0a1b", Assert.IsType<ProposeTry>(Assert.IsType<Understood>(CommandReader.Read(Acts.ProposeTry("0a1b"), ImmutableDictionary<string, string>.Empty)).Command).Reference);
        Assert.Equal(["edited"], Assert.IsType<Wanting>(CommandReader.Read(Acts.RewordTry("0a1b"), ImmutableDictionary<string, string>.Empty)).Missing.Select(p => p.Name));
        Assert.Equal(["prompt"], Assert.IsType<Wanting>(CommandReader.Read(Acts.GoOn("0a1b"), ImmutableDictionary<string, string>.Empty)).Missing.Select(p => p.Name));
    }
}
