using System.Security.Cryptography;
using System.Text;
using PolicyBot.Core;
using PolicyBot.Core.Views;
using PolicyBot.Core.Workshops;

namespace PolicyBot.App;

/// <summary>What people ask for about their own accounts.</summary>
public sealed class Accounts(IWorkshopStore store, RoundKeys keys)
{
    private const int Tries = 5;

    /// <summary>Letters and digits that nobody takes for one another.</summary>
    private const string Letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <summary>How one account is reminded; it is kept with the account, not in the log.</summary>
    public async Task<Decision> Remind(WorkshopId workshop, Account account, ChooseReminders command)
    {
        await store.ChooseReminders(workshop, account, command.Direct, CancellationToken.None);
        return Decision.Accept(command.Direct
            ? Reply.Say("You are reminded by direct message", "If that can't be sent, you are reminded in the channel. Change it back with: mine reminders channel")
            : Reply.Say("You are reminded in the channel", "Change it with: mine reminders direct"));
    }

    /// <summary>Gives a code to one account, or takes it from the other one, which proves that both are of one person.</summary>
    public async Task<Decision> Link(Workshop workshop, LinkMe command, Occasion occasion)
    {
        if (Joining.WhyNot(workshop) is { } no)
            return no;
        var person = occasion.By!.Value;
        if (command.Code is null)
            return await Give(workshop, person, occasion.Now);
        if (await store.WrongCodes(workshop.Id, person, occasion.Now - Lifetime, CancellationToken.None) >= Tries)
            return Decision.Refuse("That were too many wrong codes.", "Wait ten minutes, then say `link` on the other side for a new one.");
        if (await store.CodeOf(workshop.Id, Hash(workshop.Id, command.Code), occasion.Now, CancellationToken.None) is not { } owner)
        {
            await store.NoteWrongCode(workshop.Id, person, occasion.Now, CancellationToken.None);
            return Decision.Refuse("That code is wrong or too old.", "Say `link` on the other side for a new one, and use it here within 10 minutes.");
        }

        if (workshop.Running is { } round && keys.VoterIn(workshop.Id, round, person) is null)
            return Refusals.KeyMissing;
        var (voted, ranked) = await Doubled(workshop, workshop.Who(owner), person);
        return Joining.Join(workshop, (workshop.Who(owner), person), voted, ranked);
    }

    private async Task<Decision> Give(Workshop workshop, PersonId person, DateTimeOffset now)
    {
        var code = RandomNumberGenerator.GetString(Letters, 8);
        await store.Keep(workshop.Id, new LinkCode(Hash(workshop.Id, code), person, now + Lifetime), now, CancellationToken.None);
        return Decision.Accept(Reply.Say(
            $"Your code is {code[..4]}-{code[4..]}",
            $"Say `link {code[..4]}-{code[4..]}` from your other account, where {workshop.Name} is shown, within 10 minutes. It works once.",
            "Your votes then count once. Tell nobody the code: whoever uses it becomes you here."));
    }

    /// <summary>On how many amendments of the running round both have voted, and of how many clauses both have ranked the wordings.</summary>
    private async Task<(int Voted, int Ranked)> Doubled(Workshop workshop, PersonId one, PersonId other)
    {
        if (workshop.Running is not { } round)
            return (0, 0);
        var ballots = new List<AmendmentId>[2];
        var rankings = new List<ClauseId>[2];
        foreach (var (index, person) in new[] { one, other }.Index())
        {
            var voter = keys.VoterIn(workshop.Id, round, person)!.Value;
            ballots[index] = [.. (await store.BallotsOf(workshop.Id, round.Id, voter, CancellationToken.None)).Select(b => b.Amendment)];
            rankings[index] = [.. (await store.Rankings(workshop.Id, round.Id, voter, CancellationToken.None)).Select(r => r.Clause)];
        }

        return (ballots[0].Intersect(ballots[1]).Count(), rankings[0].Intersect(rankings[1]).Count());
    }

    private static string Hash(WorkshopId workshop, string code)
    {
        var letters = code.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit).ToArray();
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{workshop}|{new string(letters)}")));
    }
}
