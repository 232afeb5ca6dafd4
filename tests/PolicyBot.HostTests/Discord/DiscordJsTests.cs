using PolicyBot.Emulators.Discord;
using PolicyBot.Emulators.Discord.People;
using Xunit;

namespace PolicyBot.HostTests.Discord;

/// <summary>discord.js judges the emulator: what it reads and what people get is what Discord would do.</summary>
public sealed class DiscordJsTests
{
    [Fact]
    public async Task Discord_js_logs_in_and_reads_the_server_its_own_card_and_its_commands()
    {
        await using var discord = await DiscordEmulator.Start();
        discord.AddRole("nurses");
        discord.Joins("ana");
        await using var bot = DiscordJs.LogsInTo(discord);

        var ready = await bot.Read("ready");

        Assert.Equal("Care", (string?)ready["guild"]);
        Assert.Equal("""["PolicyBot","ana","owner"]""", ready["members"]!.ToJsonString());
        Assert.Equal("""["@everyone","nurses"]""", ready["roles"]!.ToJsonString());
        Assert.Equal("""["👍"]""", System.Text.RegularExpressions.Regex.Unescape(ready["reactions"]!.ToJsonString()));
        Assert.Equal("""["ContainerComponent","ActionRow","ActionRow"]""", ready["components"]!.ToJsonString());
        Assert.Equal("""[["chart.png","Two bars"]]""", ready["files"]!.ToJsonString());
        Assert.Equal("""[["policybot",1],["Use as scenario",3]]""", ready["commands"]!.ToJsonString());
        Assert.Empty(discord.Pings);
        var card = Assert.Single(discord.General.Messages);
        Assert.Equal("# Amendment A1 <@1>\n🖼 Two bars\n[Agree] [Comment]\n(: First | Second)\n📎 chart.png Two bars", card.Text);
        Assert.Equal("Discuss here.", Assert.Single(card.InThread).Text);
    }

    [Fact]
    public async Task What_people_do_reaches_discord_js_and_its_answers_reach_them()
    {
        await using var discord = await DiscordEmulator.Start();
        var (ana, ben) = (discord.Joins("ana"), discord.Joins("ben"));
        await using var bot = DiscordJs.LogsInTo(discord);
        await bot.Read("ready");
        var card = discord.General.Find("Amendment A1")!;

        var opened = await ana.Says("/policybot round open deadline:48h now:true");
        Assert.Equal(("Opened.", true), (opened.Text, opened.Message!.Ephemeral));
        var command = await bot.Read("command");
        Assert.Equal(("round", "open", "48h", true, "ana", false), ((string?)command["group"], (string?)command["sub"],
            (string?)command["deadline"], (bool?)command["now"], (string?)command["by"], (bool?)command["admin"]));
        Assert.Equal([("4 hours", "4h")], await ana.Completes("/policybot round open deadline:4", "deadline"));

        Assert.Equal("ben agrees", (await ben.Presses("Agree", on: card)).Text);
        Assert.Equal("vote agree", (string?)(await bot.Read("button"))["id"]);
        Assert.Equal(["words"], (await ben.Presses("Comment", on: card)).Fields);
        Assert.Equal("Thanks.", (await ben.FillsIn(("words", "Too long."))).Text);
        Assert.Equal("Too long.", (string?)(await bot.Read("modal"))["words"]);
        Assert.Equal("Picked 2", Assert.IsType<ChatMessage>((await ben.Picks(["Second"], on: card)).Message).Text.Split('\n')[0]);
        Assert.DoesNotContain("Opened.", ben.Sees(), StringComparison.Ordinal);
        Assert.Contains("Opened.", ana.Sees(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Messages_reactions_threads_and_newcomers_reach_discord_js()
    {
        await using var discord = await DiscordEmulator.Start();
        var ana = discord.Joins("ana");
        await using var bot = DiscordJs.LogsInTo(discord);
        await bot.Read("ready");
        var card = discord.General.Find("Amendment A1")!;

        ana.Reacts("👎", card);
        var reaction = await bot.Read("reaction");
        Assert.Equal(("👎", ana.Id, card.Id), ((string?)reaction["emoji"], (string?)reaction["by"], (string?)reaction["on"]));
        ana.TakesBack("👎", card);
        Assert.Equal("👎", (string?)(await bot.Read("unreaction"))["emoji"]);
        ana.Replies("I do not like it.", inThreadOf: card);
        var message = await bot.Read("message");
        Assert.Equal(("I do not like it.", "A1", true), ((string?)message["content"], (string?)message["in"], (bool?)message["thread"]));
        Assert.Equal("Kept.", (await ana.Opens("Use as scenario", on: card.InThread[^1])).Text);
        discord.General.Archives(card);
        Assert.True((bool?)(await bot.Read("thread"))["archived"]);
        ana.Deletes(card);
        Assert.Equal(card.Id, (string?)(await bot.Read("deleted"))["id"]);
        discord.Joins("cleo");
        Assert.Equal("cleo", (string?)(await bot.Read("joined"))["name"]);
    }

    [Fact]
    public async Task Discord_js_resumes_after_a_dropped_socket_and_misses_nothing()
    {
        await using var discord = await DiscordEmulator.Start();
        var ana = discord.Joins("ana");
        await using var bot = DiscordJs.LogsInTo(discord);
        await bot.Read("ready");

        discord.Close(4000);
        await ana.Says("Said while nobody listened");

        Assert.Equal("Said while nobody listened", (string?)(await bot.Read("message"))["content"]);
        Assert.Equal((1, 1), (discord.Identifies, discord.Resumes));
    }
}
