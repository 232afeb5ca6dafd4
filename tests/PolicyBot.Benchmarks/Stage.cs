using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using PolicyBot.App;
using PolicyBot.App.Grains;
using PolicyBot.Core;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Workshops;
using PolicyBot.Host;
using PolicyBot.Storage;
using PolicyBot.Web.Room;

namespace PolicyBot.Benchmarks;

/// <summary>The composed host, as <c>policybot run</c> has it with a room, on a temporary database on disk.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private readonly string folder;
    private readonly WebApplication app;

    private Stage(string folder, IReadOnlyDictionary<string, string?> more)
    {
        this.folder = folder;
        var (settings, _) = Configuration.Read(new ConfigurationBuilder().AddInMemoryCollection(more).Build());
        app = Composition.Build(
            settings with { DatabaseFile = Database, KeysDirectory = Path.Combine(folder, "keys"), Urls = "http://127.0.0.1:0" },
            new RoomOptions(Enabled: true, OpenEntrance: true),
            // The table or the JSON stands alone on the standard output.
            more: services => services.Configure<ConsoleLoggerOptions>(o => o.LogToStandardErrorThreshold = LogLevel.Trace));
    }

    public string Database => Path.Combine(folder, "policybot.db");

    public IServiceProvider Services => app.Services;

    public SqliteWorkshopStore Store => Services.GetRequiredService<SqliteWorkshopStore>();

    public string Address => app.Urls.First();

    /// <param name="settings">Beyond the usual ones, by their names in the configuration.</param>
    public static Task<Stage> Open(CancellationToken cancellation, IReadOnlyDictionary<string, string?>? settings = null) =>
        Open(Directory.CreateTempSubdirectory("policybot-benchmark-").FullName, settings ?? new Dictionary<string, string?>(), cancellation);

    /// <summary>On a folder that may hold a database already.</summary>
    public static async Task<Stage> Open(string folder, IReadOnlyDictionary<string, string?> settings, CancellationToken cancellation)
    {
        var stage = new Stage(folder, settings);
        await stage.app.StartAsync(cancellation);
        return stage;
    }

    /// <summary>A workshop whose round is open, its sample responses run, its cards posted, and its people known.</summary>
    /// <param name="at">Where; null for a room of that name.</param>
    /// <param name="rule">Other than the usual one.</param>
    public async Task<OpenRoundOf> OpenRound(
        string name, (int People, int Amendments) size, CancellationToken cancellation, Place? at = null, SettingsPatch? rule = null)
    {
        var (people, amendments) = size;
        var (workshop, place) = (Founding.IdFor(name), at ?? new Place("room", name));
        await Does((workshop, place), new CreateWorkshop(name, "UTC"), cancellation);
        await Does((workshop, place), new AddScenario("What do you do when two rules of your policy disagree?", null, null, null), cancellation);
        for (var i = 1; i <= amendments; i++)
            await Does((workshop, place), new ProposeClause($"The model must follow rule {i} whenever somebody asks about subject {i}.", null, null, new ScenarioId(1)), cancellation);
        await Does((workshop, place), new OpenRound("30d", rule ?? SettingsPatch.Nothing, [], AtOnce: false) { Sure = true }, cancellation);
        while ((await Look(workshop)).Running!.State != RoundState.Open || await Busy(cancellation))
            await Task.Delay(50, cancellation);

        var roster = Services.GetRequiredService<Roster>();
        var known = await Task.WhenAll(Enumerable.Range(0, people).Select(async n =>
            await roster.Enter(workshop, OpenRoundOf.AccountOf(place, n), OpenRoundOf.NameOf(n), cancellation)));
        return new OpenRoundOf(await Look(workshop), place, [.. known.Select(p => p.Id)]);
    }

    /// <summary>A command of the facilitator.</summary>
    public async Task Does((WorkshopId Workshop, Place Place) where, Command command, CancellationToken cancellation)
    {
        var ask = new Ask(command, new Account("room", "facilitator"), "Facilitator", where.Place)
        {
            EventId = Guid.NewGuid().ToString(),
            ReceivedAt = DateTimeOffset.UtcNow,
            Workshop = where.Workshop,
        };
        var reply = await Services.GetRequiredService<Turns>().Take(ask, cancellation);
        if (reply.Refusal)
            throw new InvalidOperationException($"{command.GetType().Name} was refused: {reply.Card?.Title}");
    }

    public async Task<Workshop> Look(WorkshopId workshop) =>
        (await Services.GetRequiredService<IGrainFactory>().GetGrain<IWorkshopGrain>(workshop.Value).Look()).Value!;

    public async ValueTask DisposeAsync()
    {
        await Leave();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Ends the host and leaves the database where it is.</summary>
    public async Task Leave()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private async Task<bool> Busy(CancellationToken cancellation) => (await Store.DueBy(DateTimeOffset.UtcNow, cancellation)).Count > 0;
}
