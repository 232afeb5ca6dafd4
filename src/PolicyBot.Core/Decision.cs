using System.Collections.Immutable;
using PolicyBot.Core.Log;
using PolicyBot.Core.Views;

namespace PolicyBot.Core;

/// <summary>What Core answers to a command: changes to store and a reply, or a refusal that says what to do next.</summary>
public abstract record Decision
{
    public static Accepted Accept(Reply reply, params IEnumerable<Change> changes) => new([.. changes], reply);

    public static Refused Refuse(string reason, string next) => new(reason, next);
}

/// <summary>The changes in order (possibly none: the answer to a repeat), and what the person sees.</summary>
public sealed record Accepted(ImmutableList<Change> Changes, Reply Reply) : Decision;

/// <summary>Nothing is stored. <paramref name="Reason"/> says what is wrong, <paramref name="Next"/> what to do, each one sentence.</summary>
public sealed record Refused(string Reason, string Next) : Decision;
