using PolicyBot.App;
using PolicyBot.App.Grains;
using PolicyBot.Core;
using PolicyBot.Core.Confirmations;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Voting;
using PolicyBot.Core.Workshops;
using PolicyBot.Web.Room;

namespace PolicyBot.Host.Demo;

/// <summary>A few simulated colleagues who vote, comment and confirm while somebody watches the demo.</summary>
internal sealed class Colleagues(Turns turns, IGrainFactory grains, [FromKeyedServices(Clock.Key)] TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(3);
    private static readonly string[] Remarks =
    [
        "Please add: when nobody answers the phone, name the online form instead.",
        "I like the direction, but say it in fewer words.",
    ];
    private readonly HashSet<string> done = [];

    public static readonly Guest[] All = [Guest.Named("Jonas (simulated)")!, Guest.Named("Priya (simulated)")!, Guest.Named("Lena (simulated)")!];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pace, clock);
        using var stop = stoppingToken.Register(timer.Dispose);
        while (await timer.WaitForNextTickAsync(CancellationToken.None))
        {
            var workshop = (await grains.GetGrain<IWorkshopGrain>(Founding.IdFor(DemoPolicy.Name).Value).Look()).Value;
            if (workshop?.Running is { } round && Next(workshop, round) is { } next)
                await Does(next.Guest, next.Command, next.Key, stoppingToken);
        }
    }

    /// <summary>The next thing that a colleague has not done yet in this round.</summary>
    private (Guest Guest, Command Command, string Key)? Next(Workshop workshop, Round round)
    {
        var wanted = round.State switch
        {
            RoundState.Open => round.Amendments.SelectMany(a => All.Select((g, i) => (g, (Command)Ballot(a, i), $"{round.Id}-{a}-{g.Id}-vote")))
                .Concat(round.Amendments.Take(2).Select((a, i) => (All[i], (Command)new AddComment(a, Remarks[i], null), $"{round.Id}-{a}-comment"))),
            RoundState.Confirming => round.Outcomes.Where(o => o.Result == Core.Voting.Result.Adopted)
                .SelectMany(o => All.Select((g, i) => (g, (Command)Confirmation(o.Amendment, i), $"{round.Id}-{o.Amendment}-{g.Id}-confirm"))),
            _ => [],
        };
        foreach (var (guest, command, key) in wanted)
        {
            if (!done.Contains(key))
                return (guest, command, key);
        }

        return null;
    }

    /// <summary>Mostly agreeing, with one who has doubts, so that there is something to read.</summary>
    private static CastBallot Ballot(AmendmentId amendment, int colleague) => (amendment.Number + colleague) % 4 == 0
        ? new CastBallot(amendment, Vote.Disagree, null, "It should say when this applies and when it does not.")
        : new CastBallot(amendment, Vote.Agree, null, null);

    private static Confirm Confirmation(AmendmentId amendment, int colleague) =>
        colleague == 2 ? new Confirm(amendment, Meant.Partly, null) : new Confirm(amendment, Meant.Matches, null);

    private async Task Does(Guest guest, Command command, string key, CancellationToken cancellation)
    {
        done.Add(key);
        await turns.Take(new Ask(command, new Account(Seeding.Room.Channel, guest.Id), guest.Name, Seeding.Room)
        {
            EventId = $"demo-{key}",
            ReceivedAt = clock.Now(),
        }, cancellation);
    }
}
