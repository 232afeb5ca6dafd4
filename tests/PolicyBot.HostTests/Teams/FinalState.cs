using PolicyBot.Core;
using PolicyBot.Core.Voting;
using PolicyBot.Emulators.Teams;
using Xunit;

namespace PolicyBot.HostTests.Teams;

/// <summary>What the story ends with, however bad the day was.</summary>
internal static class FinalState
{
    /// <param name="orphans">How many messages more than posts may be left in the channel.</param>
    public static async Task Holds(TeamsWorkshop workshop, Story story, int orphans)
    {
        var state = (await workshop.Host.Look())!;
        var round = state.Rounds.Single();
        var outcomes = round.Outcomes.ToDictionary(o => o.Amendment.ToString());
        Assert.Equal((Result.Adopted, new Count(24, 4, 2)), (outcomes["A1"].Result, outcomes["A1"].Tally.Count));
        Assert.Equal((Result.Declined, new Count(0, 15, 0)), (outcomes["A2"].Result, outcomes["A2"].Tally.Count));
        Assert.Equal(2, state.Current.Number.Number);
        Assert.Equal(
            ["Kindly is hard to test.", "What about people who only ask for opening hours?"],
            (await workshop.Host.Store.Remarks(workshop.Host.Id, round.Id, default)).Select(r => r.Words!).Order(StringComparer.Ordinal));
        var fidelity = round.Fidelities.Single(f => f.Amendment == new AmendmentId(1));
        Assert.Equal((8, 1), (fidelity.Matches, fidelity.No));

        Assert.Empty(await story.Differences());
        var posts = workshop.Channel.Messages.Where(IsPost).ToList();
        Assert.InRange(posts.Count - (await workshop.Host.Wanted()).Count, 0, orphans);
        Assert.DoesNotContain(workshop.Host.Log.All, l => l.Contains("eyJ", StringComparison.Ordinal) || l.Contains(TeamsEmulator.Secret, StringComparison.Ordinal));
    }

    /// <summary>Threads that the bot began, but for its welcome.</summary>
    private static bool IsPost(Message message) =>
        message is { ByBot: true, IsReply: false } && !message.Text.Contains("PolicyBot is here", StringComparison.Ordinal);
}
