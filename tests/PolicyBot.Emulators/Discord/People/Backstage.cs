using PolicyBot.Emulators.Discord.Gateway;
using PolicyBot.Emulators.Discord.Interactions;
using PolicyBot.Emulators.Discord.Rest;
using PolicyBot.Emulators.Discord.World;

namespace PolicyBot.Emulators.Discord.People;

/// <summary>What the handles of a test work with.</summary>
internal sealed record Backstage(DiscordState State, Announcer Announcer, Posting Posting, CommandRoutes Commands, Desk Desk)
{
    public T Locked<T>(Func<T> read)
    {
        lock (State.Gate)
            return read();
    }

    public void Locked(Action change)
    {
        lock (State.Gate)
            change();
    }
}
