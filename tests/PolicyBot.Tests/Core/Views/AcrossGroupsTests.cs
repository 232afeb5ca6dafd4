using System.Collections.Immutable;
using PolicyBot.Core.Consensus;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Views;
using PolicyBot.Core.Voting;
using PolicyBot.Tests.TestKit;
using Xunit;
using static PolicyBot.Tests.TestKit.SmallWorkshop;

namespace PolicyBot.Tests.Core.Views;

public sealed class AcrossGroupsTests
{
    [Fact]
    public void Below_fifty_people_a_report_says_why_it_shows_no_opinion_groups()
    {
        var report = Report(SmallRounds.Published with { Opinion = new Opinion(4, 0, 0, 1) });

        Assert.Contains("looked for from 50 people on who cast at least 7 ballots each, because below that they are mostly chance. Here 0 people did: the round had only 2 amendments.", report, StringComparison.Ordinal);
    }

    [Fact]
    public void A_round_closed_before_groups_were_looked_for_says_so() =>
        Assert.Contains("closed before PolicyBot looked for opinion groups", Report(SmallRounds.Published), StringComparison.Ordinal);

    [Fact]
    public void Opinion_groups_are_told_with_what_they_are_known_by_share_and_differ_on()
    {
        var report = Report(SmallRounds.Published with { Opinion = Camps });

        Assert.Contains("70 of 75 people voted often enough to be compared. They fall into 2 groups who vote alike: A with 40 people, B with 30 people.", report, StringComparison.Ordinal);
        Assert.Contains("With fewer than 80 people they are provisional", report, StringComparison.Ordinal);
        Assert.Contains("Group A: 40 people, upper right of the map", report, StringComparison.Ordinal);
        Assert.Contains("agrees: 38 of 40 here, 2 of 30 elsewhere", report, StringComparison.Ordinal);
        Assert.Contains("(returned; group-informed consensus 0.09):\n  Group A: 38 agree, 1 disagree, 1 pass; agreement is between", report, StringComparison.Ordinal);
        Assert.Contains("  Group B: 2 agree, 27 disagree, 1 pass; agreement is between", report, StringComparison.Ordinal);
        Assert.Contains("A 39 of 39 agree, B 28 of 29 agree; adopted; group-informed consensus 0.86", report, StringComparison.Ordinal);
    }

    [Fact]
    public void The_map_is_a_picture_whose_rows_say_the_same()
    {
        var chart = ReportSheet.Of(SmallRounds.Shown(SmallRounds.Published), SmallRounds.Published with { Opinion = Camps })
            .SelectMany(s => s.Blocks).OfType<Bars>().Select(b => b.Chart).Single(c => c.Map is not null);

        Assert.Equal([40, 30], chart.Rows.Select(r => r.Values.Single()));
        Assert.Equal(Camps.Map, chart.Map!.Spots);
    }

    [Fact]
    public void Declared_groups_of_five_are_compared_and_the_weakest_agreement_is_named()
    {
        var groups = ImmutableSortedDictionary<string, Count>.Empty.Add("Doctors", new(5, 4, 0)).Add("Nurses", new(20, 1, 0)).Add("Visitors", new(1, 0, 0));
        var round = SmallRounds.Published with
        {
            Outcomes = SmallRounds.Published.Outcomes.SetItem(0, SmallRounds.Published.Outcomes[0] with { Tally = new Tally(A1, new(26, 5, 0), groups) }),
        };

        var report = Report(round);

        Assert.Contains("Doctors: 5 agree, 4 disagree, 0 pass; agreement is between 27 % and 81 % with 95 % confidence", report, StringComparison.Ordinal);
        Assert.Contains("is that of Doctors with A1: surely at least 27 %", report, StringComparison.Ordinal);
        Assert.DoesNotContain("Visitors", report, StringComparison.Ordinal);
        Assert.Contains("5 of 31 people who chose a side disagreed, most of all among Doctors (4 of 9)", report, StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_begins_with_the_four_things_that_everybody_asks()
    {
        var first = ReportSheet.Of(SmallRounds.Shown(SmallRounds.Published), SmallRounds.Published)[0];

        Assert.Equal(
            ["What changed", "Who disagreed, and why", "Does the model do it", "Can the count be trusted"],
            first.Blocks.OfType<Subtitle>().Select(s => s.Words));
        Assert.Contains(first.Blocks.OfType<Quote>(), q => q.Words == SmallRounds.Dissent.Words);
    }

    [Fact]
    public void Who_dropped_out_is_told_by_group_and_never_when_in_an_anonymous_round()
    {
        var round = SmallRounds.Published with { TookPart = [new(null, 9, 7, 6, 4), new("Nurses", 6, 5, 4, 3)] };
        var facts = SmallRounds.Held with { Arrivals = [1, 2, 4, 9] };

        var open = Words(ReportSheet.Of(SmallRounds.Shown(round, facts), round));
        var secret = round with { Rule = round.Rule with { Anonymous = true } };

        Assert.Contains("7 of 9 people voted on every amendment. Of 6 people who agreed with something that was adopted, 4 said whether it is what they meant and 2 did not.", open, StringComparison.Ordinal);
        Assert.Contains("Nurses: 5 of 6 people voted on every amendment.", open, StringComparison.Ordinal);
        Assert.Contains("4 people had voted", open, StringComparison.Ordinal);
        Assert.DoesNotContain("people had voted", Words(ReportSheet.Of(SmallRounds.Shown(secret, facts), secret)), StringComparison.Ordinal);
    }

    private static Opinion Camps => new(75, 70, 1, 3)
    {
        Groups = [new("A", 40, new(2, 1)), new("B", 30, new(-2.5, -1))],
        Separation = 0.6,
        Counts =
        [
            new(A1, new(67, 1, 2), Groups(new(39, 0, 1), new(28, 1, 1))),
            new(A2, new(40, 28, 2), Groups(new(38, 1, 1), new(2, 27, 1))),
        ],
        Map = [new(new(2, 1), "A", 40), new(new(-2.5, -1), "B", 30)],
    };

    private static ImmutableSortedDictionary<string, Count> Groups(Count a, Count b) => ImmutableSortedDictionary<string, Count>.Empty.Add("A", a).Add("B", b);

    private static string Report(Round round) => Words(ReportSheet.Of(SmallRounds.Shown(round), round));

    private static string Words(IEnumerable<Section> sections) => PlainText.Of("Report", sections);
}
