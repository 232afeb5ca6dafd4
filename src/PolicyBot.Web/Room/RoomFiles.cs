using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using PolicyBot.App;
using PolicyBot.Core.Views;

namespace PolicyBot.Web.Room;

/// <summary>Files that came with an answer, kept in memory for half an hour behind addresses that nobody can guess.</summary>
public sealed class RoomFiles([FromKeyedServices(Clock.Key)] TimeProvider clock)
{
    private const int Most = 200;
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(30);
    private readonly ConcurrentDictionary<string, Offered> _offered = new(StringComparer.Ordinal);

    /// <param name="only">The only account id that may fetch it; null: whoever has the address.</param>
    public RoomFile Offer(ReplyFile file, string? only)
    {
        Sweep();
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        _offered[token] = new Offered(file, only, clock.Now() + Kept);
        return new RoomFile(file.Name, token);
    }

    /// <param name="who">The account id that asks, where the entrance vouches for it; null at an open entrance.</param>
    /// <returns>Null when it is not there, its time is over, or it is somebody else's.</returns>
    public ReplyFile? Fetch(string token, string? who) =>
        _offered.TryGetValue(token, out var found) && clock.Now() < found.Until && (who is null || found.Only is null || found.Only == who)
            ? found.File
            : null;

    private void Sweep()
    {
        var now = clock.Now();
        var oldest = _offered.OrderBy(o => o.Value.Until).ToList();
        foreach (var (token, _) in oldest.Where((o, i) => o.Value.Until <= now || i <= oldest.Count - Most))
            _offered.TryRemove(token, out _);
    }

    private sealed record Offered(ReplyFile File, string? Only, DateTimeOffset Until);
}
