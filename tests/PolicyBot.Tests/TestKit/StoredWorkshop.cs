using Microsoft.Extensions.Time.Testing;
using PolicyBot.App;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Voting;
using PolicyBot.Core.Workshops;
using PolicyBot.Storage;
using Xunit;

namespace PolicyBot.Tests.TestKit;

/// <summary>The clinic's workshop beside a real database, for parts of the shell that need no grains.</summary>
internal sealed class StoredWorkshop : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("policybot-stored-");
    private int _events;

    public StoredWorkshop()
    {
        Store = SqliteWorkshopStore.Open(Path.Combine(_folder.FullName, "care.db"), Clock);
        Keys = new RoundKeys(Path.Combine(_folder.FullName, "keys"));
    }

    public FakeTimeProvider Clock { get; } = new(SmallWorkshop.Start.AddHours(1));

    public SqliteWorkshopStore Store { get; }

    public RoundKeys Keys { get; }

    /// <summary>Its places, and a round with live counts unless another one is given; Ana (P1) is the facilitator.</summary>
    public static Workshop Showing(IEnumerable<Place> places, Round? round = null) =>
        SmallRounds.Workshop(round ?? SmallWorkshop.Open with { Rule = SmallWorkshop.Open.Rule with { Hidden = false } }) with
        {
            Places = [.. places],
            Facilitators = ["P1"],
        };

    /// <summary>People with their accounts (<c>discord:ana</c>), the first of whom is P1.</summary>
    public async Task Enter(params string[] accounts)
    {
        foreach (var account in accounts)
            await Store.Enter(new("care"), new Account(account.Split(':')[0], account.Split(':')[1]), account, default);
    }

    /// <summary>Makes the round's row, so that it takes ballots.</summary>
    public async Task Stores(Workshop workshop) => Assert.Equal(Appended.Done, await Store.Append(
        new Append(workshop.Id, 0, [])
        {
            Row = new WorkshopRow(workshop.Id, workshop.Name, workshop.Places, false),
            Rounds = [.. workshop.Rounds.Select(r => new RoundRow(r.Id, r.State, r.ClosesAt))],
        }, default));

    public async Task Votes(Workshop workshop, string person, Vote vote = Vote.Agree)
    {
        var voter = Keys.VoterIn(workshop.Id, workshop.Running!, new(person))!.Value;
        var ballot = SmallRounds.Ballot(SmallWorkshop.ChangeDoses, vote) with { Voter = voter, CastAt = Clock.GetUtcNow() };
        Assert.Equal(Recorded.Stored, await Store.Cast(workshop.Id, ballot, new Receipt($"event:{_events++}", Clock.GetUtcNow()), default));
    }

    public void Dispose()
    {
        Store.Dispose();
        _folder.Delete(recursive: true);
    }
}
