using System.Collections.Immutable;
using System.Globalization;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Scenarios;
using PolicyBot.Core.Views;

namespace PolicyBot.Core.Workshops;

/// <summary>Settings in words.</summary>
public static class SettingsFacts
{
    public static ImmutableList<Fact> Of(Settings settings, Names names) =>
    [
        new("Time zone", settings.TimeZone),
        .. Of(settings.Rule, names),
        new("Redraft", settings.Redraft switch
        {
            RedraftMode.Vote => "goes into the next round",
            RedraftMode.Facilitator => "a facilitator may apply it",
            RedraftMode.Automatic => "is applied once everybody can see it, until the next round ratifies it",
            _ => throw new System.Diagnostics.UnreachableException(),
        }),
        new("Confirming lasts", Span(settings.ConfirmFor)),
        new("No reminders", settings.Quiet.From == settings.Quiet.To ? "no quiet hours" : $"{Hour(settings.Quiet.From)} to {Hour(settings.Quiet.To)}"),
        new("Samples", settings.Samples == 1 ? "1 response each" : $"{Number(settings.Samples)} responses each"),
        .. Of(settings.Sampling ?? new Sampling()),
        new("Judge", settings.Judge switch { null => "the model that answers", Settings.NoJudge => "off", var name => name }),
        new("Budget", settings.Budget?.ToString() ?? "no cap"),
    ];

    private static IEnumerable<Fact> Of(Sampling sampling) =>
    [
        new("Model", sampling.Model ?? "the usual one"),
        .. sampling.Temperature is { } t ? [new Fact("Temperature", t.ToString(CultureInfo.InvariantCulture))] : Array.Empty<Fact>(),
        .. sampling.Seed is { } seed ? [new Fact("Seed", Number(seed))] : Array.Empty<Fact>(),
        .. sampling.LongestAnswer is { } tokens ? [new Fact("Longest answer", $"{Number(tokens)} tokens")] : Array.Empty<Fact>(),
    ];

    public static ImmutableList<Fact> Of(DecisionRule rule, Names names) =>
    [
        new("Electorate", rule.Electorate switch
        {
            EverybodyHere => "everybody here",
            EverybodyOf e => $"everybody here, {Number(e.People)} people",
            ChannelMembers => "everybody who is in the linked channels when a round opens",
            RoleHolders r => $"everybody who has the role “{r.Role}” when a round opens",
            ListedPeople l => string.Join(", ", l.People.Select(p => names.Of(p))),
            _ => throw new System.Diagnostics.UnreachableException(),
        }),
        new("Quorum", rule.Quorum switch
        {
            QuorumOf { People: 1 } => "1 person",
            QuorumOf q => $"{Number(q.People)} people",
            QuorumShare q => $"{Number(q.Percent)} % of the electorate",
            _ => throw new System.Diagnostics.UnreachableException(),
        }),
        new("Threshold", $"{Number(rule.Threshold)} % agree"),
        new("Group floor", rule.GroupFloor is { } floor ? $"above {Number(floor)} % in every group of 5 or more" : "off"),
        new("Fidelity", $"below {Number(rule.Fidelity)} % a change returns"),
        new("Voters", rule.Anonymous ? "anonymous" : "attributed"),
        .. rule.Ranked == true ? [new Fact("Rival wordings", "ranked")] : Array.Empty<Fact>(),
        .. rule.Blind == true ? [new Fact("Confirming", "without saying which response is new")] : Array.Empty<Fact>(),
        new("Results", rule.Hidden ? "hidden until the close" : "live"),
    ];

    private static string Span(TimeSpan time) =>
        time.Hours == 0 ? $"{Number(time.Days)} d" : $"{Number((int)time.TotalHours)} h";

    private static string Hour(int hour) => $"{hour.ToString("00", CultureInfo.InvariantCulture)}:00";

    private static string Number(int n) => n.ToString(CultureInfo.InvariantCulture);
}
