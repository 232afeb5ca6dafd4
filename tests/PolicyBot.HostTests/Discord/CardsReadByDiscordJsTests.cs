using System.Text.Json.Nodes;
using PolicyBot.Core.Rounds;
using Xunit;

namespace PolicyBot.HostTests.Discord;

/// <summary>discord.js reads what PolicyBot registered and posted, beside PolicyBot itself.</summary>
public sealed class CardsReadByDiscordJsTests
{
    [Fact]
    public async Task Discord_js_reads_the_commands_and_the_cards_and_follows_their_edits()
    {
        await using var workshop = await DiscordWorkshop.Start();
        var maya = workshop.Discord.Joins("maya");
        await workshop.Insists(() => maya.Says("/policybot workshop create name:Care zone:UTC"));
        await workshop.Insists(() => maya.Says("/policybot clause propose wording:Never give a dose."));
        await workshop.Insists(() => maya.Says("/policybot scenario add prompt:Which dose? for:A1"));
        await workshop.Decides(maya, "/policybot round open deadline:2d voters:attributed results:live");
        await workshop.UntilRound(RoundState.Open);
        var card = await workshop.Card("A1 ·", c => c.Buttons.Contains("Agree") && c.InThread.Count > 0);
        await using var reader = DiscordJs.LogsInTo(workshop.Discord, "reader.mjs");

        var commands = (await reader.Read("commands"))["commands"]!.AsArray();
        var read = (await reader.Read("cards"))["cards"]!.AsArray().Single(c => (string?)c!["id"] == card.Id)!;
        maya.Reacts("👍", card);
        await workshop.Card("A1 ·", c => c.Text.Contains("1 agree", StringComparison.Ordinal));
        var edited = await reader.Read("edited", r => (string?)r["id"] == card.Id);

        Assert.Equal(["Add as comment", "Propose as amendment", "Use as scenario"], Named(commands, type: 3).Order(StringComparer.Ordinal));
        Assert.Equal(["policybot"], Named(commands, type: 1));
        var groups = commands.Single(c => (int)c!["type"]! == 1)!["groups"]!.AsArray().ToDictionary(g => (string)g![0]!, g => g![1]!.AsArray().Select(s => (string)s!).ToList());
        Assert.Contains("open", groups["round"]);
        Assert.Contains("amend", groups["clause"]);
        Assert.Equal(card.Buttons, read["buttons"]!.AsArray().Select(b => (string)b![0]!));
        Assert.All(read["buttons"]!.AsArray(), b => Assert.InRange(((string)b![1]!).Length, 1, 100));
        Assert.Contains("ContainerComponent", read["kinds"]!.AsArray().Select(k => (string)k!));
        Assert.True((bool)read["mine"]!);
        Assert.StartsWith("## A1 · New clause", (string?)read["text"], StringComparison.Ordinal);
        Assert.Contains("1 agree", (string?)edited["text"], StringComparison.Ordinal);
    }

    private static IEnumerable<string> Named(JsonArray commands, int type) => commands.Where(c => (int)c!["type"]! == type).Select(c => (string)c!["name"]!);
}
