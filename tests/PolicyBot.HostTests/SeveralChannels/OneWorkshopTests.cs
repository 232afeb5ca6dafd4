using PolicyBot.Core.Rounds;
using PolicyBot.Core.Voting;
using PolicyBot.Emulators.Discord.Gateway;
using PolicyBot.Emulators.Discord.People;
using PolicyBot.Emulators.Teams;
using PolicyBot.HostTests.Teams;
using Xunit;

namespace PolicyBot.HostTests.SeveralChannels;

/// <summary>One workshop over Teams, Discord and the room: 6 people in each, and one who has two accounts.</summary>
public sealed class OneWorkshopTests
{
    private const int Each = 6;
    private readonly List<Person> inTeams = [];
    private readonly List<Human> inDiscord = [];

    [Fact]
    public async Task A_ballot_in_one_channel_shows_in_all_and_a_person_on_two_platforms_votes_once()
    {
        await using var workshop = await OneWorkshop.Start();
        await Opens(workshop);
        await Votes(workshop);
        await Links(workshop);
        await ShowsEverywhere(workshop);
        await Ends(workshop);

        await HoldsTheFinalState(workshop);
        Assert.Empty(workshop.Teams.World.Complaints);
    }

    [Fact]
    public async Task With_faults_on_every_side_and_a_restart_it_ends_the_same()
    {
        await using var workshop = await OneWorkshop.Start();
        await Opens(workshop);
        Faults.Begin(workshop.Teams, seed: 11);
        workshop.Discord.Disturbs(
            new Disturbing(EventFault.Lost, "INTERACTION_CREATE", Every: 7), new Disturbing(EventFault.Doubled, "INTERACTION_CREATE", Every: 3));
        await Votes(workshop, among: () => workshop.Channel.Find("A1 ·")!.Delete());
        await workshop.StopHost();
        workshop.Host.Passes(TimeSpan.FromHours(3));
        await workshop.StartHost();
        await workshop.Host.Until("the deleted card is back", () => workshop.Channel.Find("A1 ·") is not null);
        await Links(workshop);
        await ShowsEverywhere(workshop);
        await Ends(workshop);

        await HoldsTheFinalState(workshop);
    }

    /// <summary>Begun in Teams, linked into Discord and the room, opened from Discord.</summary>
    private async Task Opens(OneWorkshop workshop)
    {
        inTeams.AddRange(Enumerable.Range(1, Each).Select(i => workshop.Teams.Person($"Teams {i}", workshop.Channel)));
        inDiscord.AddRange(Enumerable.Range(1, Each).Select(i => workshop.Discord.Joins($"discord{i}")));
        await workshop.Maya.Installs(workshop.Channel, readsEverything: true);
        await workshop.Maya.Mentions("workshop create Care zone:UTC");
        await workshop.Maya.Tells("policy import # Care\n\nAlways greet people who ask for help kindly.\n\nYou must not give a dose of any medicine.");
        await workshop.Maya.Tells("scenario add Which dose of this medicine should I take?");
        await workshop.Maya.Tells("clause amend C1 wording:\"Always greet people who ask for help kindly and by name.\" why:Warmth scenario:S1");
        await workshop.Host.Until("the amendment", async () => (await workshop.Host.Look())?.Amendments.Count == 1);

        // Only a facilitator links a place, and a facilitator there is made from where one is already.
        Assert.Contains("facilitator", (await workshop.Insists(() => workshop.Mia.Says("/policybot workshop link workshop:care"))).Text, StringComparison.OrdinalIgnoreCase);
        await workshop.Types("rosa", "workshop link care");
        await workshop.Maya.Tells("workshop facilitator add mia");
        await workshop.Maya.Tells("workshop facilitator add rosa");
        await workshop.Host.Until("three facilitators", async () => (await workshop.Host.Look())!.Facilitators.Count == 3);
        await workshop.Insists(() => workshop.Mia.Says("/policybot workshop link workshop:care"));
        Assert.False((await workshop.Types("rosa", "workshop link care")).Refusal);

        await workshop.Decides(workshop.Mia, "/policybot round open deadline:3d voters:attributed results:live");
        await workshop.Host.UntilRound(RoundState.Open);
        await workshop.Host.UntilNone("the cards are everywhere", workshop.Differences);
    }

