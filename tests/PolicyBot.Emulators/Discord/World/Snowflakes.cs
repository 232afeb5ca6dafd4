using System.Globalization;

namespace PolicyBot.Emulators.Discord.World;

/// <summary>Ids that grow with time: milliseconds since 2015 in the upper 42 bits.</summary>
/// <remarks>https://docs.discord.com/developers/reference#snowflakes</remarks>
internal sealed class Snowflakes(TimeProvider clock)
{
    private const long Epoch = 1_420_070_400_000;
    private long last;

    public string Next()
    {
        var now = (clock.GetUtcNow().ToUnixTimeMilliseconds() - Epoch) << 22;
        while (true)
        {
            var seen = Volatile.Read(ref last);
            var next = Math.Max(now, seen + 1);
            if (Interlocked.CompareExchange(ref last, next, seen) == seen)
                return next.ToString(CultureInfo.InvariantCulture);
        }
    }

    public static ulong Number(string id) => ulong.Parse(id, CultureInfo.InvariantCulture);
}
