using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PolicyBot.Emulators.Discord.World;

namespace PolicyBot.Emulators.Discord.Rules;

/// <summary>Who a message would ping. Mark-up does not protect: a mention within code or after a backslash counts too.</summary>
/// <remarks>https://docs.discord.com/developers/resources/message#allowed-mentions-object</remarks>
internal static partial class Mentions
{
    private static readonly string[] All = ["everyone", "roles", "users"];

    public static void Check(JsonObject body)
    {
        if (body["allowed_mentions"] is not JsonObject allowed)
            return;
        var problems = new Problems();
        foreach (var kind in (string[])["users", "roles"])
        {
            problems.Count($"allowed_mentions.{kind}", allowed.List(kind).Count, 0, 100);
            if (allowed.List(kind).Count > 0 && allowed.List("parse").Any(p => (string?)p == kind))
                problems.Add("allowed_mentions", "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", $"parse:[\"{kind}\"] and {kind}: [ids...] are mutually exclusive.");
        }

        if (allowed.List("parse").Any(p => !All.Contains((string?)p)))
            problems.Add("allowed_mentions.parse", "BASE_TYPE_CHOICES", "Value must be one of ('everyone', 'roles', 'users').");
        problems.Throw();
    }

    /// <returns>Ids of people, <c>everyone</c>, <c>here</c>, or <c>role:</c> with its id.</returns>
    /// <param name="body">What was sent, with or without <c>allowed_mentions</c>.</param>
    /// <param name="shown">The message as it is shown.</param>
    public static IReadOnlyList<string> Pinged(JsonObject body, JsonObject shown, Channel channel, bool mayMentionEveryone)
    {
        var allowed = body["allowed_mentions"] as JsonObject;
        bool Parses(string kind) => allowed is null || allowed.List("parse").Any(p => (string?)p == kind);
        bool Lists(string kind, string id) => allowed?.List(kind).Any(i => (string?)i == id) == true;
        var text = Text(shown);
        var pinged = new List<string>();
        foreach (Match person in Person().Matches(text))
            if (Parses("users") || Lists("users", person.Groups[1].Value))
                pinged.Add(person.Groups[1].Value);
        foreach (Match mention in OfRole().Matches(text))
        {
            var id = mention.Groups[1].Value;
            var role = channel.Guild?.Roles.GetValueOrDefault(id);
            if ((Parses("roles") || Lists("roles", id)) && (mayMentionEveryone || role is { Mentionable: true }))
                pinged.Add($"role:{id}");
        }

        foreach (var all in (string[])["everyone", "here"])
            if (text.Contains($"@{all}", StringComparison.Ordinal) && Parses("everyone") && mayMentionEveryone)
                pinged.Add(all);
        return [.. pinged.Distinct()];
    }

    /// <summary>Content and text displays; embeds never ping.</summary>
    private static string Text(JsonObject shown) => string.Join('\n',
        [(string?)shown["content"] ?? "", .. Components.All(shown.List("components"))
            .Where(c => c.Kind() == ComponentKind.TextDisplay).Select(c => (string?)c["content"] ?? "")]);

    [GeneratedRegex(@"<@!?(\d+)>")]
    private static partial Regex Person();

    [GeneratedRegex(@"<@&(\d+)>")]
    private static partial Regex OfRole();
}
