using Microsoft.Extensions.DependencyInjection;
using PolicyBot.App;
using PolicyBot.Core.Views;
using PolicyBot.Core.Workshops;
using PolicyBot.Discord.Channels;
using PolicyBot.Emulators.Discord.Rest;
using PolicyBot.Emulators.Discord.World;
using Xunit;

namespace PolicyBot.Tests.Discord;

/// <summary>What some people do, or what fails for one, takes nothing from the others.</summary>
public sealed class HoldUpsTests
{
    [Fact]
    public async Task Nobody_starts_a_workshop_in_the_channel_of_another_one()
    {
        await using var bot = await RunningBot.Start();
        var (_, card) = await bot.OpenRound();
        var zoe = bot.Discord.Joins("Zoe");

        var refused = await RunningBot.Answers(() => zoe.Says("/policybot workshop create name:Zoo"));

        Assert.Contains("Care is shown here already.", refused.Text);
        Assert.Contains("Recorded", (await zoe.Presses("Agree", card)).Text);
    }

    [Fact]
    public async Task An_archived_workshop_makes_room_for_the_next_one_also_after_a_restart()
    {
        await using var bot = await RunningBot.Start();
        var maya = bot.Discord.Joins("Maya");
        await RunningBot.Answers(() => maya.Says("/policybot workshop create name:Care"));
        var sure = await RunningBot.Answers(() => maya.Says("/policybot workshop archive"));
        await maya.Presses(sure.Buttons[0], sure);
        Assert.Contains("Alpha is founded", (await maya.Says("/policybot workshop create name:Alpha")).Text);

        await bot.StopHost();
        await bot.StartHost();

        Assert.Contains("Alpha", (await maya.Says("/policybot workshop status")).Text);
    }

    [Fact]
    public async Task Reactions_on_what_people_just_wrote_hold_up_no_vote()
    {
        await using var bot = await RunningBot.Start();
        var (_, card) = await bot.OpenRound();
        var ben = bot.Discord.Joins("Ben");
        var talk = (await ben.Says("Who brings the cake?")).Message!;
        for (var i = 0; i < 30; i++)
            bot.Discord.Joins($"Guest {i}").Reacts("👍", talk);

        ben.Reacts("👍", card);

        await RunningBot.Until(() => card.Text.Contains("1 agree"), "the vote waited behind the reactions");
    }

    [Fact]
    public async Task Who_can_not_be_reminded_directly_is_reminded_in_the_channel_and_nobody_twice()
    {
        await using var bot = await RunningBot.Start();
        await bot.OpenRound();
        var (ana, ben) = (bot.Discord.Joins("Ana"), bot.Discord.Joins("Ben"));
        bot.Discord.Fails(new Failing(new RestFault.Status(502), "POST", "/users/@me/channels", Times: 5));

        var reached = await bot.Services.GetServices<IChannel>().OfType<DiscordChannel>().Single().Remind(
            new Reminder(
                new Place("discord", bot.Discord.General.Id), [new(new("discord", ana.Id), Direct: true), new(new("discord", ben.Id), Direct: true)],
                Card.Of("Please vote"), MayName: true),
            TestContext.Current.CancellationToken);

        Assert.Equal(2, reached.Count);
        Assert.Equal((1, 0), (ana.Pinged, ana.Direct().Count));
        Assert.Equal((0, 1), (bot.Discord.General.Messages.Count(m => m.Text.Contains(ben.Id)), ben.Direct().Count));
    }

    [Fact]
    public async Task A_facilitator_who_takes_no_direct_messages_reads_in_the_channel_which_permission_is_missing()
    {
        await using var bot = await RunningBot.Start();
        var (maya, _) = await bot.OpenRound();
        maya.ClosesDirectMessages();
        bot.Discord.General.Denies(Permission.AttachFiles);

        var asked = await RunningBot.Answers(() => maya.Says("/policybot round close"));
        await maya.Presses(asked.Buttons[0], asked);

        await RunningBot.Until(() => maya.Pinged == 1 && bot.Discord.General.Find("lacks Attach Files") is not null, "the facilitator was not told");
    }

    [Fact]
    public async Task A_promise_is_kept_also_when_Discords_word_that_it_has_it_gets_lost()
    {
        await using var bot = await RunningBot.Start();
        var (maya, _) = await bot.OpenRound();
        bot.Discord.Fails(new Failing(new RestFault.LostAnswer(), "POST", "/callback"));

        var heard = await RunningBot.Answers(() => maya.Says("/policybot export"));

        Assert.NotEmpty(heard.Files);
    }
}
