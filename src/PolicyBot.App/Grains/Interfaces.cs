using PolicyBot.Core.Views;
using PolicyBot.Core.Workshops;

namespace PolicyBot.App.Grains;

/// <summary>One workshop: commands that change it are decided here one after the other. The key is the workshop's id.</summary>
public interface IWorkshopGrain : IGrainWithStringKey
{
    /// <summary>The present state, past the queue; null when it was never created.</summary>
    [AlwaysInterleave]
    Task<Immutable<Workshop?>> Look();

    Task<Immutable<Reply>> Decide(Immutable<Ask> ask);

    /// <summary>A move that the loop makes by itself. One that does not fit the state any more does nothing.</summary>
    Task Step(Immutable<LoopStep> step);
}

/// <summary>What the people of one workshop's running round put in: ballots, remarks, confirmations. The key is the workshop's id.</summary>
public interface IBallotBoxGrain : IGrainWithStringKey
{
    Task<Immutable<Reply>> Take(Immutable<Intaken> taken);

    /// <summary>The workshop tells what changed; calls go this way only.</summary>
    Task Refresh(Immutable<Workshop> workshop);
}

/// <summary>An ask of the intake, with the person behind its account.</summary>
public sealed record Intaken(Ask Ask, Core.PersonId Person);

/// <summary>One steward of one workshop. The key is <c>workshop|steward</c>.</summary>
public interface IStewardGrain : IGrainWithStringKey
{
    /// <summary>Makes the world match the rows; a call while one runs makes it run once more.</summary>
    [AlwaysInterleave]
    [OneWay]
    Task Run(Due due);
}
