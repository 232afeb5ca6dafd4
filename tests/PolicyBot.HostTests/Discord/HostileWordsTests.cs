using PolicyBot.Core.Rounds;
using PolicyBot.Emulators.Discord.People;
using PolicyBot.Emulators.Discord.World;
using Xunit;

namespace PolicyBot.HostTests.Discord;

/// <summary>What people write stays words, wherever they write it and wherever it is shown.</summary>
public sealed class HostileWordsTests
{
    [Fact]
    public async Task Mentions_and_markup_in_every_field_ping_nobody_and_change_nothing_of_how_a_card_looks()
    {
        await using var workshop = await DiscordWorkshop.Start();
        var discord = workshop.Discord;
        discord.GrantsBot(Permission.MentionEveryone);
        var victim = discord.Joins("victim");
        var role = discord.AddRole("nurses", mentionable: true);
        var bad = $"@everyone @here <@{victim.Id}> <@!{victim.Id}> <@&{role}> <#{discord.General.Id}> **bold** [link](http://evil.example) ||spoiler|| ";
        var (maya, ben) = (discord.Joins("@everyone"), discord.Joins($"<@{victim.Id}>"));
        Task<Heard> Says(Human who, string line) => workshop.Insists(() => who.Says($"/policybot {line}"));

        await Says(maya, $"workshop create name:Care @everyone <@{victim.Id}> **bold** zone:UTC");
        workshop.Id = (await workshop.Store.Workshops(TestContext.Current.CancellationToken)).Single().Id;
        await Says(maya, "policy import");
        await workshop.Insists(() => maya.FillsIn(("markdown", $"# Care {bad}\n\nAlways greet {bad} kindly.\n\nNever give a dose.\n")));
        await Says(ben, $"scenario add prompt:Which dose? {bad} title:@here <@&{role}> **bold** background:Ward {bad}");
        await Says(ben, $"clause amend clause:C1 wording:Always greet {bad} warmly. why:Because {bad} scenario:S1");
        await Says(ben, $"group join group:@everyone <@{victim.Id}> **bold**");
        await Says(ben, $"try prompt:{bad} what now?");
        await Says(maya, "round preview deadline:2d");
        await workshop.Decides(maya, "/policybot round open deadline:2d voters:attributed results:live");
        await workshop.UntilRound(RoundState.Open);
        var card = await workshop.Card("A1 ·", c => c.Buttons.Contains("Agree") && c.HasThread);
        await Says(ben, $"vote amendment:A1 vote:agree why:Yes {bad}");
        await Says(maya, $"vote amendment:A1 vote:agree why:Yes {bad}");
        await Says(victim, $"vote amendment:A1 vote:agree why:Yes {bad}");
        await workshop.Insists(() => ben.Presses("Comment", on: card));
        await workshop.Insists(() => ben.FillsIn(("words", $"A comment {bad}")));
        var reply = ben.Replies($"A reply {bad}", inThreadOf: card);
        await workshop.Until(() => reply.Reacted("📝") == 1, "the reply was never taken");
        await workshop.Decides(maya, "/policybot round close");
        await workshop.UntilRound(RoundState.Confirming);
        await Says(ben, $"dissent amendment:A1 words:A dissent {bad}");
        await Says(ben, "mine show");
        await Says(ben, $"help topic:{bad}");
        await workshop.Decides(maya, "/policybot round publish");
        await workshop.UntilRound(RoundState.Published);
        await workshop.Card("R1 · Published");
        await Says(ben, "report");
        await Says(ben, "policy history");

        Assert.Empty(discord.Pings);
        foreach (var shown in discord.EveryMessage.Where(m => m.ByBot).SelectMany(m => m.History))
        {
            Assert.DoesNotContain("**bold**", shown, StringComparison.Ordinal);
            Assert.DoesNotMatch(@"(?<!\\)\[link", shown);
            Assert.DoesNotMatch(@"(?<!\\)\|\|spoiler", shown);
            Assert.DoesNotMatch(@"(?<!\\)<[@#]", shown);
        }

        await Oracles.Approve(discord.Captured);
        Assert.Contains(discord.EveryMessage, m => m.ByBot && m.Text.Contains(@"\*\*bold\*\*", StringComparison.Ordinal));
    }
}
