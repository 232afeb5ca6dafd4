using System.Collections.Immutable;

namespace PolicyBot.Core.CommandLine;

/// <summary>What a typed line, a button's act or a sent form means.</summary>
public abstract record Reading;

public sealed record Understood(Command Command) : Reading;

/// <summary>The command is clear and something is missing: open its form (<see cref="Forms"/>).</summary>
public sealed record Wanting(CommandSpec Spec, Values SoFar, ImmutableList<Parameter> Missing) : Reading;

/// <param name="Reason">What is wrong, one sentence.</param>
/// <param name="Next">What to do, one or two sentences.</param>
public sealed record NotUnderstood(string Reason, string Next) : Reading;
