using System.Collections.Immutable;

namespace PolicyBot.Core.Rounds;

/// <summary>Whether one linked place shows a redraft with all of its responses.</summary>
/// <param name="Since">Since when it does; null: it does not.</param>
/// <param name="Never">Its channel is off, refuses it, or somebody deletes it.</param>
public readonly record struct Showing(DateTimeOffset? Since, bool Never = false)
{
    /// <summary>How long what can be seen waits for what can't: for another place, and for another redraft.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    /// <summary>
    /// The redrafts that may be put in without a vote: those that a place shows, when every place shows all of them that can, or a while
    /// after the first was seen. One that nobody can see is never among them. Together where they can be, as each version changes what
    /// the others are compared with.
    /// </summary>
    /// <returns>Those, and when to look again though nothing has changed; null when there is no need.</returns>
    public static (ImmutableList<AmendmentId> Ready, DateTimeOffset? Next) Seen(
        ImmutableList<(AmendmentId Redraft, ImmutableList<Showing> Places)> waiting, DateTimeOffset now)
    {
        var seen = waiting.FindAll(w => w.Places.Exists(p => p.Since is not null));
        if (seen.IsEmpty)
            return ([], null);
        var everywhere = seen.Count == waiting.Count && seen.TrueForAll(w => w.Places.TrueForAll(p => p.Since is not null || p.Never));
        var over = seen.Min(w => w.Places.Min(p => p.Since))!.Value + Patience;
        return everywhere || now >= over ? (seen.ConvertAll(w => w.Redraft), null) : ([], over);
    }
}
