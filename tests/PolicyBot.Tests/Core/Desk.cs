using System.Collections.Immutable;
using PolicyBot.Core;
using PolicyBot.Core.CommandLine;
using PolicyBot.Core.Log;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Views;
using PolicyBot.Core.Voting;
using PolicyBot.Core.Workshops;
using Xunit;

namespace PolicyBot.Tests.Core;

/// <summary>A workshop at which people decide one after another: what is accepted is folded at once.</summary>
public sealed class Desk
{
    public static readonly PersonId Anna = new("P1");
    public static readonly PersonId Ben = new("P2");
    public static readonly PersonId Carl = new("P3");

    public static readonly Names People = new(ImmutableDictionary<PersonId, string>.Empty
        .Add(Anna, "Anna").Add(Ben, "Ben").Add(Carl, "Carl").Add(new("P4"), "Twin").Add(new("P5"), "twin"));

    private int minutes;

    /// <summary>Anna's workshop with two clauses under a heading.</summary>
    public Desk()
    {
        var created = Founding.Create(new("Night ward", null), null, (new("night-ward"), new("room", "main")), At(Anna));
        Take(created);
        Take(Editing.Import(Workshop, new("# Care {#care}\n\nBe kind.\n\nSay when you are unsure.\n"), At(Anna)));
    }

    public Workshop Workshop { get; private set; } = null!;

    public ImmutableList<LogEntry> Log { get; private set; } = [];

    public Occasion At(PersonId? by) =>
        new(new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero).AddMinutes(++minutes), by, $"seed {minutes}");

    /// <summary>Decides and takes the accepted changes into the workshop.</summary>
    public Accepted Accepts(PersonId by, Func<Workshop, Occasion, Decision> decide) => Take(decide(Workshop, At(by)));

    public Refused Refuses(PersonId by, Func<Workshop, Occasion, Decision> decide)
    {
        var refused = Assert.IsType<Refused>(decide(Workshop, At(by)));
        Assert.True(refused.Reason.EndsWith('.') && refused.Next.EndsWith('.'), $"{refused.Reason} {refused.Next}");
        AdvisesWhatIsRead(refused.Next);
        return refused;
    }

    /// <summary>Every command line and setting between backticks is one that the bot reads.</summary>
    public static void AdvisesWhatIsRead(string words)
    {
        foreach (var quoted in words.Split('`').Where((_, i) => i % 2 == 1))
            IsRead(quoted.Split(' ')[0].Contains(':') ? $"workshop settings {quoted}" : quoted);
    }


    public void Happens(params Change[] changes)
    {
        foreach (var change in changes)
        {
            var entry = Chain.Link(Log.LastOrDefault(), At(null).Now, null, change);
            Log = Log.Add(entry);
            Workshop = Fold.Apply(Workshop, change, entry.At);
        }
    }

    public AmendmentId Proposes(PersonId by, string wording, int? clause = null)
    {
        Accepts(by, (w, at) => clause is { } c
            ? Proposing.Amend(w, new(new(c), wording, "Because.", null), at)
            : Proposing.Add(w, new(wording, null, null, null), at));
        return new(Workshop.Amendments.Keys.Last());
    }

    public RoundId Prepares(params AmendmentId[] amendments)
    {
        RoundId id = new(Workshop.Rounds.Count + 1);
        Happens(new RoundPrepared(new(id, DecisionRule.Default, Workshop.Current.Number, [.. amendments], new Lasting(TimeSpan.FromHours(1)))));
        return id;
    }

    /// <summary>Closes the running round with one result for all of its amendments, and publishes it.</summary>
    public void Ends(Result result)
    {
        var round = Workshop.Running!;
        Happens(
            new RoundClosed(round.Id, ClosedBy.Hand, new string('0', 64), [.. round.Amendments.Select(a =>
                new Outcome(a, result, new(a, Count.None, ImmutableSortedDictionary<string, Count>.Empty), "Counted."))]),
            new RoundPublished(round.Id, [], [], []));
    }

    public static string WordsOf(Reply reply) => string.Join('\n', reply.Card!.Blocks
        .Select(b => b switch
        {
            Paragraph p => p.Words,
            Facts f => string.Join('\n', f.Items.Select(i => $"{i.Name}: {i.Value}")),
            DiffBlock d => string.Concat(d.Spans.Select(s => s.Text)),
            _ => PlainText.Of(b),
        }).Prepend(reply.Card.Title));

    private static void IsRead(string line) => Assert.IsNotType<NotUnderstood>(CommandReader.Read(line, ImmutableDictionary<string, string>.Empty));

    private Accepted Take(Decision decision)
    {
        var accepted = decision as Accepted ?? throw new Xunit.Sdk.XunitException($"Refused: {decision}");
        Assert.All(accepted.Reply.Card!.Buttons, b => Assert.InRange(b.Act.Length, 1, 100));
        Assert.All(accepted.Reply.Card.Buttons, b => IsRead(b.Act));
        AdvisesWhatIsRead(WordsOf(accepted.Reply));
        foreach (var change in accepted.Changes)
        {
            var entry = Chain.Link(Log.LastOrDefault(), At(null).Now, null, change);
            Log = Log.Add(entry);
            Workshop = Fold.Apply(Workshop, change, entry.At);
        }

        return accepted;
    }
}
