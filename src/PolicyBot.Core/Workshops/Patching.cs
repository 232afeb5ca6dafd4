using System.Globalization;
using PolicyBot.Core.Rounds;

namespace PolicyBot.Core.Workshops;

/// <summary>Applies typed settings, or says which value is wrong and what would be right.</summary>
public static class Patching
{
    /// <summary>Longest name of a role, in characters.</summary>
    private const int LongestRole = 100;

    /// <summary>Settings with the patch, its rule parts included.</summary>
    /// <returns>The first refusal; null when every value was right.</returns>
    public static Refused? Apply(Settings settings, SettingsPatch patch, Names names, out Settings patched)
    {
        patched = settings;
        var wrong =
            Set(ref patched, patch.TimeZone, (s, _) => Zone(patch.TimeZone!.Trim()) is { } z ? s with { TimeZone = z } : null,
                "I don't know the time zone {0}.", "Use a name such as `zone:Europe/Berlin` or `zone:UTC`.")
            ?? Set(ref patched, patch.Redraft, (s, t) => Mode(t) is { } m ? s with { Redraft = m } : null,
                "{0} is no way to redraft.", "Use `redraft:vote`, `redraft:facilitator` or `redraft:automatic`.")
            ?? Set(ref patched, patch.ConfirmFor, (s, t) => Span(t) is { } c ? s with { ConfirmFor = c } : null,
                "Confirming can't last {0}.", "Use 1 hour to 30 days, such as `confirm:48h` or `confirm:3d`.")
            ?? Set(ref patched, patch.Quiet, (s, t) => Quiet(t) is { } q ? s with { Quiet = q } : null,
                "I can't read {0} as quiet hours.", "Use two different hours from 0 to 23, such as `quiet:21-8`, or `quiet:off`.")
            ?? Set(ref patched, patch.Samples, (s, t) => Whole(t, 1, 5) is { } n ? s with { Samples = n } : null,
                "{0} is no number of samples.", "Use 1 to 5, such as `samples:2`.")
            ?? SamplingPatch.Apply(patched, patch, out patched)
            ?? Apply(settings.Rule, patch, names, out var rule).Or(ref patched, s => s with { Rule = rule });
        if (wrong is not null)
            patched = settings;
        return wrong;
    }

    /// <summary>A rule with the patch's rule parts; the other parts are not looked at.</summary>
    public static Refused? Apply(DecisionRule rule, SettingsPatch patch, Names names, out DecisionRule patched)
    {
        patched = rule;
        var wrong =
            People(ref patched, patch.Electorate, names)
            ?? Set(ref patched, patch.Quorum, (r, t) => Quorum(t) is { } q ? r with { Quorum = q } : null,
                "{0} is no quorum.", "Use a number of people from 1 to 100000, such as `quorum:5`, or a share of those who may vote, such as `quorum:20%`.")
            ?? Set(ref patched, patch.Threshold, (r, t) => Percent(t, 50, 100) is { } p ? r with { Threshold = p } : null,
                "{0} is no threshold.", "Use 50 to 100 percent, such as `threshold:60`.")
            ?? Set(ref patched, patch.GroupFloor, (r, t) => Off(t) ? r with { GroupFloor = null } : Percent(t, 1, 99) is { } p ? r with { GroupFloor = p } : null,
                "{0} is no group floor.", "Use 1 to 99 percent, such as `floor:50%`, or `floor:off`.")
            ?? Set(ref patched, patch.Fidelity, (r, t) => Percent(t, 0, 100) is { } p ? r with { Fidelity = p } : null,
                "{0} is no fidelity threshold.", "Use 0 to 100 percent, such as `fidelity:60`.")
            ?? Set(ref patched, patch.Voters, (r, t) => OneOf(t, "anonymous", "attributed") is { } a ? r with { Anonymous = a } : null,
                "Voters can't be {0}.", "Use `voters:anonymous` or `voters:attributed`.")
            ?? Set(ref patched, patch.Results, (r, t) => OneOf(t, "hidden", "live") is { } h ? r with { Hidden = h } : null,
                "Results can't be {0}.", "Use `results:hidden` or `results:live`.")
            ?? Set(ref patched, patch.Blind, (r, t) => OneOf(t, "on", "off") is { } b ? r with { Blind = b ? true : null } : null,
                "Confirming blind can't be {0}.", "Use `blind:on` or `blind:off`.")
            ?? Set(ref patched, patch.Rivals, (r, t) => OneOf(t, "ranked", "agreement") is { } b ? r with { Ranked = b ? true : null } : null,
                "Rivals can't be decided by {0}.", "Use `rivals:ranked` or `rivals:agreement`.")
            ?? Unreachable(patched);
        if (wrong is not null)
            patched = rule;
        return wrong;
    }

    /// <summary>True when a part is set that a running round has frozen.</summary>
    public static bool TouchesRule(SettingsPatch patch) =>
        (patch.Quorum ?? patch.Threshold ?? patch.GroupFloor ?? patch.Fidelity ?? patch.Voters ?? patch.Results ?? patch.Electorate ?? patch.Blind ?? patch.Rivals) is not null;

