using PolicyBot.Core.Rounds;
using PolicyBot.Emulators.Discord.People;
using PolicyBot.Emulators.Discord.World;
using Xunit;

namespace PolicyBot.HostTests.Discord;

/// <summary>What moderators and settings of a server do to a running workshop, and how it comes right again.</summary>
public sealed class HealingTests : IAsyncLifetime
{
    private DiscordWorkshop workshop = null!;
    private Human maya = null!;

    public async ValueTask InitializeAsync()
    {
        workshop = await DiscordWorkshop.Start();
        maya = workshop.Discord.Joins("maya");
        await workshop.Insists(() => maya.Says("/policybot workshop create name:Care zone:UTC"));
        await workshop.Insists(() => maya.Says("/policybot clause propose wording:Never give a dose."));
        await workshop.Insists(() => maya.Says("/policybot scenario add prompt:Which dose? for:A1"));
    }

    public ValueTask DisposeAsync() => workshop.DisposeAsync();

    [Fact]
    public async Task A_policy_comes_as_a_file_with_the_command_or_in_the_window()
    {
        maya.Attaches("policy.md", "# Care\n\nAlways greet people kindly.\n"u8.ToArray());
        Assert.Contains("1 clause", (await workshop.Insists(() => maya.Says("/policybot policy import file:policy.md"))).Text, StringComparison.Ordinal);

        await workshop.Insists(() => maya.Says("/policybot policy import"));
        maya.Attaches("policy.md", [0xFF, 0xFE, 0x00]);
        Assert.Contains("not plain text", (await workshop.Insists(() => maya.FillsIn())).Text, StringComparison.Ordinal);
        await Oracles.Approve(workshop.Discord.Captured);
    }

    [Fact]
    public async Task What_a_refused_window_held_comes_back_so_that_it_can_be_sent_again()
    {
        var card = await Opens("results:hidden");
        var ben = workshop.Discord.Joins("ben");
        await workshop.Insists(() => ben.Presses("Comment", on: card));
        await workshop.Decides(maya, "/policybot round close");
        await workshop.UntilRound(RoundState.Published);

        var refused = await workshop.Insists(() => ben.FillsIn(("words", "What about children who can't read the leaflet?")));

        Assert.Contains("What about children who can't read the leaflet?", refused.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Recorded", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_card_that_is_deleted_in_a_hidden_round_comes_back_once_and_then_the_facilitator_is_told()
    {
        var first = await Opens("results:hidden");
        await IsKnown(first);
        maya.Deletes(first);
        var second = await workshop.Card("A1 ·", c => c.Id != first.Id);
        Assert.Contains("Recorded", (await workshop.Insists(() => maya.Presses("Agree", on: second))).Text, StringComparison.Ordinal);

        await IsKnown(second);
        maya.Deletes(second);

        await workshop.Until(() => maya.Direct().Any(m => m.Text.Contains("deleted", StringComparison.OrdinalIgnoreCase)), "the facilitator was never told");
        Assert.Null(workshop.Discord.General.Find("A1 ·"));
    }

    [Fact]
    public async Task A_lost_permission_is_named_to_the_facilitator_and_cards_appear_once_it_is_back()
    {
        workshop.Discord.General.Denies(Permission.SendMessages);
        await workshop.Decides(maya, "/policybot round open deadline:2d");
        await workshop.Until(() => maya.Direct().Any(m => m.Text.Contains("Send Messages", StringComparison.Ordinal)), "the facilitator was never told");

        workshop.Discord.General.Restores();
        workshop.Passes(TimeSpan.FromMinutes(2));

        await workshop.Card("A1 ·", c => c.Buttons.Contains("Agree"));
    }

    [Fact]
    public async Task In_automatic_mode_a_redraft_that_no_channel_shows_waits_until_one_does()
    {
        await workshop.Insists(() => maya.Says("/policybot workshop settings redraft:automatic"));
        await Opens("voters:attributed");
        await workshop.Insists(() => maya.Says("/policybot comment amendment:A1 words:Add that it must name the emergency number."));
        await workshop.Card("A1 ·", c => !c.Text.Contains("not run yet", StringComparison.Ordinal));
        workshop.Discord.General.Denies(Permission.SendMessages);
        await workshop.Decides(maya, "/policybot round close");
        await workshop.UntilRound(RoundState.Published);
        await workshop.Until(() => maya.Direct().Any(m => m.Text.Contains("Send Messages", StringComparison.Ordinal)), "the facilitator was never told");
        await workshop.Until(async () => (await workshop.Store.Posts(workshop.Id, default)).Any(p => p.Address.Key == "redraft:A2" && p.Denials > 0), "the redraft was never posted");
        Assert.Equal(0, (await workshop.Look()).Current.Number.Number);

        workshop.Discord.General.Restores();
        workshop.Passes(TimeSpan.FromHours(1));

        await workshop.Card("A2 · A model's redraft of A1", c => c.Text.Contains("It is in the policy as v1", StringComparison.Ordinal));
        Assert.True((await workshop.Look()).Current.Provisional);
    }

    [Fact]
    public async Task A_reply_in_a_thread_that_was_archived_is_still_taken()
    {
        var card = await Opens("voters:attributed results:live");
        await workshop.Until(() => card.InThread.Count > 0, "the card never got its thread");
        workshop.Discord.General.Archives(card);

        var reply = maya.Replies("What about children?", inThreadOf: card);

        await workshop.Until(() => reply.Reacted("📝") == 1, "the reply was never taken as a comment");
    }

    [Fact]
    public async Task A_reminder_mentions_exactly_those_who_have_not_voted()
    {
        var (ana, ben, cleo) = (workshop.Discord.Joins("ana"), workshop.Discord.Joins("ben"), workshop.Discord.Joins("cleo"));
        var card = await Opens("voters:attributed results:hidden");
        foreach (var who in new[] { ana, ben, cleo })
            await workshop.Insists(() => who.Says("/policybot round status"));
        await workshop.Insists(() => ana.Presses("Agree", on: card));
        await workshop.Insists(() => maya.Presses("Agree", on: card));

        await workshop.Insists(() => maya.Says("/policybot round remind"));

        await workshop.Until(() => ben.Pinged + cleo.Pinged == 2, "nobody was reminded");
        Assert.Equal(new[] { ben.Id, cleo.Id }.Order(), workshop.Discord.Pings.Select(p => p.Who).Order());
    }

    /// <summary>Nobody is so quick as to delete a card before the bot has written down that it posted it.</summary>
    private Task IsKnown(ChatMessage card) => workshop.Until(
        async () => (await workshop.Store.Posts(workshop.Id, TestContext.Current.CancellationToken)).Any(p => p.Message == card.Id), () => "the post was never stored");

    private async Task<ChatMessage> Opens(string how)
    {
        await workshop.Decides(maya, $"/policybot round open deadline:2d {how}");
        await workshop.UntilRound(RoundState.Open);
        return await workshop.Card("A1 ·", c => c.Buttons.Contains("Agree"));
    }
}
