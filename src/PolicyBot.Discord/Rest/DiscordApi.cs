using PolicyBot.Discord.Commands;
using PolicyBot.Discord.Gateway;
using PolicyBot.Discord.Interactions;
using PolicyBot.Discord.Rendering;

namespace PolicyBot.Discord.Rest;

/// <summary>The routes of Discord's API that the bot uses. https://docs.discord.com/developers/reference</summary>
public sealed class DiscordApi(RestClient rest, DiscordOptions options)
{
    private const int Page = 100;

    public async Task<Application?> Application(CancellationToken stop) => (await Get("applications/@me", stop)).As<Application>();

    /// <summary>Who the bot is; the answer tells whether the token is good.</summary>
    public Task<RestAnswer> Me(CancellationToken stop) => Get("users/@me", stop);

    public async Task<GatewayBot?> Gateway(CancellationToken stop) => (await Get("gateway/bot", stop)).As<GatewayBot>();

    // Messages and threads
    public Task<RestAnswer> Create(string channel, MessageBody body, CancellationToken stop) => rest.Send(
        new RestCall(HttpMethod.Post, $"channels/{channel}/messages", body) { Uploads = body.Uploads, Repeatable = body.EnforceNonce == true }, stop);

    public Task<RestAnswer> Edit(string channel, string message, MessageBody body, CancellationToken stop) => rest.Send(
        new RestCall(HttpMethod.Patch, $"channels/{channel}/messages/{message}", body) { Uploads = body.Uploads }, stop);

    /// <summary>The newest messages, at most 100.</summary>
    public Task<RestAnswer> Newest(string channel, CancellationToken stop) => Get($"channels/{channel}/messages?limit={Page}", stop);

    public Task<RestAnswer> StartThread(string channel, string message, string name, CancellationToken stop) => rest.Send(
        new RestCall(HttpMethod.Post, $"channels/{channel}/messages/{message}/threads", new { Name = name, AutoArchiveDuration = 10_080 }), stop);

    public Task<RestAnswer> Acknowledge(string channel, string message, string emoji, CancellationToken stop) => rest.Send(
        new RestCall(HttpMethod.Put, $"channels/{channel}/messages/{message}/reactions/{Uri.EscapeDataString(emoji)}/@me"), stop);

    /// <summary>Everybody who put that reaction on a message; null when the message can't be read.</summary>
    public Task<IReadOnlyList<User>?> Reacted(string channel, string message, string emoji, CancellationToken stop) =>
        All<User>($"channels/{channel}/messages/{message}/reactions/{Uri.EscapeDataString(emoji)}?limit={Page}", Page, u => u.Id, stop);

    public Task<RestAnswer> OpenDirect(string user, CancellationToken stop) =>
        rest.Send(new RestCall(HttpMethod.Post, "users/@me/channels", new { RecipientId = user }), stop);

    // Guilds
    public Task<RestAnswer> Channel(string channel, CancellationToken stop) => Get($"channels/{channel}", stop);

    public async Task<Guild?> Guild(string guild, CancellationToken stop) => (await Get($"guilds/{guild}", stop)).As<Guild>();

    public async Task<IReadOnlyList<Role>> Roles(string guild, CancellationToken stop) => (await Get($"guilds/{guild}/roles", stop)).As<List<Role>>() ?? [];

    public async Task<GuildMember?> Member(string guild, string user, CancellationToken stop) => (await Get($"guilds/{guild}/members/{user}", stop)).As<GuildMember>();

    /// <summary>Everybody in the guild; null without the intent for it.</summary>
    public Task<IReadOnlyList<GuildMember>?> Members(string guild, CancellationToken stop) =>
        All<GuildMember>($"guilds/{guild}/members?limit=1000", 1_000, m => m.User?.Id ?? "0", stop);

    // Commands
    public async Task<IReadOnlyList<ApplicationCommand>?> Commands(CancellationToken stop) =>
        (await Get($"applications/{options.ApplicationId}/commands", stop)).As<List<ApplicationCommand>>();

    public Task<RestAnswer> Overwrite(IReadOnlyList<ApplicationCommand> commands, CancellationToken stop) =>
        rest.Send(new RestCall(HttpMethod.Put, $"applications/{options.ApplicationId}/commands", commands), stop);

    // Interactions
    public Task<RestAnswer> Call(Interaction interaction, Callback callback, CancellationToken stop) => rest.Send(
        new RestCall(HttpMethod.Post, $"interactions/{interaction.Id}/{interaction.Token}/callback", callback) { OfInteraction = true }, stop);

    public Task<RestAnswer> EditOriginal(string token, MessageBody body, CancellationToken stop) => rest.Send(
        new RestCall(HttpMethod.Patch, $"webhooks/{options.ApplicationId}/{token}/messages/@original", body) { OfInteraction = true, Uploads = body.Uploads }, stop);

    public Task<RestAnswer> FollowUp(string token, MessageBody body, CancellationToken stop) => rest.Send(
        new RestCall(HttpMethod.Post, $"webhooks/{options.ApplicationId}/{token}", body) { OfInteraction = true, Uploads = body.Uploads, Repeatable = false }, stop);

    private Task<RestAnswer> Get(string path, CancellationToken stop) => rest.Send(new RestCall(HttpMethod.Get, path), stop);

    private async Task<IReadOnlyList<T>?> All<T>(string path, int page, Func<T, string> id, CancellationToken stop)
    {
        var all = new List<T>();
        var after = "0";
        while (true)
        {
            if ((await Get($"{path}&after={after}", stop)).As<List<T>>() is not { } some)
                return null;
            all.AddRange(some);
            if (some.Count < page)
                return all;
            after = some.Select(id).MaxBy(ulong.Parse)!;
        }
    }
}
