using System.Security.Cryptography;
using System.Text.RegularExpressions;
using PolicyBot.Core.Rounds;
using PolicyBot.Emulators.Discord.People;
using Xunit;

namespace PolicyBot.HostTests.Discord;

/// <summary>What nobody may learn before the close of a hidden, anonymous round.</summary>
public sealed partial class HiddenRoundTests
{
    private const int Voters = 12;

    /// <summary>Two workshops that differ in nothing but the votes must look the same, picture by picture.</summary>
    [Fact]
    public async Task Nothing_that_anybody_sees_before_the_close_depends_on_the_votes()
    {
        var agreed = await Seen(_ => "Agree");
        var divided = await Seen(n => n % 3 == 0 ? "Agree" : "Disagree");

        Assert.Equal(agreed, divided);
        Assert.Contains($"{Voters} people have voted", agreed, StringComparison.Ordinal);
    }

    private static async Task<string> Seen(Func<int, string> vote)
    {
        await using var workshop = await DiscordWorkshop.Start();
        var discord = workshop.Discord;
        var (maya, watcher) = (discord.Joins("maya"), discord.Joins("watcher"));
        // The greeting goes out beside the first answers; both runs begin behind it.
        await workshop.Card("PolicyBot is here");
        var people = Enumerable.Range(1, Voters).Select(n => discord.Joins($"person-{n}")).ToList();
        await workshop.Insists(() => maya.Says("/policybot workshop create name:Care zone:UTC"));
        await workshop.Insists(() => maya.Says("/policybot policy import"));
        await workshop.Insists(() => maya.FillsIn(("markdown", Played.Policy)));
        await workshop.Insists(() => maya.Says("/policybot scenario add prompt:Which dose of this medicine should I take?"));
        await workshop.Insists(() => maya.Says("/policybot clause amend clause:C1 wording:Greet kindly and by name. scenario:S1"));
        await workshop.Decides(maya, "/policybot round open deadline:3d voters:anonymous results:hidden");
        await workshop.UntilRound(RoundState.Open);
        var card = await workshop.Card("A1 ·", c => c.Buttons.Contains("Agree") && c.HasThread && !c.Text.Contains("still running", StringComparison.Ordinal) && !c.Text.Contains('…'));
        var before = card.Edits;

        for (var n = 0; n < people.Count; n++)
            Assert.Contains("Recorded", (await workshop.Insists(() => people[n].Presses(vote(n), on: card))).Text, StringComparison.Ordinal);
        await workshop.Insists(() => people[0].Presses("Comment", on: card));
        await workshop.Insists(() => people[0].FillsIn(("words", "Names are private.")));
        people[1].Reacts("👍", card);
        people[2].Replies("I wonder.", inThreadOf: card);
        workshop.Passes(TimeSpan.FromMinutes(6));
        await workshop.Card($"{Voters} people have voted so far");
        Assert.Equal(before, card.Edits);
        await workshop.Insists(() => maya.Says("/policybot round status"));
        await workshop.Insists(() => maya.Says("/policybot workshop status"));
        await workshop.Insists(() => watcher.Presses("My ballot", on: discord.General.Find("R1 ·")!));
        await workshop.Insists(() => watcher.Presses("All responses", on: card));

        await Oracles.Approve(discord.Captured);
        Assert.DoesNotContain(people, p => watcher.Sees().Contains(p.Name, StringComparison.Ordinal));
        return string.Join("\n\n", new[] { maya, watcher }.SelectMany(w => w.Visible()).Where(m => m.ByBot).DistinctBy(m => m.Id).Select(Trace));
    }

    /// <summary>The text and the pictures; each run has its own instants and salts.</summary>
    private static string Trace(ChatMessage message) => OwnToTheRun().Replace(message.Text, "…")
        + string.Concat(message.Files.Select(f => $"\n{f.Key} {Convert.ToHexString(SHA256.HashData(f.Value))}"));

    [GeneratedRegex(@"<t:\d+(:\w)?>|\([0-9a-f]{8}\)")]
    private static partial Regex OwnToTheRun();
}
