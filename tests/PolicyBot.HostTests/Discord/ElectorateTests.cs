using System.Text.RegularExpressions;
using PolicyBot.Core.Rounds;
using PolicyBot.Emulators.Discord.People;
using Xunit;

namespace PolicyBot.HostTests.Discord;

/// <summary>Who may vote, who is reminded, and whose accounts are one person's.</summary>
public sealed partial class ElectorateTests
{
    private static readonly Core.RoundId R1 = new(1);

    [Fact]
    public async Task A_roles_people_vote_are_reminded_and_end_the_round_when_all_have_voted()
    {
        await using var workshop = await DiscordWorkshop.Start();
        var nurses = workshop.Discord.AddRole("Nurses");
        var (ana, ben, carl) = (workshop.Discord.Joins("ana", nurses), workshop.Discord.Joins("ben", nurses), workshop.Discord.Joins("carl"));
        var maya = workshop.Discord.Joins("maya");
        await Open(workshop, maya, "electorate:role:Nurses quorum:100% voters:attributed results:live");
        await workshop.Card("2 people may vote: everybody who had the role “Nurses” when the round was opened.");
        var card = await workshop.Card("A1 ·", c => c.Buttons.Contains("Agree"));

        Assert.Contains("not on the list", (await workshop.Insists(() => carl.Presses("Agree", on: card))).Text, StringComparison.Ordinal);
        ana.Reacts("👍", card);
        await workshop.Until(async () => (await workshop.Store.Ballots(workshop.Id, R1, default)).Count == 1, () => "the reaction never counted");
        await workshop.Until(() => ana.Direct().Any(m => m.Text.Contains("PolicyBot stores your name here", StringComparison.Ordinal)), "she was never told what is stored");
        ana.TakesBack("👍", card);
        await workshop.Until(async () => (await workshop.Store.Ballots(workshop.Id, R1, default)).Count == 0, () => "the vote was never taken back");
        await workshop.Insists(() => ben.Presses("Agree", on: card));
        await workshop.Insists(() => maya.Says("/policybot round remind"));
        await workshop.Until(() => ana.Pinged + ana.Direct().Count == 2, "ana was never reminded");
        await workshop.Insists(() => ana.Presses("Agree", on: card));

        var round = (await workshop.UntilRound(RoundState.Confirming)).Rounds[0];
        Assert.Equal((ClosedBy.EverybodyVoted, 2), (round.ClosedBy, round.Outcomes.Single().Tally.Count.Agree));
        Assert.Equal((0, 0), (ben.Pinged + ben.Direct().Count, carl.Pinged + carl.Direct().Count));
    }

    [Fact]
    public async Task People_can_be_named_by_mentioning_them()
    {
        await using var workshop = await DiscordWorkshop.Start();
        var (maya, ana, other) = (workshop.Discord.Joins("maya"), workshop.Discord.Joins("ana"), workshop.Discord.Joins("ana"));
        await workshop.Insists(() => maya.Says("/policybot workshop create name:Care zone:UTC"));
        foreach (var who in new[] { ana, other })
            await workshop.Insists(() => who.Says("/policybot workshop status"));

        Assert.True((await workshop.Insists(() => maya.Says("/policybot workshop facilitator name:ana"))).Text.Contains("several people", StringComparison.Ordinal));
        await workshop.Insists(() => maya.Says($"/policybot workshop facilitator name:<@{other.Id}>"));
        await workshop.Insists(() => maya.Says($"/policybot workshop settings electorate:<@{ana.Id}>, <@!{other.Id}> quorum:1"));

        var state = await workshop.Look();
        Assert.Equal(["P1", "P3"], state.Facilitators);
        Assert.Equal(["P2", "P3"], Assert.IsType<ListedPeople>(state.Settings.Rule.Electorate).People.Select(p => p.Value));
    }

    [Fact]
    public async Task Two_accounts_of_one_person_vote_once()
    {
        await using var workshop = await DiscordWorkshop.Start();
        var (phone, desk) = (workshop.Discord.Joins("ana"), workshop.Discord.Joins("ana-at-work"));
        await Open(workshop, workshop.Discord.Joins("maya"), "voters:anonymous");
        var card = await workshop.Card("A1 ·", c => c.Buttons.Contains("Agree"));
        await workshop.Insists(() => phone.Presses("Agree", on: card));
        workshop.Passes(TimeSpan.FromSeconds(1));
        await workshop.Insists(() => desk.Presses("Disagree", on: card));

        var code = Code().Match((await workshop.Insists(() => phone.Says("/policybot link"))).Text).Value;
        var joined = await workshop.Insists(() => desk.Says($"/policybot link code:{code}"));

        Assert.Contains("on each of them your last vote counts", joined.Text, StringComparison.Ordinal);
        Assert.Equal(Core.Voting.Vote.Disagree, Assert.Single(await workshop.Store.Ballots(workshop.Id, R1, default)).Vote);
    }

    private static async Task Open(DiscordWorkshop workshop, Human maya, string rule)
    {
        await workshop.Insists(() => maya.Says("/policybot workshop create name:Care zone:UTC"));
        await workshop.Insists(() => maya.Says("/policybot policy import"));
        await workshop.Insists(() => maya.FillsIn(("markdown", Played.Policy)));
        await workshop.Insists(() => maya.Says("/policybot scenario add prompt:Which dose of this medicine should I take?"));
        await workshop.Insists(() => maya.Says("/policybot clause amend clause:C1 wording:Greet kindly and by name. scenario:S1"));
        await workshop.Decides(maya, $"/policybot round open deadline:3d {rule}");
        await workshop.UntilRound(RoundState.Open);
    }

    [GeneratedRegex("[A-Z2-9]{4}-[A-Z2-9]{4}")]
    private static partial Regex Code();
}
