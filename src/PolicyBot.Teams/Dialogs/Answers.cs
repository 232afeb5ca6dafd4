using System.Collections.Concurrent;
using System.Security.Cryptography;
using PolicyBot.App;
using PolicyBot.Core.Views;

namespace PolicyBot.Teams.Dialogs;

/// <summary>
/// Answers that wait for the one person who may see them: those that were not ready in time, and those that could not be said in
/// a channel. They live in memory alone, as what a private answer says about a ballot must not outlive the round's key.
/// </summary>
internal sealed class Answers
{
    private const int Most = 10_000;
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(30);
    private readonly ConcurrentDictionary<string, Waiting> _waiting = new(StringComparer.Ordinal);

    /// <returns>The name under which its person fetches it.</returns>
    public string Keep(Account account, Task<Reply> reply)
    {
        if (_waiting.Count >= Most)
            foreach (var old in _waiting.Where(w => w.Value.IsOld))
                _waiting.TryRemove(old);
        var name = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        _waiting[name] = new Waiting(account, reply, TimeProvider.System.GetTimestamp());
        return name;
    }

    /// <returns>Null when it is gone, or somebody else's.</returns>
    public Task<Reply>? Find(string name, Account account) =>
        _waiting.TryGetValue(name, out var waiting) && !waiting.IsOld && waiting.Account == account ? waiting.Reply : null;

    private sealed record Waiting(Account Account, Task<Reply> Reply, long Since)
    {
        public bool IsOld => TimeProvider.System.GetElapsedTime(Since) > Kept;
    }
}
