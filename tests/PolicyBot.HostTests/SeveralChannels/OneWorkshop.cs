using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using PolicyBot.App;
using PolicyBot.Core.Views;
using PolicyBot.Core.Workshops;
using PolicyBot.Discord.Commands;
using PolicyBot.Emulators.Discord;
using PolicyBot.Emulators.Discord.People;
using PolicyBot.Emulators.Teams;
using PolicyBot.HostTests.Teams;
using PolicyBot.HostTests.TestKit;
using PolicyBot.Web.Room;
using Xunit;
using Conversation = PolicyBot.Emulators.Teams.Conversation;
using Person = PolicyBot.Emulators.Teams.Person;

namespace PolicyBot.HostTests.SeveralChannels;

/// <summary>A host that speaks Teams, Discord and the room at once, and facilitators in Teams and in Discord.</summary>
internal sealed class OneWorkshop : IAsyncDisposable
{
    private static readonly Place Room = RoomChannel.PlaceOf(RoomOptions.MainRoom);
    private readonly Dictionary<string, string?> settings = [];
    private int events;

    private OneWorkshop(TeamsEmulator teams)
    {
        Teams = teams;
        Channel = teams.Channel("Care");
        Maya = teams.Person("Maya", Channel);
        Host = new TestedHost(settings) { Explains = () => $"{string.Join('\n', teams.World.Complaints)}\nTeams shows:\n{Channel.Shows}\nDiscord shows:\n{Discord.General.Messages.LastOrDefault()?.Text}" };
    }

    public TestedHost Host { get; }

    public TeamsEmulator Teams { get; }

    public DiscordEmulator Discord { get; private set; } = null!;

    public Conversation Channel { get; }

    /// <summary>The facilitator in Teams.</summary>
    public Person Maya { get; }

    /// <summary>The facilitator in Discord.</summary>
    public Human Mia { get; private set; } = null!;

    public static async Task<OneWorkshop> Start()
    {
        var workshop = new OneWorkshop(await TeamsEmulator.Start());
        workshop.Discord = await DiscordEmulator.Start(new DiscordOptions { Clock = workshop.Host.Clock });
        workshop.Mia = workshop.Discord.Joins("mia");
        foreach (var (name, value) in TeamsWorkshop.SettingsFor(workshop.Teams))
            workshop.settings[name] = value;
        workshop.settings["Discord:Token"] = workshop.Discord.Options.Token;
        workshop.settings["Discord:ApplicationId"] = workshop.Discord.ApplicationId;
        workshop.settings["Discord:PublicKey"] = workshop.Discord.Delivery.PublicKey;
        workshop.settings["Discord:ApiBase"] = workshop.Discord.ApiBase;
        workshop.settings["PublicUrl"] = "https://policy.example.org";
        await workshop.StartHost();
        Assert.True((await workshop.Host.Services.GetRequiredService<Registering>().Run(TestContext.Current.CancellationToken)).Done);
        return workshop;
    }

    public async Task StartHost()
    {
        await Host.Start();
        Teams.Delivery.Bot = Host.Address;
        await Host.Until("the bot is connected to Discord", () => Discord.Connected > 0);
    }

    public async Task StopHost()
    {
        Teams.Delivery.Bot = null;
        await Host.Stop();
    }

    /// <summary>A slash command or a press, again until the bot answers, as people do who read that it did not respond.</summary>
    public async Task<Heard> Insists(Func<Task<Heard>> act)
    {
        Heard? heard = null;
        await Host.Until("the bot answers in Discord", async () => !(heard = await act()).Failed);
        return heard!;
    }

    /// <summary>A command in Discord whose answer asks whether one is sure: its first button is pressed.</summary>
    public async Task Decides(Human who, string line)
    {
        var asked = await Insists(() => who.Says(line));
        Assert.True(asked.Message?.Buttons.Count > 0, asked.Text);
        await Insists(() => who.Presses(asked.Message!.Buttons[0], asked.Message));
    }

    /// <summary>Types a line in the room.</summary>
    public async Task<Reply> Types(string who, string line) => await Host.Services.GetRequiredService<Turns>().Say(
        new Line(line, ImmutableDictionary<string, string>.Empty, new Account("room", who), who, Room)
        {
            EventId = $"room-{++events}",
            ReceivedAt = Host.Clock.GetUtcNow(),
        },
        TestContext.Current.CancellationToken);

    /// <summary>What is not shown somewhere as the views render it; empty when all is well.</summary>
    public async Task<IReadOnlyList<string>> Differences()
    {
        var room = (await Host.Services.GetRequiredService<RoomChannel>().Open(RoomOptions.MainRoom, TestContext.Current.CancellationToken)).Messages;
        var places = new Dictionary<string, List<string>>
        {
            ["Teams"] = [.. Channel.Messages.Where(m => m.Card is not null).Select(m => m.Text)],
            ["Discord"] = [.. Discord.General.Messages.Where(m => m.ByBot).Select(m => m.Text)],
            ["room"] = [.. room.Select(m => m.Post.Card).OfType<Card>().Select(PlainText.Of)],
        };
        var wanted = await Host.Wanted();
        return
        [
            .. from place in places
               from post in wanted
               let missing = PostText.Missing(place.Value, post.Card)
               where missing.Count > 0
               select $"{place.Key} {post.Key} ({string.Join(' ', missing)})",
        ];
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await Discord.DisposeAsync();
        await Teams.DisposeAsync();
    }
}
