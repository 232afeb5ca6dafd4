using PolicyBot.Emulators.Teams;
using PolicyBot.HostTests.TestKit;
using Xunit;

namespace PolicyBot.HostTests.Teams;

/// <summary>A team with a channel in an emulated Teams, and the host that serves it.</summary>
internal sealed class TeamsWorkshop : IAsyncDisposable
{
    private TeamsWorkshop(TeamsEmulator teams, IReadOnlyDictionary<string, string?> more)
    {
        Teams = teams;
        Channel = teams.Channel("Care");
        Maya = teams.Person("Maya", Channel);
        Host = new TestedHost(new(SettingsFor(teams).Concat(more))) { Explains = () => $"{string.Join('\n', teams.World.Complaints)}\nMaya sees:\n{Maya.Sees()}" };
    }

    public TeamsEmulator Teams { get; }

    public TestedHost Host { get; }

    public Conversation Channel { get; }

    /// <summary>The facilitator.</summary>
    public Person Maya { get; }

    public static Dictionary<string, string?> SettingsFor(TeamsEmulator teams) => new()
    {
        ["Teams:AppId"] = TeamsEmulator.AppId,
        ["Teams:TenantId"] = TeamsEmulator.Tenant,
        ["Teams:Secret"] = TeamsEmulator.Secret,
        ["Teams:OpenIdMetadata"] = teams.OpenIdMetadata.ToString(),
        ["Teams:TokenEndpoint"] = teams.TokenEndpoint.ToString(),
    };

    /// <param name="more">Settings of other parts than Teams.</param>
    public static async Task<TeamsWorkshop> Start(IReadOnlyDictionary<string, string?>? more = null)
    {
        var workshop = new TeamsWorkshop(await TeamsEmulator.Start(), more ?? new Dictionary<string, string?>());
        await workshop.StartHost();
        return workshop;
    }

    /// <summary>The app is in the team, Maya has created the workshop with two clauses and a scenario.</summary>
    public static async Task<TeamsWorkshop> StartWithPolicy(bool readsEverything = true, IReadOnlyDictionary<string, string?>? more = null)
    {
        var workshop = await Start(more);
        await workshop.Maya.Installs(workshop.Channel, readsEverything);
        await workshop.Does(workshop.Maya, "workshop create Care zone:UTC");
        await workshop.Maya.Tells("help");
        await workshop.Maya.Tells("policy import # Care\n\nAlways greet people who ask for help kindly.\n\nYou must not give a dose of any medicine.");
        await workshop.UntilSees(workshop.Maya, "v1 is imported");
        await workshop.Does(workshop.Maya, "scenario add Which dose of this medicine should I take?");
        await workshop.Host.Until("the scenario is there", async () => (await workshop.Host.Look())!.Scenarios.Count == 1);
        return workshop;
    }

    public async Task StartHost()
    {
        await Host.Start();
        Teams.Delivery.Bot = Host.Address;
    }

    public async Task StopHost()
    {
        Teams.Delivery.Bot = null;
        await Host.Stop();
    }

    /// <summary>Mentions the bot with a line, and waits until there is a workshop that heard it.</summary>
    public async Task Does(Person who, string line)
    {
        var answer = await who.Mentions(line);
        Assert.True(answer.Arrived, $"'{line}' was answered {answer.Status}.\n{string.Join('\n', [.. Teams.World.Complaints, .. Host.Log.All])}");
        await Host.Until($"the workshop after '{line}'", async () => await Host.Look() is not null);
    }

    /// <summary>Waits until somebody sees the words.</summary>
    public Task UntilSees(Person who, string words) =>
        Host.Until($"{who.Name} sees '{words}'", () => who.Sees().Contains(words, StringComparison.Ordinal));

    /// <summary>Waits until the channel shows a card with these words.</summary>
    public async Task<Message> UntilShown(string words)
    {
        await Host.Until($"the channel shows '{words}'", () => Channel.Find(words)?.Card is not null);
        return Channel.Find(words)!;
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await Teams.DisposeAsync();
    }
}
