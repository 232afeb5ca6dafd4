using PolicyBot.Emulators.Discord.Gateway;
using PolicyBot.Emulators.Discord.Rest;

namespace PolicyBot.HostTests.Discord;

/// <summary>
/// The same workshop while events are lost, doubled and late, requests are refused, sockets break, a resume fails, a card is
/// deleted, and the host is restarted.
/// </summary>
public sealed class PlayedInAStorm : Played
{
    protected override Task BeforeVotes()
    {
        Workshop.Discord.Disturbs(
            new Disturbing(EventFault.Lost, "INTERACTION_CREATE", Every: 9),
            new Disturbing(EventFault.Doubled, "INTERACTION_CREATE", Every: 4),
            new Disturbing(EventFault.Lost, "MESSAGE_REACTION_ADD", Every: 6),
            new Disturbing(EventFault.Doubled, "MESSAGE_REACTION_ADD", Every: 3),
            new Disturbing(EventFault.Late, "MESSAGE_REACTION_ADD", Every: 5));
        Workshop.Discord.Fails(
            new Failing(new RestFault.TooMany(Scope.User, 0.4), "PATCH", "/channels", Times: 4),
            new Failing(new RestFault.TooManyAsHtml(RetryAfter: 1), "PATCH", "/channels", Times: 2),
            new Failing(new RestFault.TooMany(Scope.Global, 0.3), Times: 2),
            new Failing(new RestFault.Status(502), "PATCH", Times: 2),
            new Failing(new RestFault.HangUp(), "PATCH", Times: 2),
            new Failing(new RestFault.HangUp(), "POST", "/callback", Times: 2));
        return Task.CompletedTask;
    }

    protected override async Task AmongVotes()
    {
        await ResumeFails();
        await CardIsDeleted();
        await HostRestarts();
    }

    protected override Task BeforeClose()
    {
        Workshop.Discord.Fails(
            new Failing(new RestFault.LostAnswer(), "POST", "/channels/{channel_id}/messages"),
            new Failing(new RestFault.TooMany(Scope.Shared, 0.2), "POST", "/channels/{channel_id}/messages", Times: 2),
            new Failing(new RestFault.Status(500), "PATCH", "/channels", Times: 2));
        Workshop.Discord.AskToReconnect();
        return Task.CompletedTask;
    }

    /// <summary>After a session that could not resume the bot reads the reactions again, also those whose events were lost.</summary>
    private async Task ResumeFails()
    {
        var (identifies, card) = (Workshop.Discord.Identifies, await Amendment("A1"));
        Workshop.Discord.Calms();
        Workshop.Discord.RefuseResumes(1);
        Workshop.Discord.Close(4000);
        People[^1].Reacts("👍", card);
        People[^1].TakesBack("👍", card);
        await Workshop.Until(() => Workshop.Discord.Identifies > identifies && Workshop.Discord.Connected == 1, "no new session began");
        await UntilCounted("A1 15:0:0; A2 10:5:0");
        Workshop.Discord.Disturbs(new Disturbing(EventFault.Doubled, Every: 3), new Disturbing(EventFault.Lost, "INTERACTION_CREATE", Every: 9));
    }

    private async Task CardIsDeleted()
    {
        var card = await Amendment("A1");
        Maya.Deletes(card);
        await Workshop.Insists(() => People[15].Says("/policybot vote amendment:A1 vote:agree"));
        await Workshop.Until(() => Workshop.Discord.General.Find("A1 ·") is { Deleted: false }, "the deleted card never came back");
    }

    private async Task HostRestarts()
    {
        await Workshop.StopHost();
        People[20].Reacts("👍", await Amendment("A1"));
        await Workshop.StartHost();
    }
}
