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
}
