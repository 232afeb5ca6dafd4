using PolicyBot.Core.Rounds;
using PolicyBot.Emulators.Teams;
using Xunit;

namespace PolicyBot.HostTests.Teams;

/// <summary>One round as people live it in Teams: drafting, voting in every way, the close, confirming, the report.</summary>
internal sealed class Story
{
    public const int People = 30;
    private const string Greeting = "Always greet people who ask for help kindly, and tell them that you are no doctor.";
    private const string Goodbye = "Say goodbye to everybody who asks.";
    private readonly TeamsWorkshop workshop;
    private readonly Person tomas, aisha;
    private readonly List<Person> voters;

    public Story(TeamsWorkshop workshop)
    {
        this.workshop = workshop;
        tomas = workshop.Teams.Person("Tomas", workshop.Channel);
        aisha = workshop.Teams.Person("Aisha", workshop.Channel);
        voters = [.. Enumerable.Range(1, People).Select(i => workshop.Teams.Person($"Voter {i:00}", workshop.Channel))];
    }

    public IReadOnlyList<Person> Voters => voters;

    public Person Tomas => tomas;

    /// <summary>One amendment from a dialog in the chat with the bot, one from the menu of a message in the channel.</summary>
    public async Task Drafts()
    {
        await tomas.Tells("clause amend C1");
        await workshop.UntilSees(tomas, "Fill in");
        await tomas.Presses("Fill in", tomas.Card("Fill in"));
        await tomas.FillsIn(("wording", Greeting), ("why", "Clarity"), ("scenario", "S1"));
        await workshop.Host.Until("the first amendment", async () => (await workshop.Host.Look())!.Amendments.Count == 1);

        await aisha.Says(Goodbye);
        await aisha.Chooses("propose", workshop.Channel.Messages.Last(m => m.Author == aisha));
        await aisha.FillsIn(("scenario", "S1"));
        await workshop.Host.Until("the second amendment", async () => (await workshop.Host.Look())!.Amendments.Count == 2);
    }

    public async Task Opens(string rule)
    {
        await workshop.Maya.Mentions($"round open 3d {rule} sure:yes");
        await workshop.Host.UntilRound(RoundState.Open);
        await workshop.Host.Until("all cards can be voted on", () => Ready("A1") && Ready("A2") && workshop.Channel.Find("My ballot") is not null);
    }

    /// <summary>Half of the people, by buttons and reactions: 8 for A1, 4 against, 2 pass, 1 by reaction.</summary>
    public async Task VotesByButton()
    {
        for (var i = 0; i < 15; i++)
        {
            if (i == 14)
                Assert.True((await voters[i].Reacts("like", Shown("A1"))).Arrived);
            else
                Assert.True((await voters[i].Presses(i < 8 ? "Agree" : i < 12 ? "Disagree" : "Pass", Shown("A1"))).Arrived);
        }
    }

    /// <summary>The other half by their private walk: all agree with A1 and disagree with A2.</summary>
    public async Task VotesByDialog()
    {
        foreach (var voter in voters.Skip(15))
        {
            await voter.Presses("My ballot", Shown("Vote on 2 amendments"));
            while (voter.DialogText.Contains("My ballot ·", StringComparison.Ordinal))
                await voter.PressesInDialog(voter.DialogText.Contains("A1 ·", StringComparison.Ordinal) ? "Agree" : "Disagree");
            Assert.Contains("You have voted on all 2 amendments", voter.DialogText, StringComparison.Ordinal);
            voter.ClosesTheDialog();
        }
    }

    /// <summary>One by dialog, one by a reply in the thread.</summary>
    public async Task Comments()
    {
        await voters[1].Presses("Comment", Shown("A1"));
        await voters[1].FillsIn(("words", "What about people who only ask for opening hours?"));
        await voters[2].Replies("Kindly is hard to test.", to: Shown("A1"));
    }

    public async Task Closes()
    {
        await workshop.Maya.Mentions("round close");
        await workshop.UntilSees(workshop.Maya, "Close the round");
        await workshop.Maya.Presses("Close the round", workshop.Maya.Card("Close the round"));
        await workshop.Host.UntilRound(RoundState.Confirming);
        await workshop.UntilShown("A1 · Is this what you meant?");
    }

    /// <summary>Eight backers and one who voted against say that it matches, one backer that the model ignored the clause.</summary>
    public async Task Confirms()
    {
        for (var i = 0; i < 9; i++)
            await voters[i].Presses("Matches what I meant", Shown("A1 · Is this what you meant?"));
        await voters[15].Presses("No", Shown("A1 · Is this what you meant?"));
        await voters[15].FillsIn(("cause", "ignored"));
    }

    public async Task Publishes()
    {
        await workshop.Maya.Tells("round publish");
        await workshop.UntilSees(workshop.Maya, "Publish the round");
        await workshop.Maya.Presses("Publish the round", workshop.Maya.Card("Publish the round"));
        await workshop.Host.UntilRound(RoundState.Published);
        await workshop.Host.UntilNone("everything is shown", Differences);
    }

    /// <summary>What the channel does not show as the views render it; empty when all is well.</summary>
    public async Task<IReadOnlyList<string>> Differences()
    {
        var messages = workshop.Channel.Messages.Where(m => m.Card is not null).Select(m => m.Text).ToList();
        return
        [
            .. from post in await workshop.Host.Wanted()
               let missing = PostText.Missing(messages, post.Card)
               where missing.Count > 0
               select $"{post.Key} ({string.Join(' ', missing)})",
        ];
    }

    private Message? Card(string title) => workshop.Channel.Find($"{title} ·") ?? workshop.Channel.Find(title);

    private Message Shown(string title) => Card(title) ?? throw new InvalidOperationException($"No card '{title}' in:\n{workshop.Channel.Shows}");

    private bool Ready(string amendment) =>
        Card(amendment)?.Text is { } text && text.Contains("Agree", StringComparison.Ordinal) && !text.Contains("still running", StringComparison.Ordinal);
}
