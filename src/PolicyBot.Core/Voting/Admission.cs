namespace PolicyBot.Core.Voting;

/// <summary>Whether an item may go to the store.</summary>
public abstract record Admission<T>;

/// <summary>It may: the store's own conditions (deadline, seal, newer event) still hold for it.</summary>
public sealed record Admitted<T>(T Item) : Admission<T>;

public sealed record TurnedAway<T>(Refused Refused) : Admission<T>;

/// <summary>Nothing is stored and nothing needs to be said: discussion, or a reaction that means nothing here.</summary>
public sealed record PassedOver<T>(string Why) : Admission<T>;
