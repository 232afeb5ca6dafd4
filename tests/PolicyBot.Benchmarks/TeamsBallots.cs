using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PolicyBot.Benchmarks.Discord;
using PolicyBot.Core.Workshops;
using PolicyBot.Emulators.Teams;
using PolicyBot.Storage;
using PolicyBot.Teams.Auth;

namespace PolicyBot.Benchmarks;

/// <summary>
/// Ballots pressed in Teams, over the whole path: HTTP, token check, invoke, decision, commit on disk, answer with the card; beside
/// token checks alone and the store's group commit alone. The presses are written and their token is signed beforehand.
/// </summary>
internal sealed class TeamsBallots(bool quick)
{
    private const int InFlight = 256, Amendments = 20, PerSecond = 2_000;
    private readonly int measured = quick ? 20_000 : 100_000;
    private readonly int warming = quick ? 4_000 : 20_000;
    private readonly int offered = PerSecond * (quick ? 5 : 20);

    public async Task<IReadOnlyList<Row>> Run(CancellationToken cancellation)
    {
        await using var teams = await TeamsEmulator.Start();
        await using var stage = await Stage.Open(cancellation, new Dictionary<string, string?>
        {
            ["Teams:AppId"] = TeamsEmulator.AppId,
            ["Teams:TenantId"] = TeamsEmulator.Tenant,
            ["Teams:Secret"] = TeamsEmulator.Secret,
            ["Teams:OpenIdMetadata"] = teams.OpenIdMetadata.ToString(),
            ["Teams:TokenEndpoint"] = teams.TokenEndpoint.ToString(),
        });
        teams.Delivery.Bot = new Uri(stage.Address);
        var channel = teams.Channel("Ballots");
        await teams.Person("Facilitator", channel).Installs(channel);
        var people = (measured + warming + offered + Amendments - 1) / Amendments;
        var round = await stage.OpenRound("Ballots in Teams", (people, Amendments), cancellation, new Place("teams", channel.Id));
        return await Measure(stage, round, await Clicks.Prepare(teams, stage, round, people * Amendments), cancellation);
    }

    private async Task<IReadOnlyList<Row>> Measure(Stage stage, OpenRoundOf round, Clicks clicks, CancellationToken cancellation)
    {
        using var sending = clicks;
        var order = round.Shuffled().AsMemory();
        var token = stage.Services.GetRequiredService<InboundToken>();
        var copy = stage.Database + ".copy";
        await stage.Store.Backup(copy, cancellation);
        using var raw = SqliteWorkshopStore.Open(copy, TimeProvider.System);

        await Load.Saturated(order[..warming], InFlight, clicks.Send);
        var checks = await Load.Saturated(order[..warming], Environment.ProcessorCount, async n => await token.Check(clicks.Bearer, cancellation));
        var store = await Load.Saturated(order[warming..(warming + measured)], InFlight, n => round.Store(raw, n));
        var whole = await Load.Saturated(order[warming..(warming + measured)], InFlight, clicks.Send);
        var stream = await Load.Offered(order.Slice(warming + measured, offered), PerSecond, clicks.Send, cancellation);
        var even = new Measured((double)offered / PerSecond, [.. stream.Select(s => s.Latency).Order()]);
        return
        [
            Row.Of("token checks alone, both cores", checks.PerSecond, "checks/s"),
            Row.Of("group commit alone", store.PerSecond, "ballots/s"),
            Row.AtLeast($"Teams, whole path, {InFlight} in flight", whole.PerSecond, "ballots/s", 3_000),
            Row.Of($"Teams, whole path, {InFlight} in flight: p50", whole.Percentile(0.5), "ms"),
            Row.Of($"Teams, whole path, {InFlight} in flight: p99", whole.Percentile(0.99), "ms"),
            Row.Of("Teams, whole path: processor time of a ballot, sender included", 1e6 * whole.ProcessorEach, "µs"),
            Row.AtLeast("Teams ÷ the slower of the two alone", 100 * whole.PerSecond / Math.Min(checks.PerSecond, store.PerSecond), "%", 15),
            Row.AtMost($"Teams at {PerSecond.ToString("#,0", CultureInfo.InvariantCulture)}/s offered: p50", even.Percentile(0.5), "ms", 10),
            Row.AtMost($"Teams at {PerSecond.ToString("#,0", CultureInfo.InvariantCulture)}/s offered: p99", even.Percentile(0.99), "ms", 150),
            Row.Exactly("Teams: told after 3 s that it takes longer", clicks.Late, "presses", 0),
        ];
    }

    /// <summary>Presses of buttons as Teams sends them, ready as bytes.</summary>
    private sealed class Clicks(RawHttp http, string bearer, byte[][] requests) : IDisposable
    {
        private int late;

        public string Bearer => bearer;

        /// <summary>How many were told after three seconds that it takes longer.</summary>
        public int Late => late;

        public static async Task<Clicks> Prepare(TeamsEmulator teams, Stage stage, OpenRoundOf round, int count)
        {
            var messages = await Cards(stage, round);
            var service = teams.ServiceUrl.ToString();
            var bearer = $"Bearer {teams.Issuer.Sign(service, TeamsEmulator.AppId, DateTimeOffset.UtcNow)}";
            using var head = new HttpRequestMessage(HttpMethod.Post, new Uri(new Uri(stage.Address), "/api/messages"));
            head.Headers.TryAddWithoutValidation("Authorization", bearer);
            return new Clicks(new RawHttp(new Uri(stage.Address)), bearer, [.. Enumerable.Range(0, count).Select(n => RawHttp.Bytes(head, Press(round, n, messages, service)))]);
        }

        private static byte[] Press(OpenRoundOf round, int number, Dictionary<string, string> messages, string service)
        {
            var (account, name, amendment, act) = round.Press(number);
            var key = $"amendment:{amendment}";
            return JsonSerializer.SerializeToUtf8Bytes(new
            {
                type = "invoke",
                name = "adaptiveCard/action",
                id = $"f:{number}",
                channelId = "msteams",
                serviceUrl = service,
                from = new { id = $"29:{account.Id}", name, aadObjectId = account.Id },
                recipient = new { id = $"28:{TeamsEmulator.AppId}", name = "PolicyBot" },
                conversation = new { id = $"{round.Place.Id};messageid={messages[key]}", conversationType = "channel", tenantId = TeamsEmulator.Tenant },
                replyToId = messages[key],
                value = new { action = new { type = "Action.Execute", verb = "act", data = new { policybot = new { act, post = $"{round.Workshop}|{key}" } } }, trigger = "manual" },
            });
        }

        /// <summary>Which message shows which card, once all are posted: Teams takes only so many a minute.</summary>
        private static async Task<Dictionary<string, string>> Cards(Stage stage, OpenRoundOf round)
        {
            while (true)
            {
                var posts = (await stage.Store.Posts(round.Workshop, CancellationToken.None)).Where(p => p.Message is not null).ToDictionary(p => p.Address.Key, p => p.Message!);
                if (posts.Count > Amendments)
                    return posts;
                await Task.Delay(50);
            }
        }

        public async Task Send(int number)
        {
            var answer = await http.Send(requests[number]);
            if (answer.Contains("Working on it", StringComparison.Ordinal))
                Interlocked.Increment(ref late);
            else if (!answer.StartsWith("HTTP/1.1 200", StringComparison.Ordinal) || !answer.Contains("Recorded", StringComparison.Ordinal))
                throw new InvalidOperationException($"A ballot was not recorded: {answer.Split('\r')[0]}");
        }

        public void Dispose() => http.Dispose();
    }
}
