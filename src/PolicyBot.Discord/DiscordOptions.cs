using Microsoft.Extensions.Configuration;
using PolicyBot.Discord.Interactions;

namespace PolicyBot.Discord;

/// <summary>How interactions reach the bot; Discord does one or the other, never both.</summary>
public enum Delivery
{
    /// <summary>Over the gateway's socket: no public address is needed.</summary>
    Gateway,

    /// <summary>By signed POSTs to <c>/discord/interactions</c>.</summary>
    Http,
}

/// <summary>The settings <c>Discord__*</c>.</summary>
/// <param name="Token">The bot's token; never shown or logged.</param>
public sealed record DiscordOptions(string Token, string ApplicationId)
{
    public const string UsualBase = "https://discord.com/api/v10/";

    public Delivery Delivery { get; init; }

    /// <summary>Discord's key for signed interactions; null unless they come by HTTP.</summary>
    public Signature? Signature { get; init; }

    /// <summary>Ends with a slash.</summary>
    public Uri ApiBase { get; init; } = new(UsualBase);

    /// <summary>The address in links that people get.</summary>
    public string PublicUrl { get; init; } = "";

    public override string ToString() => $"Discord application {ApplicationId} by {Delivery}";

    /// <summary>Reads and checks the section <c>Discord</c>.</summary>
    /// <returns>Null when nothing is set; one line for each wrong value: what it is, and what it may be.</returns>
    public static (DiscordOptions? Options, IReadOnlyList<string> Problems) Read(IConfiguration section, string publicUrl)
    {
        if (section.GetChildren().All(c => string.IsNullOrEmpty(c.Value)))
            return (null, []);
        var problems = new List<string>();
        var (token, application) = (section["Token"] ?? "", section["ApplicationId"] ?? "");
        if (token.Length == 0 || token.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)))
            problems.Add("Discord__Token must be the bot's token: Developer Portal, your application, Bot, Reset Token.");
        if (!ulong.TryParse(application, out _))
            problems.Add($"Discord__ApplicationId is '{application}'; it must be the number under General Information, Application ID.");
        if (!Enum.TryParse<Delivery>(section["Delivery"] ?? "gateway", ignoreCase: true, out var delivery) || !Enum.IsDefined(delivery))
            problems.Add($"Discord__Delivery is '{section["Delivery"]}'; it must be gateway or http.");
        if (!Uri.TryCreate((section["ApiBase"] ?? UsualBase).TrimEnd('/') + "/", UriKind.Absolute, out var api) || api.Scheme is not ("http" or "https"))
            problems.Add($"Discord__ApiBase is '{section["ApiBase"]}'; it must be an address such as {UsualBase}.");
        var signature = Signature.From(section["PublicKey"] ?? "");
        if (signature is null && (delivery == Delivery.Http || !string.IsNullOrEmpty(section["PublicKey"])))
            problems.Add("Discord__PublicKey must be the 64 hex digits under General Information, Public Key; interactions by http need it.");
        return problems.Count > 0 ? (null, problems) : (new DiscordOptions(token, application)
        {
            Delivery = delivery,
            Signature = signature,
            ApiBase = api!,
            PublicUrl = publicUrl.TrimEnd('/'),
        }, problems);
    }
}
