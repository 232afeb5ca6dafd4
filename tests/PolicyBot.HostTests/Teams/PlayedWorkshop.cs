using PolicyBot.Emulators.Teams;
using Xunit;

namespace PolicyBot.HostTests.Teams;

/// <summary>A whole workshop that was played once in Teams, for several tests to look at from several sides.</summary>
public sealed class PlayedWorkshop : IAsyncLifetime
{
    private static readonly string[] Questions =
    [
        "help", "help round", "workshop status", "policy show", "policy history", "scenario list", "clause amend C2", "round preview 48h",
        "vote A9 agree", "rond opn", "try Which dose may I take?", "policy export",
    ];

    internal TeamsWorkshop Workshop { get; private set; } = null!;

    internal Story Story { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Workshop = await TeamsWorkshop.StartWithPolicy();
        Story = new Story(Workshop);
        foreach (var question in Questions)
            await Asks(Workshop.Maya, question);
        await Story.Drafts();
        await Story.Opens("voters:attributed results:live");
        await Story.VotesByButton();
        await Story.VotesByDialog();
        await Story.Comments();
        await Reads();
        await Story.Closes();
        await Story.Confirms();
        await Story.Publishes();
        await Asks(Workshop.Maya, "report");
        await Asks(Workshop.Maya, "export");
    }

    public ValueTask DisposeAsync() => Workshop.DisposeAsync();

    /// <summary>The private cards of somebody who takes part.</summary>
    private async Task Reads()
    {
        var voter = Story.Voters[1];
        await Asks(voter, $"vote A1 agree why:\"It is clear. {new string('w', 300)}\"");
        await Asks(voter, "mine");
        await voter.Presses("All responses", Workshop.Channel.Find("A1 ·")!);
        voter.ClosesTheDialog();
        await voter.Presses("Round status", Workshop.Channel.Find("Vote on 2 amendments")!);
        voter.ClosesTheDialog();
        await Asks(Workshop.Maya, "round remind");
    }

    /// <summary>Asks in the chat with the bot and waits for the answer.</summary>
    private async Task Asks(Person who, string line)
    {
        var before = who.Chat.Messages.Count(m => m.ByBot);
        await who.Tells(line);
        await Workshop.Host.Until($"{who.Name} has an answer to '{line}'", () => who.Chat.Messages.Count(m => m.ByBot) > before);
    }
}
