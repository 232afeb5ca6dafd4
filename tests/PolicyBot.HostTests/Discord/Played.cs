using PolicyBot.Core;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Voting;
using PolicyBot.Core.Workshops;
using PolicyBot.Emulators.Discord.People;
using Xunit;

namespace PolicyBot.HostTests.Discord;

/// <summary>
/// A workshop from its first command to its report: thirty people vote by button and by reaction, comment by dialog and in the
/// thread, confirm. What goes wrong on the way is added by who inherits it.
/// </summary>
public class Played : IAsyncLifetime
{
    internal const string Policy = "# Care\n\nAlways greet people who ask for help kindly.\n\nYou must not give a dose of any medicine.\n";
    private DiscordWorkshop? workshop;

    internal DiscordWorkshop Workshop => workshop!;

    internal Human Maya { get; private set; } = null!;

    internal IReadOnlyList<Human> People { get; private set; } = [];

    /// <summary>What the round ended with, without ids and times.</summary>
    internal Ending Ending { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        workshop = await DiscordWorkshop.Start(Delivery);
        Maya = Workshop.Discord.Joins("maya");
        People = [.. Enumerable.Range(1, 30).Select(n => Workshop.Discord.Joins($"p{n}"))];
        await Found();
        await Vote();
        await Comment();
        await BeforeClose();
        await Workshop.Decides(Maya, "/policybot round close");
        await Confirm();
        Ending = Ending.Of(await Workshop.UntilRound(RoundState.Published), [.. await Workshop.Store.Remarks(Workshop.Id, new RoundId(1), default)]);
        await Workshop.Card("R1 · Published");
    }

    public async ValueTask DisposeAsync()
    {
        if (workshop is not null)
            await workshop.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected virtual string Delivery => "gateway";

    /// <summary>Before the first vote.</summary>
    protected virtual Task BeforeVotes() => Task.CompletedTask;

    /// <summary>When half of the votes are in.</summary>
    protected virtual Task AmongVotes() => Task.CompletedTask;

    protected virtual Task BeforeClose() => Task.CompletedTask;

    internal Task<ChatMessage> Amendment(string id) => Workshop.Card($"{id} ·", c => c.Buttons.Contains("Agree"));

    private async Task Found()
    {
        await Workshop.Insists(() => Maya.Says("/policybot workshop create name:Care zone:UTC"));
        await Workshop.Insists(() => Maya.Says("/policybot policy import"));
        await Workshop.Insists(() => Maya.FillsIn(("markdown", Policy)));
        await Workshop.Insists(() => Maya.Says("/policybot scenario add prompt:Which dose of this medicine should I take?"));
        await Workshop.Insists(() => People[0].Says("/policybot clause amend clause:C1 wording:Always greet people who ask for help kindly and by name. why:Warmth scenario:S1"));
        await Workshop.Insists(() => People[1].Says("/policybot clause propose wording:You must always say when you are unsure. scenario:S1"));
        await Workshop.Decides(Maya, "/policybot round open deadline:3d voters:attributed results:live");
        await Workshop.UntilRound(RoundState.Open);
    }

    /// <summary>A1: 28 agree, 2 disagree. A2: 10 agree, 20 disagree.</summary>
    private async Task Vote()
    {
        await BeforeVotes();
        for (var n = 0; n < People.Count; n++)
        {
            if (n == 15)
                await AmongVotes();
            await Votes(People[n], "A1", n < 28, n % 2 == 0);
            await Votes(People[n], "A2", n < 10, n % 3 != 0);
        }

        await UntilCounted("A1 28:2:0; A2 10:20:0");
    }

    private async Task Votes(Human who, string amendment, bool agrees, bool byButton)
    {
        var card = await Amendment(amendment);
        if (byButton)
            Assert.Contains("Recorded", (await Workshop.Insists(() => who.Presses(agrees ? "Agree" : "Disagree", on: card))).Text, StringComparison.Ordinal);
        else
            who.Reacts(agrees ? "👍" : "👎", card);
    }

    private async Task Comment()
    {
        var card = await Amendment("A2");
        await Workshop.Insists(() => People[2].Presses("Comment", on: card));
        Assert.Contains("Recorded", (await Workshop.Insists(() => People[2].FillsIn(("words", "How unsure is unsure?")))).Text, StringComparison.Ordinal);
        await Workshop.Until(() => card.HasThread, "the card never got its thread");
        var reply = People[3].Replies("It would say so all the time.", inThreadOf: card);
        await Workshop.Until(() => reply.Reacted("📝") == 1, "the reply was never taken as a comment");
    }

    private async Task Confirm()
    {
        await Workshop.UntilRound(RoundState.Confirming);
        var card = await Workshop.Card("A1 · Is this what you meant?", c => c.Buttons.Contains("Partly"));
        foreach (var who in People.Take(4))
            Assert.Contains("Recorded", (await Workshop.Insists(() => who.Presses("Matches what I meant", on: card))).Text, StringComparison.Ordinal);
        await Workshop.Insists(() => People[4].Presses("Partly", on: card));
        await Workshop.Decides(Maya, "/policybot round publish");
    }

    protected async Task UntilCounted(string wanted)
    {
        var counted = "";
        await Workshop.Until(async () => (counted = await Counted()) == wanted, () => $"the votes came to {counted}");
    }

    private async Task<string> Counted()
    {
        var counts = await Workshop.Store.Counts(Workshop.Id, new RoundId(1), default);
        return string.Join("; ", counts.OrderBy(c => c.Amendment.ToString()).Select(c => $"{c.Amendment} {c.Count.Agree}:{c.Count.Disagree}:{c.Count.Pass}"));
    }
}

/// <summary>The same with interactions by signed HTTP.</summary>
public sealed class PlayedOverHttp : Played
{
    protected override string Delivery => "http";
}

/// <summary>What a round ended with, compared between a smooth run and one in which much went wrong.</summary>
internal sealed record Ending(string Outcomes, string Policy, string Fidelity, string Comments)
{
    public static Ending Of(Workshop workshop, IReadOnlyList<Remark> remarks)
    {
        var round = workshop.Rounds[0];
        return new(
            string.Join("; ", round.Outcomes.Select(o => $"{o.Amendment} {o.Result} {o.Tally.Count.Agree}:{o.Tally.Count.Disagree}:{o.Tally.Count.Pass}")),
            string.Join("\n", workshop.Current.Policy.Clauses.Select(c => $"{c.Id} {c.Text}")) + $"\n{workshop.Current.Number}",
            string.Join("; ", round.Fidelities.Select(f => $"{f.Amendment} {f.Matches} of {f.Answers}")),
            string.Join("; ", remarks.Select(r => $"{r.Amendment} {r.Words}").Order(StringComparer.Ordinal)));
    }
}
