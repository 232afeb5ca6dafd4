using PolicyBot.Core.Rounds;
using PolicyBot.Emulators.Discord.People;
using Xunit;

namespace PolicyBot.HostTests.Discord;

/// <summary>With and without the intents that Discord grants on request.</summary>
public sealed class IntentsTests
{
    [Fact]
    public async Task Without_the_members_intent_a_role_is_refused_with_what_to_do_instead()
    {
        await using var workshop = await DiscordWorkshop.Start(with: o => o with { GrantsMembers = false });
        workshop.Discord.AddRole("nurses");
        var maya = await Drafts(workshop);

        var heard = await workshop.Insists(() => maya.Says("/policybot round open deadline:2d electorate:role:nurses"));

        Assert.Contains("Server Members Intent", heard.Text, StringComparison.Ordinal);
        Assert.Empty((await workshop.Look()).Rounds);
    }

    [Fact]
    public async Task Without_the_words_of_messages_a_comment_goes_through_the_button_in_the_thread()
    {
        await using var workshop = await DiscordWorkshop.Start(with: o => o with { GrantsContent = false });
        var maya = await Drafts(workshop);
        await workshop.Decides(maya, "/policybot round open deadline:2d voters:attributed results:live");
        var card = await Card(workshop);
        await workshop.Until(() => card.InThread.Count > 0, "the card never got its thread");
        var opening = card.InThread[0];
        Assert.Contains("can't read replies", opening.Text, StringComparison.Ordinal);

        Assert.Equal(["words"], (await workshop.Insists(() => maya.Presses("Comment", on: opening))).Fields);
        Assert.Contains("Recorded", (await workshop.Insists(() => maya.FillsIn(("words", "What about children?")))).Text, StringComparison.Ordinal);
    }

    private static async Task<Human> Drafts(DiscordWorkshop workshop)
    {
        var maya = workshop.Discord.Joins("maya");
        await workshop.Insists(() => maya.Says("/policybot workshop create name:Care zone:UTC"));
        await workshop.Insists(() => maya.Says("/policybot clause propose wording:Never give a dose."));
        await workshop.Insists(() => maya.Says("/policybot scenario add prompt:Which dose? for:A1"));
        return maya;
    }

    private static async Task<ChatMessage> Card(DiscordWorkshop workshop)
    {
        await workshop.UntilRound(RoundState.Open);
        return await workshop.Card("A1 ·", c => c.Buttons.Contains("Agree"));
    }
}
