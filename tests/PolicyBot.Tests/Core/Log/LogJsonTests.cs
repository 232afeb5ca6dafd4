using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using PolicyBot.Core;
using PolicyBot.Core.Log;
using PolicyBot.Core.Voting;
using PolicyBot.Core.Workshops;
using Xunit;

namespace PolicyBot.Tests.Core.Log;

public sealed class LogJsonTests
{
    [Fact]
    public void Every_case_has_an_example_and_a_name_in_the_log()
    {
        var cases = typeof(Change).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Change))).ToHashSet();

        Assert.Empty(cases.Except(ChangeExamples.All.Select(c => c.GetType())));
        Assert.Empty(cases.Except(typeof(Change).GetCustomAttributes<JsonDerivedTypeAttribute>().Select(a => a.DerivedType)));
    }

    [Fact]
    public void Every_example_comes_back_as_it_was()
    {
        foreach (var change in ChangeExamples.All)
        {
            var json = LogJson.Encode(change);
            var back = LogJson.Decode(json);

            Assert.IsType(change.GetType(), back);
            Assert.Equivalent(change, back, strict: true);
            Assert.Equal(json, LogJson.Encode(back));
        }
    }

    [Fact]
    public void Payload_and_texts_are_kept_apart_and_joined_again()
    {
        foreach (var change in ChangeExamples.All)
        {
            var (payload, texts) = LogJson.Split(change);

            Assert.All(texts, t => Assert.DoesNotContain($"\"{t.Value}\"", payload));
            var joined = LogJson.Join(payload, hash => texts.FirstOrDefault(t => t.Hash == hash));
            Assert.Equal(LogJson.Encode(change), LogJson.Encode(joined));
            Assert.Equal(payload, LogJson.Split(LogJson.Decode(payload)).Payload);
        }
    }

    [Fact]
    public void A_text_that_is_gone_reads_as_erased()
    {
        var (payload, texts) = LogJson.Split(new DeadlineMoved(new(1), ChangeExamples.Noon, ChangeExamples.T("secret")));

        var moved = Assert.IsType<DeadlineMoved>(LogJson.Join(payload, _ => null));

        Assert.Equal("secret", Assert.Single(texts).Value);
        Assert.Equal(Text.Erased, moved.Reason!.ToString());
        Assert.Null(moved.Reason.Salt);
    }

    [Fact]
    public void Ids_are_written_as_people_write_them_and_work_as_keys()
    {
        var ids = new Dictionary<AmendmentId, (int, string)> { [new(3)] = default };
        Assert.Equal("""["C7","A3","S2","R1","v3","P1"]""", JsonSerializer.Serialize(
            new object[] { new ClauseId(7), new AmendmentId(3), new ScenarioId(2), new RoundId(1), new VersionNumber(3), new PersonId("P1") },
            LogJson.Options));
        Assert.Contains("\"A3\":", JsonSerializer.Serialize(ids, LogJson.Options));
        Assert.Equal(new Place("room", "a:b"), JsonSerializer.Deserialize<Place>("\"room:a:b\"", LogJson.Options));
    }

    [Theory]
    [InlineData("\"7\"")]
    [InlineData("\"A7\"")]
    [InlineData("\"C-7\"")]
    [InlineData("\"C 7\"")]
    [InlineData("7")]
    [InlineData("null")]
    public void A_wrong_clause_id_is_no_clause_id(string json) =>
        Assert.ThrowsAny<Exception>(() => JsonSerializer.Deserialize<ClauseId>(json, LogJson.Options));

    [Fact]
    public void Instants_are_utc_in_whole_microseconds()
    {
        var at = new DateTimeOffset(2026, 3, 1, 14, 0, 0, TimeSpan.FromHours(2)).AddTicks(1234567);

        Assert.Equal("\"2026-03-01T12:00:00.123456Z\"", JsonSerializer.Serialize(at, LogJson.Options));
        Assert.Equal(Moment.Truncate(at), JsonSerializer.Deserialize<DateTimeOffset>("\"2026-03-01T12:00:00.1234567Z\"", LogJson.Options));
    }

    [Fact]
    public void Groups_that_a_culture_takes_for_equal_stay_two()
    {
        var groups = ImmutableSortedDictionary.Create<string, Count>(StringComparer.Ordinal).Add("Nurses", new(1, 0, 0)).Add("Nur\u200Dses", new(0, 1, 0));

        var json = JsonSerializer.Serialize(new Tally(new(1), new(1, 1, 0), groups), LogJson.Options);

        Assert.Equal(2, JsonSerializer.Deserialize<Tally>(json, LogJson.Options)!.Groups.Count);
    }

    [Fact]
    public void Unknown_fields_and_another_order_of_fields_are_read()
    {
        var change = LogJson.Decode("""{"person":"P2","later":{"x":1},"what":"facilitator-added"}""");

        Assert.Equal(new FacilitatorAdded(new("P2")), change);
    }

    [Fact]
    public void Unset_members_are_not_written_so_that_later_members_change_no_hash() =>
        Assert.Equal(
            """{"closesAt":"2026-03-02T12:00:00.000000Z","round":"R1","what":"deadline-moved"}""",
            LogJson.Split(new DeadlineMoved(new(1), ChangeExamples.Noon, null)).Payload);
}
