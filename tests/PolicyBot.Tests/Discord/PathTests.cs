using PolicyBot.Emulators.Discord;
using PolicyBot.Emulators.Discord.World;
using Xunit;

namespace PolicyBot.Tests.Discord;

/// <summary>From a person's click through Discord to the database and back.</summary>
public sealed class PathTests
{
    [Fact]
    public async Task A_round_is_opened_by_slash_voted_by_button_and_its_card_shows_the_votes()
    {
        await using var bot = await RunningBot.Start();
        var (_, card) = await bot.OpenRound();
        var ben = bot.Discord.Joins("Ben");

        var recorded = await RunningBot.Answers(() => ben.Presses("Agree", card));

        Assert.Contains("Recorded: you agree on A1.", recorded.Text);
        Assert.True(recorded.Ephemeral);
        await RunningBot.Until(() => card.Text.Contains("1 agree"), $"the card never showed the vote: {card.Text}");
        Assert.True(card.HasThread);
        Assert.Contains("chart0.png", card.Files.Keys);
    }

    [Fact]
    public async Task Comments_come_by_dialog_and_by_reply_and_votes_by_reaction()
    {
        await using var bot = await RunningBot.Start();
        var (_, card) = await bot.OpenRound();
        var (ben, chi) = (bot.Discord.Joins("Ben"), bot.Discord.Joins("Chi"));

        var dialog = await ben.Presses("Comment", card);
        Assert.Contains("words", dialog.Fields);
        Assert.Contains("Recorded: your comment", (await ben.FillsIn(("words", "What about children?"))).Text);
        var reply = chi.Replies("And what about animals?", card);
        chi.Reacts("👎", card);

        await RunningBot.Until(() => reply.Reacted("📝") == 1, "the reply was not taken as a comment");
        await RunningBot.Until(() => card.Text.Contains("1 disagree"), "the reaction was not counted");
        var mine = await RunningBot.Answers(() => chi.Says("/policybot mine show"));
        Assert.Contains("animals", mine.Text);
        chi.TakesBack("👎", card);
    }

    [Fact]
    public async Task Signed_interactions_by_http_are_answered_and_forged_or_repeated_ones_refused()
    {
        await using var bot = await RunningBot.Start(delivery: "http");
        bot.Discord.Delivery.Endpoint = new Uri(bot.Address + "/discord/interactions");
        var (_, card) = await bot.OpenRound();
        var ben = bot.Discord.Joins("Ben");
        Assert.Contains("Recorded", (await ben.Presses("Agree", card)).Text);
        Assert.Empty(bot.Discord.RefusedAnswers);

        var body = System.Text.Encoding.UTF8.GetBytes(bot.Discord.SentInteractions[^1].Replace("agree", "disagree", StringComparison.Ordinal));
        using var fresh = bot.Discord.Delivery.Sign(body);
        using var again = bot.Discord.Delivery.Sign(body);
        again.Headers.Remove("X-Signature-Timestamp");
        again.Headers.Add("X-Signature-Timestamp", fresh.Headers.GetValues("X-Signature-Timestamp"));
        again.Headers.Remove("X-Signature-Ed25519");
        again.Headers.Add("X-Signature-Ed25519", fresh.Headers.GetValues("X-Signature-Ed25519"));
        using var late = bot.Discord.Delivery.Sign(body, DateTimeOffset.UtcNow - TimeSpan.FromMinutes(6));
        using var client = new HttpClient();
        Assert.Equal(200, (int)(await client.SendAsync(fresh, TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(401, (int)(await client.SendAsync(again, TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(401, (int)(await client.SendAsync(late, TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task A_new_server_is_greeted_once_with_what_to_do_next()
    {
        await using var bot = await RunningBot.Start();
        await bot.Card("PolicyBot is here");
        await bot.StopHost();
        await bot.StartHost();
        Assert.Single(bot.Discord.General.Messages, m => m.Text.Contains("PolicyBot is here"));
        Assert.Contains("/policybot workshop create", bot.Discord.General.Messages[0].Text);
    }

    [Fact]
    public async Task A_reaction_that_was_made_while_the_bot_was_away_is_counted_and_one_that_was_there_before_undoes_no_ballot()
    {
        await using var bot = await RunningBot.Start();
        var (_, card) = await bot.OpenRound();
        var (ben, chi) = (bot.Discord.Joins("Ben"), bot.Discord.Joins("Chi"));
        ben.Reacts("👍", card);
        await RunningBot.Until(() => card.Text.Contains("1 agree"), "the reaction was not counted");
        await RunningBot.Answers(() => ben.Presses("Disagree", card));

        await bot.StopHost();
        bot.Discord.EndSessions();
        chi.Reacts("👎", card);
        await bot.StartHost();

        await RunningBot.Until(() => card.Text.Contains("0 agree, 2 disagree"), $"not as it should be: {card.Text}");
    }

    [Fact]
    public async Task A_session_goes_on_or_begins_again_or_ends_as_the_close_code_says()
    {
        await using var bot = await RunningBot.Start();
        bot.Discord.Close(4009);
        await RunningBot.Until(() => bot.Discord is { Resumes: 1, Connected: 1 }, "it did not resume");
        bot.Discord.Drop();
        await RunningBot.Until(() => bot.Discord is { Resumes: 2, Connected: 1 }, "it did not resume after a drop");
        bot.Discord.AskToReconnect();
        await RunningBot.Until(() => bot.Discord is { Resumes: 3, Connected: 1 }, "it did not resume when asked to");
        bot.Discord.Close(4007);
        await RunningBot.Until(() => bot.Discord is { Identifies: 2, Connected: 1 }, "it did not begin again");
        bot.Discord.Close(4004);
        await RunningBot.Until(() => bot.Discord.Connected == 0, "it did not stop");
        Assert.Equal((2, 3), (bot.Discord.Identifies, bot.Discord.Resumes));
    }

    [Fact]
    public async Task A_missing_permission_is_named_to_the_facilitator_and_a_deleted_card_comes_back()
    {
        await using var bot = await RunningBot.Start();
        var (maya, card) = await bot.OpenRound();
        maya.Deletes(card);
        await RunningBot.Answers(() => bot.Discord.Joins("Ben").Says("/policybot vote amendment:A1 vote:agree"));
        var again = await bot.Card("A1 ·", b => b.Contains("Agree"));
        Assert.NotEqual(card.Id, again.Id);

        bot.Discord.General.Denies(Permission.SendMessages | Permission.AttachFiles);
        var asked = await RunningBot.Answers(() => maya.Says("/policybot round close"));
        await maya.Presses(asked.Buttons[0], asked);
        await RunningBot.Until(() => maya.Direct().Any(m => m.Text.Contains("lacks Send Messages, Attach Files")), "the facilitator was not told");
        bot.Discord.General.Restores();
    }

    [Fact]
    public async Task A_socket_that_goes_silent_is_left_and_the_session_goes_on_elsewhere()
    {
        await using var bot = await RunningBot.Start(new DiscordOptions { HeartbeatInterval = TimeSpan.FromMilliseconds(300) });
        bot.Discord.GoSilent();

        await RunningBot.Until(() => bot.Discord is { Resumes: 1, Connected: 1 }, "it stayed on the silent socket");
        Assert.Equal(1, bot.Discord.Identifies);
    }

    [Fact]
    public async Task As_many_shards_connect_as_Discord_wants()
    {
        await using var bot = await RunningBot.Start(new DiscordOptions { Shards = 2, ShardsRequired = true, MaxConcurrency = 2 });

        await RunningBot.Until(() => bot.Discord is { Identifies: 2, Connected: 2 }, "two shards never came online");
    }
}
