using System.Globalization;

namespace PolicyBot.Core;

/// <summary>Names one workshop; 1–40 characters of a–z, 0–9 and '-', unique in the installation.</summary>
public readonly record struct WorkshopId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>A person's pseudonym inside one workshop (<c>P12</c>); the log knows people only by it.</summary>
public readonly record struct PersonId(string Value)
{
    public override string ToString() => Value;
}

/// <summary>A clause's stable id (<c>C7</c>): it survives replacement and is never reused.</summary>
public readonly record struct ClauseId(int Number)
{
    public override string ToString() => $"C{Number.ToString(CultureInfo.InvariantCulture)}";
}

/// <summary>An amendment's id (<c>A3</c>), counted from 1 in each workshop.</summary>
public readonly record struct AmendmentId(int Number)
{
    public override string ToString() => $"A{Number.ToString(CultureInfo.InvariantCulture)}";
}

/// <summary>A scenario's id (<c>S2</c>), counted from 1 in each workshop.</summary>
public readonly record struct ScenarioId(int Number)
{
    public override string ToString() => $"S{Number.ToString(CultureInfo.InvariantCulture)}";
}

/// <summary>A round's id (<c>R1</c>), counted from 1 in each workshop.</summary>
public readonly record struct RoundId(int Number)
{
    public override string ToString() => $"R{Number.ToString(CultureInfo.InvariantCulture)}";
}

/// <summary>A policy version's number, counted from 0 (the empty policy).</summary>
public readonly record struct VersionNumber(int Number)
{
    public override string ToString() => $"v{Number.ToString(CultureInfo.InvariantCulture)}";
}

/// <summary>Whose ballot it is: the person in attributed rounds, a keyed hash of the person in anonymous ones.</summary>
public readonly record struct Voter(string Value)
{
    public override string ToString() => Value;
}
