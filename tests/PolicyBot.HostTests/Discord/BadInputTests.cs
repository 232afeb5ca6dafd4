using System.Text;
using System.Text.Json.Nodes;
using PolicyBot.Core;
using Xunit;

namespace PolicyBot.HostTests.Discord;

/// <summary>Whatever arrives, even with Discord's own signature: no server error, nothing stored.</summary>
public sealed class BadInputTests
{
    /// <summary>POLICYBOT_FUZZ asks for a longer run.</summary>
    private static readonly int Requests = int.TryParse(Environment.GetEnvironmentVariable("POLICYBOT_FUZZ"), out var asked) ? asked : 2_000;

    [Fact]
    public async Task The_http_endpoint_takes_any_bytes_without_a_server_error_and_stores_nothing()
    {
        await using var workshop = await DiscordWorkshop.Start("http");
        var examples = await Examples(workshop);
        var before = await Stored(workshop);
        var random = new Random(7);
        using var client = new HttpClient();
        var statuses = new SortedDictionary<int, int>();
        foreach (var body in Fixed().Concat(Enumerable.Range(0, Requests).Select(_ => Garbled(examples[random.Next(examples.Count)], random))))
        {
            using var request = workshop.Discord.Delivery.Sign(body);
            // A body that is too large is refused before it is sent.
            request.Headers.ExpectContinue = body.Length > 1_000_000;
            using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
            var status = (int)response.StatusCode;
            statuses[status] = statuses.GetValueOrDefault(status) + 1;
            Assert.True(status < 500, $"{status} for {Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(body.Length, 2_000)))}");
            var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.DoesNotContain("Exception", text, StringComparison.Ordinal);
            Assert.DoesNotContain("Something went wrong", text, StringComparison.Ordinal);
        }

        Assert.Equal(before, await Stored(workshop));
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join(", ", statuses.Select(s => $"{s.Value} × {s.Key}")));
    }

    [Fact]
    public async Task The_gateways_reader_survives_any_message_and_stores_nothing()
    {
        await using var workshop = await DiscordWorkshop.Start();
        var ana = workshop.Discord.Joins("ana");
        var examples = await Examples(workshop);
        var before = await Stored(workshop);
        var random = new Random(11);
        string[] names = ["INTERACTION_CREATE", "MESSAGE_CREATE", "MESSAGE_REACTION_ADD", "MESSAGE_REACTION_REMOVE", "GUILD_CREATE", "GUILD_DELETE", "TYPING_START"];
        for (var n = 0; n < 500; n++)
        {
            var data = Encoding.UTF8.GetString(Garbled(examples[random.Next(examples.Count)], random));
            workshop.Discord.Babbles($$"""{"op":0,"s":{{1_000 + n}},"t":"{{names[random.Next(names.Length)]}}","d":{{data}}}""");
        }

        foreach (var body in Fixed().Where(b => b.Length < 1_000_000))
            workshop.Discord.Babbles(Encoding.UTF8.GetString(body));
        workshop.Discord.Babbles($$$"""{"op":0,"s":2000,"t":"MESSAGE_CREATE","d":{"content":"{{{new string('x', 10_000_000)}}}"}}""");

        Assert.Contains("policybot", (await workshop.Insists(() => ana.Says("/policybot help"))).Text, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(before, await Stored(workshop));
    }

    /// <summary>Real interactions that change nothing: a policy shown, a ballot that is not open, a window, a completion.</summary>
    private static async Task<IReadOnlyList<string>> Examples(DiscordWorkshop workshop)
    {
        var maya = workshop.Discord.Joins("maya");
        await workshop.Insists(() => maya.Says("/policybot workshop create name:Care zone:UTC"));
        await workshop.Insists(() => maya.Says("/policybot clause propose wording:Never give a dose."));
        var known = workshop.Discord.SentInteractions.Count;
        await workshop.Insists(() => maya.Says("/policybot policy history"));
        await workshop.Insists(() => maya.Says("/policybot vote amendment:A1 vote:agree"));
        await workshop.Insists(() => maya.Says("/policybot clause amend"));
        await maya.Completes("/policybot clause amend clause:C", "clause");
        return [.. workshop.Discord.SentInteractions.Skip(known)];
    }

    private static async Task<(long, int)> Stored(DiscordWorkshop workshop)
    {
        var log = await workshop.Store.Log(workshop.Id, TestContext.Current.CancellationToken);
        var counts = await workshop.Store.Counts(workshop.Id, new RoundId(1), TestContext.Current.CancellationToken);
        return (log.Count, counts.Count);
    }

    private static IEnumerable<byte[]> Fixed() => new[]
    {
        "", "null", "[]", "1", "\"x\"", "{", "{}", """{"id":1,"token":2,"type":"x"}""", """{"id":"1","token":"t","type":2}""",
        """{"id":"1","token":"t","type":3,"data":{"custom_id":null}}""", """{"id":"1","token":"t","type":5,"data":{"custom_id":"vote","components":[null,{},{"component":[]}]}}""",
        """{"id":"\ud800","token":"t","type":3,"data":{"custom_id":"vote \udfff agree"},"user":{"id":"\ud800","username":"\ud800"}}""",
        $$$"""{"id":"1","token":"t","type":2,"data":{{{Nested(5_000)}}}}""", $$$"""{"id":"1","token":"t","type":2,"data":{"options":{{{Options(60)}}}}}""",
        $$$"""{"id":"1","token":"t","type":3,"data":{"custom_id":"{{{new string('x', 100_000)}}}"},"user":{"id":"5","username":"u"}}""",
        $$"""{"id":"1","token":"t","type":2,"junk":"{{new string('x', 10_000_000)}}"}""",
    }.Select(Encoding.UTF8.GetBytes).Append([0xFF, 0xFE, 0x00]);

    private static string Nested(int depth) => string.Concat(Enumerable.Repeat("[", depth)) + string.Concat(Enumerable.Repeat("]", depth));

    private static string Options(int depth) => string.Concat(Enumerable.Repeat("""[{"name":"a","type":1,"options":""", depth)) + "[]" + string.Concat(Enumerable.Repeat("}]", depth));

    /// <summary>One value of another kind, one field less, or some bytes changed.</summary>
    private static byte[] Garbled(string example, Random random)
    {
        var json = JsonNode.Parse(example)!.AsObject();
        // A fresh id, or the stored answer of the first one would be all that is tested.
        json["id"] = random.NextInt64(1L << 60).ToString(System.Globalization.CultureInfo.InvariantCulture);
        var at = json;
        while (random.Next(3) > 0 && at.Select(f => f.Value).OfType<JsonObject>().ToList() is { Count: > 0 } inner)
            at = inner[random.Next(inner.Count)];
        if (at.Count > 0)
        {
            var field = at.ElementAt(random.Next(at.Count)).Key;
            at[field] = random.Next(9) switch
            {
                0 => null,
                1 => 7,
                2 => -1.5,
                3 => true,
                4 => new JsonArray(),
                5 => new JsonArray(new JsonObject(), null, "x"),
                6 => new JsonObject(),
                7 => "\u202Ehsals\u200B " + new string('é', random.Next(5_000)),
                _ => string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => (char)random.Next(1, 0xD7FF))),
            };
        }

        var bytes = Encoding.UTF8.GetBytes(json.ToJsonString());
        for (var flips = random.Next(4) == 0 ? random.Next(1, 4) : 0; flips > 0; flips--)
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        return bytes;
    }
}
