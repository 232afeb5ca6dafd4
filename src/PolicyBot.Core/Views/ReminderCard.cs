using PolicyBot.Core.CommandLine;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Workshops;

namespace PolicyBot.Core.Views;

/// <summary>Tells somebody privately that a round still waits for their ballot.</summary>
public static class ReminderCard
{
    public static Card Of(Workshop workshop, Round round) => new(
        $"{workshop.Name}: your ballot is still missing",
        [
            new Paragraph($"{round.Id} is open and you have not voted yet. It takes about ten minutes, and you can stop and go on at any time."),
            .. round.ClosesAt is { } at ? [new When("Voting ends", at, Deadlines.Written(at, workshop.Settings.TimeZone))] : Array.Empty<Block>(),
        ],
        [new Button("My ballot", Acts.MyBallot, Look.Primary)],
        "A round reminds you at most three times.");
}