    internal static Refused? Set<T>(ref T target, string? typed, Func<T, string, T?> apply, string wrong, string next)
        where T : class
    {
        if (typed is null)
            return null;
        if (apply(target, typed.Trim().ToLowerInvariant()) is not { } done)
            return new(string.Format(CultureInfo.InvariantCulture, wrong, $"“{Running.Shortened(typed)}”"), next);
        target = done;
        return null;
    }

    private static Refused? Or(this Refused? refused, ref Settings target, Func<Settings, Settings> apply)
    {
        if (refused is null)
            target = apply(target);
        return refused;
    }

    private static Refused? People(ref DecisionRule rule, string? typed, Names names)
    {
        if (typed is null)
            return null;
        if (Unnamed(typed.Trim()) is { } unnamed)
        {
            rule = rule with { Electorate = unnamed };
            return null;
        }

        var wanted = typed.Split([',', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var unknown = wanted.Where(n => names.Find(n) is null).Select(Running.Shortened).Take(5).ToList();
        if (wanted.Length == 0 || unknown.Count > 0)
        {
            return new(
                wanted.Length == 0 ? "The electorate is empty." : $"I don't know {string.Join(", ", unknown.Select(n => $"“{n}”"))}, or several people are called that.",
                "Use `electorate:everybody`, how many they are (`electorate:120`), `electorate:channel`, `electorate:\"role:NAME\"`, or names separated by commas of people who have used PolicyBot here.");
        }

        rule = rule with { Electorate = new ListedPeople([.. wanted.Select(n => names.Find(n)!.Value).Distinct()]) };
        return null;
    }

    private static Electorate? Unnamed(string typed) => typed.ToLowerInvariant() switch
    {
        "everybody" => new EverybodyHere(),
        "channel" => new ChannelMembers(),
        ['r', 'o', 'l', 'e', ':', ..] when typed[5..].Trim() is { Length: > 0 and <= LongestRole } role && !role.Any(char.IsControl) => new RoleHolders(role),
        var number => Whole(number, 1, 100_000) is { } people ? new EverybodyOf(people) : null,
    };

    // Whether a quorum can be met shows only once quorum and electorate are both known.
    private static Refused? Unreachable(DecisionRule rule) => (rule.Electorate, rule.Quorum) switch
    {
        (EverybodyHere, QuorumShare q) => new(
            $"A quorum of {q.Percent.ToString(CultureInfo.InvariantCulture)} % can't be counted, because nobody knows how many “everybody” is.",
            "Use a number of people, such as `quorum:5`, or say who may vote: how many (`electorate:120`), or their names (`electorate:\"Anna, Ben\"`)."),
        (EverybodyOf e, QuorumOf q) when q.People > e.People => new(
            string.Create(CultureInfo.InvariantCulture, $"A quorum of {q.People} can't be met by {e.People} people."),
            "Lower the quorum, or let more people vote."),
        (ListedPeople l, QuorumOf q) when q.People > l.People.Count => new(
            string.Create(CultureInfo.InvariantCulture, $"A quorum of {q.People} can't be met by {l.People.Count} listed people."),
            "Lower the quorum, or list more people."),
        _ => null,
    };

    // IANA names are an area and a place; the system's other entries (localtime) mean something else on each machine.
    private static string? Zone(string typed) => string.Equals(typed, "UTC", StringComparison.OrdinalIgnoreCase)
        ? "UTC"
        : typed.Contains('/') && TimeZoneInfo.TryFindSystemTimeZoneById(typed, out var zone) && zone.HasIanaId ? zone.Id : null;

    private static RedraftMode? Mode(string typed) => typed switch
    {
        "vote" => RedraftMode.Vote,
        "facilitator" => RedraftMode.Facilitator,
        "automatic" => RedraftMode.Automatic,
        _ => null,
    };

    private static TimeSpan? Span(string typed) => typed switch
    {
        [.. var hours, 'h'] when Whole(hours.TrimEnd(), 1, 720) is { } n => TimeSpan.FromHours(n),
        [.. var days, 'd'] when Whole(days.TrimEnd(), 1, 30) is { } n => TimeSpan.FromDays(n),
        _ => null,
    };

    private static QuietHours? Quiet(string typed)
    {
        if (Off(typed))
            return new(0, 0);
        return typed.Split('-', '–') is [var from, var to] && Whole(from.Trim(), 0, 23) is { } f && Whole(to.Trim(), 0, 23) is { } t && f != t
            ? new(f, t)
            : null;
    }

    private static Quorum? Quorum(string typed) => typed.EndsWith('%')
        ? Percent(typed, 1, 100) is { } percent ? new QuorumShare(percent) : null
        : Whole(typed, 1, 100_000) is { } people ? new QuorumOf(people) : null;

    private static bool? OneOf(string typed, string yes, string no) => typed == yes ? true : typed == no ? false : null;

    internal static bool Off(string typed) => typed is "off" or "none";

    private static int? Percent(string typed, int min, int max) => Whole(typed.TrimEnd('%').TrimEnd(), min, max);

    internal static int? Whole(string typed, int min, int max) =>
        int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n >= min && n <= max ? n : null;
}
