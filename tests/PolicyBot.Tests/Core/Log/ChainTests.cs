using PolicyBot.Core;
using PolicyBot.Core.Log;
using Xunit;

namespace PolicyBot.Tests.Core.Log;

public sealed class ChainTests
{
    [Fact]
    public void A_chain_as_it_was_linked_is_whole()
    {
        Assert.Null(Chain.FirstBroken(ChangeExamples.Chained()));
        Assert.Null(Chain.FirstBroken([]));
    }

    [Fact]
    public void A_chain_survives_being_stored_in_two_parts()
    {
        var stored = ChangeExamples.Chained().Select(e => (Entry: e, Parts: LogJson.Split(e.Change)));

        var loaded = stored.Select(s => s.Entry with
        {
            Change = LogJson.Join(s.Parts.Payload, hash => s.Parts.Texts.FirstOrDefault(t => t.Hash == hash)),
        });

        Assert.Null(Chain.FirstBroken(loaded));
    }

    [Theory]
    [InlineData("number")]
    [InlineData("time")]
    [InlineData("person")]
    [InlineData("nobody")]
    [InlineData("change")]
    [InlineData("previous")]
    [InlineData("hash")]
    public void A_flipped_field_is_found(string field)
    {
        var log = ChangeExamples.Chained();
        for (var i = 0; i < log.Count; i++)
        {
            var broken = log.SetItem(i, Flip(log[i], field));

            var found = Chain.FirstBroken(broken);

            Assert.NotNull(found);
            Assert.Equal(broken[i].Number, found.Value.Number);
        }
    }

    [Fact]
    public void A_missing_or_swapped_entry_is_found()
    {
        var log = ChangeExamples.Chained();

        Assert.Equal(4, Chain.FirstBroken(log.RemoveAt(2))?.Number);
        Assert.Equal(2, Chain.FirstBroken(log.RemoveAt(0))?.Number);
        Assert.Equal(4, Chain.FirstBroken(log.SetItem(2, log[3]).SetItem(3, log[2]))?.Number);
    }

    [Fact]
    public void Changed_words_are_found_and_erased_words_are_not()
    {
        var reason = ChangeExamples.T("The night shift asked for it.");
        var log = ChangeExamples.Chained([ChangeExamples.All[0], new DeadlineMoved(new(1), ChangeExamples.Noon, reason)]);

        IEnumerable<LogEntry> With(Text? text) => log.SetItem(1, log[1] with { Change = new DeadlineMoved(new(1), ChangeExamples.Noon, text) });

        Assert.Null(Chain.FirstBroken(With(reason with { Salt = null, Value = null })));
        Assert.Equal(2, Chain.FirstBroken(With(reason with { Value = "The day shift asked for it." }))?.Number);
        Assert.Equal(2, Chain.FirstBroken(With(reason with { Value = "The day shift asked for it.", Salt = null }))?.Number);
        Assert.Equal(2, Chain.FirstBroken(With(null))?.Number);
    }

    [Fact]
    public void The_hash_of_a_known_entry_stays_what_it_is() =>
        Assert.Equal(
            Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(
                """[1,"2026-03-02T12:00:00.000000Z","P1",{"group":"Nurses 护士","person":"P2","what":"group-joined"},"0000000000000000000000000000000000000000000000000000000000000000"]"""))),
            Chain.Link(null, ChangeExamples.Noon, new PersonId("P1"), new GroupJoined(new("P2"), "Nurses 护士")).Hash);

    private static LogEntry Flip(LogEntry e, string field) => field switch
    {
        "number" => e with { Number = e.Number + 1 },
        "time" => e with { At = e.At.AddMicroseconds(1) },
        "person" => e with { By = new PersonId("P99") },
        "nobody" => e with { By = null },
        "change" => e with { Change = new RemindersSent(new(77), 1) },
        "previous" => e with { Previous = new string('f', 64) },
        _ => e with { Hash = new string('e', 64) },
    };
}
