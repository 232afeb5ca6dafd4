using System.Text.Json.Nodes;
using PolicyBot.Core.Reports;
using Xunit;

namespace PolicyBot.Tests.Core.Reports;

public sealed class ExportJsonTests
{
    private static readonly string Json = ExportJson.Write(ExportExamples.Finished().Export());

    [Fact]
    public void What_was_written_reads_back_and_writes_the_same_bytes()
    {
        var read = Assert.IsType<Readable>(ExportJson.Read(Json));

        Assert.Equal(Json, ExportJson.Write(read.Export));
        Assert.All(Verification.Of(read.Export), c => Assert.True(c.Holds, $"{c.What} {c.Detail}"));
        Assert.Contains("病房", Json);
    }

    [Fact]
    public void An_anonymous_round_tells_neither_voters_nor_times_nor_small_groups()
    {
        var round = ExportExamples.Finished().Export().Rounds.Single(r => r.Anonymous);

        Assert.Equal(round.Ballots.OrderBy(b => b.Row), round.Ballots);
        Assert.All(round.Ballots, b => Assert.Null(b.Voter));
        Assert.All(round.Ballots, b => Assert.Null(b.CastAt));
        Assert.All(round.Ballots, b => Assert.Null(b.Reason));
        Assert.Equal(["Nurses"], round.Ballots.Select(b => b.Group).OfType<string>().Distinct());
        Assert.All(round.Remarks, r => Assert.Null(r.Voter));
        Assert.All(round.Remarks, r => Assert.Null(r.At));
        Assert.Empty(round.Confirmations);
        Assert.Equal(2, round.Reasons.Count);
        Assert.DoesNotContain("Ärzte", JsonNode.Parse(Json)!["rounds"]![1]!.ToJsonString());
        var closed = ExportExamples.Finished().Log.Select(e => e.Change).OfType<PolicyBot.Core.Log.RoundClosed>().Last();
        Assert.Equal(["Nurses"], closed.Outcomes.SelectMany(o => o.Tally.Groups.Keys));
    }

    [Fact]
    public void Once_a_round_was_anonymous_only_people_whom_the_log_or_attributed_rows_name_are_named()
    {
        var mixed = ExportExamples.Finished().Export().People.Select(p => p.Id.Value);

        Assert.Equal(["P1", "P2", "P3", "P4", "P5", "P6", "P7", "P8", "P9", "P14"], mixed);
        Assert.Equal(14, ExportExamples.OnlyAttributed().Export().People.Count);
    }

    [Fact]
    public void An_open_hidden_rounds_rows_stay_behind_and_the_file_says_so()
    {
        var export = ExportExamples.StillOpen().Export();

        Assert.Equal([ExportExamples.Attributed], export.Rounds.Select(r => r.Round));
        Assert.Equal("R2 has not closed yet, so its ballots, reasons and comments are not in this file.", Assert.Single(export.LeftOut));
    }

    [Fact]
    public void An_anonymous_rounds_confirmations_and_dissents_wait_for_its_publication()
    {
        var export = ExportExamples.Unpublished().Export();

        Assert.Empty(export.Rounds[1].Confirmed);
        Assert.Equal(["c3"], export.Rounds[1].Remarks.Select(r => r.Id));
        Assert.Contains("not published yet", Assert.Single(export.LeftOut));
    }

    [Theory]
    [InlineData("", "line 1")]
    [InlineData("not json", "line 1")]
    [InlineData("[]", "line 1")]
    [InlineData("""{"format":"something-else"}""", "$.format")]
    [InlineData("""{"format":"policybot-workshop","version":7}""", "$.version")]
    [InlineData("""{"format":"policybot-workshop","version":1,"workshop":"w","log":[null]}""", "byte")]
    [InlineData("""{"format":"policybot-workshop","version":1}""", "line 1")]
    [InlineData("""{"format":"policybot-workshop","version":1,"workshop":7}""", "$.workshop")]
    public void A_file_that_is_none_is_refused_with_the_place(string file, string where)
    {
        var refused = Assert.IsType<Unreadable>(ExportJson.Read(file));

        Assert.StartsWith(where, refused.Where);
        Assert.NotEmpty(refused.Next);
        Assert.DoesNotContain("Exception", refused.Reason + refused.Where + refused.Next);
    }

    [Fact]
    public void A_file_cut_anywhere_is_refused()
    {
        for (var length = 1; length < Json.Length; length += 97)
            Assert.IsType<Unreadable>(ExportJson.Read(Json[..length]));
    }

    [Fact]
    public void A_file_with_any_member_taken_away_never_passes()
    {
        foreach (var path in Objects(JsonNode.Parse(Json)!).SelectMany(o => o.Select(p => (o.GetPath(), p.Key))).DistinctBy(p => (Shape(p.Item1), p.Key)))
        {
            var node = JsonNode.Parse(Json)!;
            Objects(node).First(o => o.GetPath() == path.Item1).Remove(path.Key);
            if (ExportJson.Read(node.ToJsonString()) is Readable read)
                Assert.Contains(Verification.Of(read.Export), c => !c.Holds);
        }
    }

    private static string Shape(string path) => System.Text.RegularExpressions.Regex.Replace(path, "[0-9]+", "n");

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject o => o.SelectMany(p => Objects(p.Value)).Prepend(o),
        JsonArray a => a.SelectMany(Objects),
        _ => [],
    };
}
