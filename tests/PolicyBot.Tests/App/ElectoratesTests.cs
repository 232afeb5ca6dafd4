using PolicyBot.App;
using PolicyBot.Core;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Views;
using PolicyBot.Core.Workshops;
using PolicyBot.Tests.TestKit;
using Xunit;

namespace PolicyBot.Tests.App;

public sealed class ElectoratesTests : IDisposable
{
    private static readonly Place Discord = new("discord", "5"), Teams = new("teams", "19:x");
    private static readonly DecisionRule OfChannel = DecisionRule.Default with { Electorate = new ChannelMembers(), Quorum = new QuorumShare(50) };
    private static readonly Workshop Workshop = StoredWorkshop.Showing([Discord, Teams]);
    private readonly StoredWorkshop stored = new();
    private readonly Noticeboard discord, teams;
    private readonly Electorates electorates;

    public ElectoratesTests()
    {
        (discord, teams) = (new(stored.Clock), new(stored.Clock, "teams"));
        electorates = new Electorates(stored.Store, [discord, teams]);
    }

    public void Dispose() => stored.Dispose();

    [Fact]
    public async Task The_people_of_all_linked_channels_become_a_list_each_once()
    {
        await stored.Enter("teams:chi");
        discord.Knows = (_, _) => new Members([new(new("discord", "ana"), "Ana"), new(new("discord", "ben"), "Ben"), new(new("discord", "ana"), "Ana")]);
        teams.Knows = (_, _) => new Members([new(new("teams", "chi"), "Chi")]);

        var (rule, unknown) = await electorates.Settle(Workshop, OfChannel, Discord);

        Assert.Null(unknown);
        var list = Assert.IsType<ListedPeople>(rule.Electorate);
        Assert.Equal(["P2", "P3", "P1"], list.People.Select(p => p.Value));
        Assert.Equal(2, PolicyBot.Core.Voting.Outcomes.Needed(rule.Quorum, PolicyBot.Core.Voting.Outcomes.ElectorateSize(rule)));
        Assert.Contains("3 people may vote: everybody who was in the linked channels", RuleWords.Of(rule, Names.Nobody)[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_is_looked_up_where_the_round_is_opened()
    {
        teams.Knows = (_, role) => role == "Care team" ? new Members([new(new("teams", "chi"), "Chi")]) : new Members([]);

        var (rule, _) = await electorates.Settle(Workshop, DecisionRule.Default with { Electorate = new RoleHolders("Care team") }, Teams);
        var (_, nobody) = await electorates.Settle(Workshop, DecisionRule.Default with { Electorate = new RoleHolders("Surgeons") }, Teams);

        Assert.Equal([new PersonId("P1")], Assert.IsType<ListedPeople>(rule.Electorate).People);
        Assert.Contains("Surgeons", nobody!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_channel_cannot_know_is_refused_with_what_to_do()
    {
        discord.Knows = (_, _) => new Members([new(new("discord", "ana"), "Ana")]);

        var (_, unknown) = await electorates.Settle(Workshop, OfChannel, Discord);

        Assert.Equal(new Refused("This channel keeps no list.", "Name the people."), unknown);
        Assert.Empty(await stored.Store.People(Workshop.Id, default));
    }

    [Fact]
    public async Task Whoever_is_listed_is_still_told_what_is_stored_when_they_first_do_something()
    {
        discord.Knows = (_, _) => new Members([new(new("discord", "ana"), "Ana")]);
        teams.Knows = (_, _) => new Members([]);
        await electorates.Settle(Workshop, OfChannel, Discord);

        Assert.True((await stored.Store.Enter(Workshop.Id, new("discord", "ana"), "Ana", default)).New);
        Assert.False((await stored.Store.Enter(Workshop.Id, new("discord", "ana"), "Ana", default)).New);
    }

    [Fact]
    public void The_rounds_card_says_where_its_list_comes_from()
    {
        var listed = new ListedPeople([SmallWorkshop.Ana, SmallWorkshop.Ben]) { From = "everybody who had the role “Care team”" };
        var round = SmallWorkshop.Open with { Rule = SmallWorkshop.Open.Rule with { Electorate = listed } };

        var card = PlainText.Of(RoundCard.Of(SmallRounds.Shown(round), round.Id));

        Assert.Contains("2 people may vote: everybody who had the role “Care team” when the round was opened.", card, StringComparison.Ordinal);
    }
}
