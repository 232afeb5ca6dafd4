using PolicyBot.Core;

namespace PolicyBot.App;

public partial interface IWorkshopStore
{
    // People
    /// <summary>The person behind an account; made on first use with the next free pseudonym. The newest name is kept.</summary>
    Task<Person> Enter(WorkshopId workshop, Account account, string name, CancellationToken cancellation);

    /// <summary>The people behind these accounts, in order; whoever is new is entered without having done anything yet.</summary>
    Task<IReadOnlyList<PersonId>> Enlist(WorkshopId workshop, IReadOnlyList<Member> members, CancellationToken cancellation);

    Task<IReadOnlyList<Person>> People(WorkshopId workshop, CancellationToken cancellation);

    /// <summary>Whether an account gets reminders by direct message, or in the channel.</summary>
    Task ChooseReminders(WorkshopId workshop, Account account, bool direct, CancellationToken cancellation);

    /// <summary>Keeps a person's code in place of an earlier one.</summary>
    Task Keep(WorkshopId workshop, LinkCode code, DateTimeOffset now, CancellationToken cancellation);

    /// <summary>To whom a code was given; null for a wrong one, or when its time is over.</summary>
    Task<PersonId?> CodeOf(WorkshopId workshop, string hash, DateTimeOffset now, CancellationToken cancellation);

    Task NoteWrongCode(WorkshopId workshop, PersonId person, DateTimeOffset at, CancellationToken cancellation);

    /// <summary>How many wrong codes a person has given since a time.</summary>
    Task<int> WrongCodes(WorkshopId workshop, PersonId person, DateTimeOffset since, CancellationToken cancellation);
}

/// <param name="Name">Null once forgotten.</param>
/// <param name="Accounts">Empty once forgotten.</param>
public sealed record Person(PersonId Id, string? Name, IReadOnlyList<Account> Accounts)
{
    /// <summary>True when they have done nothing before: they are told what is stored.</summary>
    public bool New { get; init; }

    /// <summary>Accounts that asked for reminders by direct message.</summary>
    public IReadOnlyList<Account> Direct { get; init; } = [];
}

/// <param name="TextHashes">Hashes of <see cref="Text"/>s whose salt and words go.</param>
/// <param name="Voters">The person's voters in attributed rounds: their comments and dissents stay without their words.</param>
public sealed record Erasure(IReadOnlyList<string> TextHashes, IReadOnlyList<Voter> Voters)
{
    /// <summary>The person's voters in anonymous rounds that have not ended. Wordless remarks would show what one person, whom the log names,
    /// had said something about, so theirs go whole; from the seal on a file may hold comments and reasons already, so those stay.</summary>
    public IReadOnlyList<Voter> Nameless { get; init; } = [];

    /// <summary>What repeats of the person's earlier events are answered from now on (JSON), as the answers repeat their words.</summary>
    public string Answer { get; init; } = "{}";
}

/// <summary>One person's accounts, and their votes and words in running rounds, become another's.</summary>
public sealed record Join(PersonId From, PersonId Into, IReadOnlyList<(RoundId Round, Voter From, Voter Into)> Voters);

/// <param name="Hash">Of the code, which itself is not stored.</param>
/// <param name="Person">To whom it was given.</param>
public sealed record LinkCode(string Hash, PersonId Person, DateTimeOffset Until);
