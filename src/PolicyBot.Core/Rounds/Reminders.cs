using System.Globalization;
using PolicyBot.Core.Log;
using PolicyBot.Core.Views;
using PolicyBot.Core.Workshops;

namespace PolicyBot.Core.Rounds;

/// <summary>Whether a reminder may go out.</summary>
public abstract record ReminderAnswer;

public sealed record MayRemind(RoundId Round) : ReminderAnswer;

/// <param name="When">The earliest time that it may; null when there is none.</param>
public sealed record MayNotRemind(string Why, DateTimeOffset? When) : ReminderAnswer;

/// <summary>Reminders of those who have not voted: at most three a round, never in quiet hours.</summary>
public static class Reminders
{
    public const int Most = 3;

    /// <summary>Automatic reminders, in percent of the voting time.</summary>
    private static readonly int[] _atPercent = [50, 90];

    /// <summary>In a shorter round an automatic reminder would follow its opening too closely.</summary>
    private static readonly TimeSpan _shortest = TimeSpan.FromHours(1);

    public static ReminderAnswer May(Workshop workshop, DateTimeOffset now)
    {
        if (workshop.Running is not { State: RoundState.Open, ClosesAt: { } closes } round)
            return new MayNotRemind(RoundWords.NotNow(workshop, "Reminders go out while a round is open").Reason, null);
        if (closes <= now)
            return new MayNotRemind($"Voting in {round.Id} has ended.", null);
        if (round.Reminders >= Most)
            return new MayNotRemind($"{round.Id} has had its three reminders.", null);
        var free = AfterQuiet(now, workshop.Settings);
        return free <= now
            ? new MayRemind(round.Id)
            : new MayNotRemind(
                $"These are quiet hours ({Quiet(workshop.Settings.Quiet)} in {workshop.Settings.TimeZone}).", free < closes ? free : null);
    }

    /// <summary>A facilitator's reminder to the people who have not voted.</summary>
    public static Decision Remind(Workshop workshop, int people, Occasion occasion)
    {
        if (workshop.MayRun(occasion) is { } refused)
            return refused;
        return May(workshop, occasion.Now) switch
        {
            MayRemind when people == 0 => new Refused("Nobody is left to remind.", "Everybody known here has voted."),
            MayRemind may => Decision.Accept(
                Reply.Say(people == 1 ? "1 person is being reminded." : string.Create(CultureInfo.InvariantCulture, $"{people} people are being reminded.")),
                new RemindersSent(may.Round, people)),
            MayNotRemind { When: { } free } not => new Refused(not.Why, $"Send it from {Deadlines.Written(free, workshop.Settings.TimeZone)} on."),
            MayNotRemind not => new Refused(not.Why, "`round status` shows how it stands."),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>When the next automatic reminder is due (halfway and at nine tenths of the voting time, moved out of quiet hours);
    /// null when none is to come. A reminder sent by hand takes the place of the next one.</summary>
    public static DateTimeOffset? NextAt(Round round, Settings settings)
    {
        if (round is not { State: RoundState.Open, OpenedAt: { } opened, ClosesAt: { } closes }
            || round.Reminders >= _atPercent.Length || closes - opened < _shortest)
            return null;
        var at = AfterQuiet(opened + (closes - opened) * _atPercent[round.Reminders] / 100, settings);
        return at < closes ? at : null;
    }

    /// <summary>The instant itself, or the end of the quiet hours that it falls into.</summary>
    private static DateTimeOffset AfterQuiet(DateTimeOffset at, Settings settings)
    {
        var (from, to) = (settings.Quiet.From, settings.Quiet.To);
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(settings.TimeZone, out var found) ? found : TimeZoneInfo.Utc;
        var local = TimeZoneInfo.ConvertTime(at, zone).DateTime;
        var quiet = from <= to ? local.Hour >= from && local.Hour < to : local.Hour >= from || local.Hour < to;
        if (!quiet)
            return at;
        var end = local.Date.AddHours(to);
        return LocalTimes.At(end > local ? end : end.AddDays(1), zone);
    }

    private static string Quiet(QuietHours hours) => string.Create(CultureInfo.InvariantCulture, $"{hours.From}:00 to {hours.To}:00");
}