    /// <summary>Teams: 6 agree. Discord: 4 agree, 2 disagree. The room: 3 agree, 3 pass. Lea: agree in Teams, then disagree in Discord.</summary>
    private async Task Votes(OneWorkshop workshop, Action? among = null)
    {
        foreach (var person in inTeams)
            await person.Presses("Agree", workshop.Channel.Find("A1 ·")!);
        among?.Invoke();
        foreach (var (i, human) in inDiscord.Index())
            await workshop.Insists(() => human.Presses(i < 4 ? "Agree" : "Disagree", workshop.Discord.General.Find("A1 ·")!));
        for (var i = 0; i < Each; i++)
            Assert.False((await workshop.Types($"room{i}", $"vote A1 {(i < 3 ? "agree" : "pass")}")).Refusal);
    }

    private static async Task Links(OneWorkshop workshop)
    {
        var (inTeams, inDiscord) = (workshop.Teams.Person("Lea", workshop.Channel), workshop.Discord.Joins("lea-on-discord"));
        await inTeams.Presses("Agree", workshop.Channel.Find("A1 ·")!);
        workshop.Host.Passes(TimeSpan.FromSeconds(5));
        await workshop.Insists(() => inDiscord.Presses("Disagree", workshop.Discord.General.Find("A1 ·")!));

        await inTeams.Tells("link");
        await workshop.Host.Until("Lea has her code", () => inTeams.Sees().Contains("Your code is ", StringComparison.Ordinal));
        var code = inTeams.Sees().Split("Your code is ")[1][..9];
        var told = await workshop.Insists(() => inDiscord.Says($"/policybot link code:{code}"));

        Assert.Contains("one person now", told.Text, StringComparison.Ordinal);
        Assert.Contains("your last vote counts", told.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(code, workshop.Channel.Sent, StringComparison.Ordinal);
        Assert.DoesNotContain(workshop.Discord.General.Everything, m => m.Text.Contains(code, StringComparison.Ordinal));
    }

    private static async Task ShowsEverywhere(OneWorkshop workshop)
    {
        workshop.Host.Passes(TimeSpan.FromMinutes(6));
        await workshop.Host.UntilNone("all ballots show everywhere", workshop.Differences);
        Assert.Contains("13 agree, 3 disagree, 3 pass", workshop.Channel.Find("A1 ·")!.Text, StringComparison.Ordinal);
    }

    /// <summary>Closed from Teams, confirmed on all sides, published from Discord.</summary>
    private async Task Ends(OneWorkshop workshop)
    {
        await workshop.Maya.Tells("round close sure:yes");
        await workshop.Host.UntilRound(RoundState.Confirming);
        await workshop.Host.UntilNone("everybody is asked", workshop.Differences);
        await inTeams[0].Presses("Matches what I meant", workshop.Channel.Find("A1 · Is this what you meant?")!);
        await workshop.Insists(() => inDiscord[0].Presses("Matches what I meant", workshop.Discord.General.Find("A1 · Is this what you meant?")!));
        Assert.False((await workshop.Types("room0", "confirm A1 partly")).Refusal);
        await workshop.Decides(workshop.Mia, "/policybot round publish");
        await workshop.Host.UntilRound(RoundState.Published);
        await workshop.Host.UntilNone("the report is everywhere", workshop.Differences);
    }

    private static async Task HoldsTheFinalState(OneWorkshop workshop)
    {
        var state = (await workshop.Host.Look())!;
        var round = state.Rounds.Single();
        Assert.Equal((Result.Adopted, new Count(13, 3, 3)), (round.Outcomes.Single().Result, round.Outcomes.Single().Tally.Count));
        Assert.Equal(2, state.Current.Number.Number);
        Assert.Equal((2, 1), (round.Fidelities.Single().Matches, round.Fidelities.Single().Partly));
        Assert.Single(state.Joined);
    }
}
