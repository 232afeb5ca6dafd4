namespace PolicyBot.Discord.Rest;

/// <summary>
/// What shares a rate limit before Discord has named the bucket: the method, the path without its ids, and the top-level id.
/// https://docs.discord.com/developers/topics/rate-limits
/// </summary>
/// <param name="Template">Such as <c>PATCH channels/*/messages/*</c>.</param>
/// <param name="Major">The channel, guild or webhook; empty for none.</param>
public readonly record struct Route(string Template, string Major)
{
    /// <summary>An interaction's token stands there, which nobody may read in a log.</summary>
    private const int TokenAt = 2;

    public static Route Of(HttpMethod method, string path)
    {
        var parts = path.Split('?')[0].Split('/');
        var major = parts is ["channels" or "guilds" or "webhooks", { Length: > 0 } id, ..] ? id : "";
        for (var i = 1; i < parts.Length; i++)
            if (char.IsAsciiDigit(parts[i].FirstOrDefault()) || parts[i - 1] == "reactions" || (i == TokenAt && parts[0] is "webhooks" or "interactions"))
                parts[i] = "*";
        return new($"{method} {string.Join('/', parts)}", major);
    }
}
