using Microsoft.Extensions.Logging.Abstractions;
using PolicyBot.App;
using PolicyBot.App.Stewards;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Workshops;
using PolicyBot.Tests.Models;
using PolicyBot.Tests.TestKit;
using Xunit;

namespace PolicyBot.Tests.App.Stewards;

public sealed class TellingTests : IDisposable
{
    private static readonly Place Discord = new("discord", "5"), Teams = new("teams", "19:x");
    private static readonly Round Reminded = SmallWorkshop.Open with { Reminders = 1 };
    private readonly StoredWorkshop stored = new();
    private readonly Noticeboard discord, teams;
    private readonly Telling telling;

    public TellingTests()
    {
        (discord, teams) = (new(stored.Clock), new(stored.Clock, "teams"));
        telling = new Telling(stored.Store, [discord, teams], stored.Keys, Sample.Follower(), NullLogger<Telling>.Instance);
    }

    public void Dispose() => stored.Dispose();

    [Fact]
    public async Task A_reminder_is_one_call_for_each_place_with_exactly_those_who_have_not_voted()
    {
        await stored.Enter("discord:ana", "discord:ben", "teams:chi", "discord:dan", "web:eva");
        var workshop = await Open(Reminded);
        await stored.Store.ChooseReminders(workshop.Id, new("discord", "dan"), true, default);
        await stored.Votes(workshop, "P2");

        await telling.Remind(workshop, workshop.Running!, default);

        var reminder = Assert.Single(discord.Reminders);
        Assert.Equal((Discord, true), (reminder.Place, reminder.MayName));
        Assert.Equal([new Recipient(new("discord", "dan"), true), new Recipient(new("discord", "ana"), false)], reminder.People.OrderByDescending(p => p.Direct));
        Assert.Equal(new Account("teams", "chi"), Assert.Single(Assert.Single(teams.Reminders).People).Account);
    }

    [Fact]
    public async Task In_an_anonymous_round_nobody_may_be_named()
    {
        await stored.Enter("discord:ana", "discord:ben");
        stored.Keys.Make(new("care"), SmallWorkshop.R1);
        var workshop = await Open(Reminded with { Rule = Reminded.Rule with { Anonymous = true } });
        await stored.Votes(workshop, "P1");

        await telling.Remind(workshop, workshop.Running!, default);

        var reminder = Assert.Single(discord.Reminders);
        Assert.False(reminder.MayName);
        Assert.Equal("ben", Assert.Single(reminder.People).Account.Id);
    }

    [Fact]
    public async Task Nobody_gets_the_same_reminder_twice_and_a_place_that_failed_gets_it_when_it_answers_again()
    {
        await stored.Enter("discord:ana", "teams:ben");
        var workshop = await Open(Reminded);
        teams.Broken = true;

        await Assert.ThrowsAsync<HttpRequestException>(() => telling.Remind(workshop, workshop.Running!, default));
        teams.Broken = false;
        await telling.Remind(workshop, workshop.Running!, default);
        await telling.Remind(workshop, workshop.Running!, default);

        Assert.Single(discord.Reminders);
        Assert.Single(teams.Reminders);
        await telling.Remind(workshop, workshop.Running! with { Reminders = 2 }, default);
        Assert.Equal(2, discord.Reminders.Count);
    }

    [Fact]
    public async Task Whoever_is_in_a_second_place_of_the_channel_is_reminded_there()
    {
        var second = new Place("discord", "6");
        discord.Knows = (place, _) => new Members(place == second ? [new(new("discord", "ben"), "Ben")] : [new(new("discord", "ana"), "Ana")]);
        await stored.Enter("discord:ana", "discord:ben");
        var workshop = StoredWorkshop.Showing([Discord, second], Reminded);
        await stored.Stores(workshop);

        await telling.Remind(workshop, workshop.Running!, default);

        Assert.Equal([(Discord, "ana"), (second, "ben")], discord.Reminders.Select(r => (r.Place, r.People.Single().Account.Id)).OrderBy(r => r.Place.Id));
    }

    private async Task<Workshop> Open(Round round)
    {
        var workshop = StoredWorkshop.Showing([Discord, Teams], round);
        await stored.Stores(workshop);
        return workshop;
    }
}
