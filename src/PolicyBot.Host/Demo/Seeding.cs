using PolicyBot.App;
using PolicyBot.Core;
using PolicyBot.Core.Workshops;
using PolicyBot.Web.Room;

namespace PolicyBot.Host.Demo;

/// <summary>Plays the first steps of the demo's workshop: policy, scenarios, two amendments of colleagues.</summary>
internal sealed class Seeding(Turns turns, TimeProvider clock)
{
    public static readonly Place Room = new("room", RoomOptions.MainRoom);

    private int steps;

    public async Task Play(string facilitator, string colleague, CancellationToken cancellation)
    {
        await Does(facilitator, new CreateWorkshop(DemoPolicy.Name, "Europe/Berlin"), cancellation);
        await Does(facilitator, new ChangeSettings(new SettingsPatch { Quorum = "3" }), cancellation);
        await Does(facilitator, new ImportPolicy(DemoPolicy.Markdown), cancellation);
        foreach (var (title, prompt) in DemoPolicy.Scenarios)
            await Does(facilitator, new AddScenario(prompt, title, null, null), cancellation);
        await Does(colleague, new AmendClause(new ClauseId(4), DemoPolicy.HealthWording, DemoPolicy.HealthReason, new ScenarioId(1)), cancellation);
        await Does(facilitator, new ProposeClause(DemoPolicy.ParentWording, DemoPolicy.ParentReason, new ClauseId(6), new ScenarioId(3)), cancellation);
    }

    private async Task Does(string name, Command command, CancellationToken cancellation)
    {
        var guest = Guest.Named(name)!;
        var reply = await turns.Take(new Ask(command, new Account(Room.Channel, guest.Id), guest.Name, Room)
        {
            EventId = $"demo-seed-{++steps}",
            ReceivedAt = clock.Now(),
        }, cancellation);
        if (reply.Refusal)
            throw new InvalidOperationException($"The demo's step {command.GetType().Name} was refused: {reply.Card?.Title}");
    }
}
