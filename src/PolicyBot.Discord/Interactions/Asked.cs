using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using PolicyBot.App;
using PolicyBot.Core.Workshops;
using PolicyBot.Discord.Commands;
using PolicyBot.Discord.Rendering;

namespace PolicyBot.Discord.Interactions;

/// <summary>What an interaction asks of the bot.</summary>
public abstract partial record Asked
{
    /// <summary>Before a button's act: open the act's form, also when nothing is missing.</summary>
    public const string Opening = "? ";

    /// <param name="place">Where it was said; a thread counts as its channel.</param>
    /// <param name="now">When it was received.</param>
    public static Asked Of(Interaction interaction, Place place, DateTimeOffset now) => (interaction, interaction.Data, interaction.Member?.User ?? interaction.User) switch
    {
        ({ Type: Interaction.Ping }, _, _) => new Ping(),
        ({ Type: Interaction.Autocomplete }, { Options: { } options }, _) when Words(options) is var (words, values) && values.FirstOrDefault(v => v?.Focused == true) is { Name: not null } typed =>
            new Completing(place, words, typed.Name, typed.Value is { } begun ? Wire.Text(begun) : ""),
        ({ Type: Interaction.Command }, { Type: InteractionData.MessageMenu } data, { Id: not null } user) => FromMenu(interaction, data, Line(interaction, user, place, now)),
        ({ Type: Interaction.Command }, { Options: { } options } data, { Id: not null } user) when Words(options) is var (words, values) =>
            new Said(Line(interaction, user, place, now) with { Text = words, Values = ValuesOf(values) }) { File = FileIn(data, values) },
        ({ Type: Interaction.Pressed }, { CustomId: { } act }, { Id: not null } user) => Pressed(interaction, act, Line(interaction, user, place, now)),
        ({ Type: Interaction.Submitted }, { CustomId: { } act } data, { Id: not null } user) =>
            new Said(Line(interaction, user, place, now) with { Text = act, Values = Fields(data) }) { File = FileIn(data), FromForm = true },
        _ => new Strange(),
    };

    private static Line Line(Interaction interaction, User user, Place place, DateTimeOffset now) =>
        new("", ImmutableDictionary<string, string>.Empty, new Account("discord", user.Id), (interaction.Member ?? new GuildMember()).Name(user), place)
        {
            EventId = $"discord:{interaction.Id}",
            ReceivedAt = now,
        };

    private static Said Pressed(Interaction interaction, string act, Line line)
    {
        var opens = act.StartsWith(Opening, StringComparison.Ordinal);
        var isPrivate = (interaction.Message?.Flags & MessagePart.Ephemeral) is not (null or 0);
        return new Said(line with { Text = opens ? act[Opening.Length..] : act, Opens = opens }) { Updates = isPrivate && IsStep(act) };
    }

    /// <summary>A step of the private walk, or the answer to "are you sure?": the message that asked shows what came of it.</summary>
    private static bool IsStep(string act) =>
        act.Split(' ') is ["ballot", ..] || act.EndsWith(" walk:yes", StringComparison.Ordinal) || act.Split(' ')[^1] is "sure" or "sure:yes" or "--sure";

    private static Asked FromMenu(Interaction interaction, InteractionData data, Line line) =>
        data is { TargetId: { } id, Name: { } name } && CommandSet.Menu.TryGetValue(name, out var entry) && data.Resolved?.Messages?.GetValueOrDefault(id) is { } message
            ? new Said(line with
            {
                Text = entry.Command,
                Values = string.IsNullOrWhiteSpace(message.Content) ? line.Values : line.Values.Add(entry.Field, message.Content),
                Opens = true,
            })
            : new Strange();

    /// <summary>The catalogue's words for a subcommand, and what was given with it.</summary>
    private static (string Words, IReadOnlyList<Given> Values)? Words(IReadOnlyList<Given> options)
    {
        var path = new List<string>();
        while (options is [{ Name: not null, Type: Given.Subcommand or Given.Group } only])
        {
            path.Add(only.Name);
            options = only.Options ?? [];
        }

        return path.Count == 0 ? null : (CommandSet.WordsOf(path), options);
    }

    private static ImmutableDictionary<string, string> ValuesOf(IEnumerable<Given> given) => given
        .Where(g => g is { Name: not null, Type: not Given.Attachment, Value.ValueKind: not (JsonValueKind.False or JsonValueKind.Null) }).DistinctBy(g => g.Name)
        .ToImmutableDictionary(g => g.Name, g => g.Value!.Value.ValueKind == JsonValueKind.True ? "yes" : Named(g.Name, Wire.Text(g.Value.Value)));

    /// <summary>Where people are named, a mention is the id of its account; anywhere else it is somebody's words.</summary>
    private static string Named(string option, string value) => option is "name" or "electorate" ? Mention().Replace(value, "$1") : value;

    [GeneratedRegex(@"<@!?([0-9]{1,20})>")]
    private static partial Regex Mention();

    private static ImmutableDictionary<string, string> Fields(InteractionData data) => All(data)
        .Where(f => f.CustomId is not null and not Modal.File).DistinctBy(f => f.CustomId)
        .ToImmutableDictionary(f => f.CustomId!, f => f.Value ?? f.Values?.FirstOrDefault() ?? "");

    private static IEnumerable<Filled> All(InteractionData data) =>
        (data.Components ?? []).SelectMany(c => (c?.Components ?? []).Append(c?.Component)).OfType<Filled>();

    private static AttachmentPart? FileIn(InteractionData data, IEnumerable<Given> given) =>
        given.FirstOrDefault(g => g?.Type == Given.Attachment) is { Value: { } id } ? data.Resolved?.Attachments?.GetValueOrDefault(Wire.Text(id)) : null;

    private static AttachmentPart? FileIn(InteractionData data) =>
        All(data).FirstOrDefault(f => f.CustomId == Modal.File)?.Values?.FirstOrDefault() is { } id ? data.Resolved?.Attachments?.GetValueOrDefault(id) : null;
}

/// <summary>Discord asks whether the bot listens.</summary>
public sealed record Ping : Asked;

/// <summary>What could stand in the field that is being typed.</summary>
public sealed record Completing(Place Place, string Command, string Parameter, string Begun) : Asked;

/// <summary>A line for the bot.</summary>
public sealed record Said(Line Line) : Asked
{
    /// <summary>A document that came along.</summary>
    public AttachmentPart? File { get; init; }

    /// <summary>The answer replaces the message whose button was pressed.</summary>
    public bool Updates { get; init; }

    /// <summary>It was sent from a dialog, and Discord opens no dialog in answer to a dialog.</summary>
    public bool FromForm { get; init; }
}

/// <summary>Nothing that this version knows.</summary>
public sealed record Strange : Asked;
