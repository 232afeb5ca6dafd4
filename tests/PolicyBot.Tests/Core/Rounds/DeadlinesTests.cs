using System.Globalization;
using PolicyBot.Core.Rounds;
using Xunit;

namespace PolicyBot.Tests.Core.Rounds;

public sealed class DeadlinesTests
{
    private const string Berlin = "Europe/Berlin";

    /// <summary>A Monday, 13:00 in Berlin.</summary>
    private static readonly DateTimeOffset Monday = At("2026-11-23T12:00Z");

    [Theory]
    [InlineData("48h", 48 * 60)]
    [InlineData(" 3 days ", 3 * 24 * 60)]
    [InlineData("90m", 90)]
    [InlineData("2w", 14 * 24 * 60)]
    [InlineData("1d12h", 36 * 60)]
    public void A_length_of_time_lasts_from_the_opening(string typed, int minutes)
    {
        var read = Understood(typed, Monday);

        Assert.Equal(new Lasting(TimeSpan.FromMinutes(minutes)), read.Deadline);
        Assert.Equal(Monday.AddMinutes(minutes), read.At);
    }

    [Theory]
    [InlineData("friday 17:00", "2026-11-27T16:00Z")]
    [InlineData("Fri at 5pm", "2026-11-27T16:00Z")]
    [InlineData("monday 14:00", "2026-11-23T13:00Z")]
    [InlineData("mon 12:59", "2026-11-30T11:59Z")]
    [InlineData("tomorrow 9:00", "2026-11-24T08:00Z")]
    [InlineData("today 17:00", "2026-11-23T16:00Z")]
    [InlineData("12:00", "2026-11-24T11:00Z")]
    [InlineData("2026-12-01 17:00", "2026-12-01T16:00Z")]
    [InlineData("2026-12-01T17:00-05:00", "2026-12-01T22:00Z")]
    [InlineData("2026-12-01T17:00Z", "2026-12-01T17:00Z")]
    public void A_day_and_time_is_the_next_such_in_the_zone_of_the_workshop(string typed, string utc) =>
        Assert.Equal(new Until(At(utc)), Understood(typed, Monday).Deadline);

    [Fact]
    public void A_time_that_daylight_saving_skips_moves_forward_with_the_clocks() =>
        Assert.Equal(At("2026-03-29T01:30Z"), Understood("2026-03-29 02:30", At("2026-03-27T12:00Z")).At);

    [Fact]
    public void A_time_that_happens_twice_is_the_later_one() =>
        Assert.Equal(At("2026-10-25T01:30Z"), Understood("2026-10-25 02:30", At("2026-10-23T12:00Z")).At);

    [Fact]
    public void A_weekday_keeps_its_wall_clock_across_the_change_of_clocks() =>
        Assert.Equal(At("2026-10-25T16:00Z"), Understood("sunday 17:00", At("2026-10-23T12:00Z")).At);

    [Theory]
    [InlineData("", "no deadline")]
    [InlineData("soon", "can't read")]
    [InlineData("friday", "can't read")]
    [InlineData("5x", "can't read")]
    [InlineData("-3h", "can't read")]
    [InlineData("99999999999h", "can't read")]
    [InlineData("0m", "at least one minute")]
    [InlineData("91d", "at most 90 days")]
    [InlineData("today 12:00", "in the past")]
    [InlineData("2027-12-01 17:00", "at most 90 days")]
    public void What_is_no_deadline_is_refused_with_what_to_type(string typed, string why)
    {
        var unclear = Assert.IsType<DeadlineUnclear>(Deadlines.Read(typed, Berlin, Monday));

        Assert.Contains(why, unclear.Why, StringComparison.Ordinal);
        Assert.NotEmpty(unclear.Next);
    }

    [Fact]
    public void An_unknown_zone_is_named() =>
        Assert.Contains("Mars/Olympus", Assert.IsType<DeadlineUnclear>(Deadlines.Read("48h", "Mars/Olympus", Monday)).Why, StringComparison.Ordinal);

    [Theory]
    [InlineData("2026-11-27T16:00Z", Berlin, "Friday 27 November 2026, 17:00 (Europe/Berlin, UTC+1)")]
    [InlineData("2026-07-27T16:00Z", Berlin, "Monday 27 July 2026, 18:00 (Europe/Berlin, UTC+2)")]
    [InlineData("2026-07-27T16:00Z", "Asia/Kolkata", "Monday 27 July 2026, 21:30 (Asia/Kolkata, UTC+5:30)")]
    [InlineData("2026-07-27T16:00Z", "America/New_York", "Monday 27 July 2026, 12:00 (America/New_York, UTC-4)")]
    [InlineData("2026-07-27T16:00Z", "UTC", "Monday 27 July 2026, 16:00 (UTC)")]
    public void An_instant_is_written_in_full(string utc, string zone, string written) =>
        Assert.Equal(written, Deadlines.Written(At(utc), zone));

    [Theory]
    [InlineData(48 * 60, "48h")]
    [InlineData(72 * 60, "3d")]
    [InlineData(90, "90m")]
    [InlineData(14 * 24 * 60, "14d")]
    public void A_length_is_written_as_it_can_be_typed(int minutes, string typed)
    {
        Assert.Equal(typed, Deadlines.Typed(TimeSpan.FromMinutes(minutes)));
        Assert.Equal(TimeSpan.FromMinutes(minutes), Deadlines.Span(typed));
    }

    private static DeadlineUnderstood Understood(string typed, DateTimeOffset now) =>
        Assert.IsType<DeadlineUnderstood>(Deadlines.Read(typed, Berlin, now));

    private static DateTimeOffset At(string utc) => DateTimeOffset.Parse(utc, CultureInfo.InvariantCulture);
}
