using Microsoft.Extensions.Time.Testing;
using PolicyBot.Core.Views;
using PolicyBot.Web.Room;
using Xunit;

namespace PolicyBot.Tests.Web.Room;

public sealed class RoomFilesTests
{
    private static readonly ReplyFile Export = new("clinic.json", "application/json", "{}");
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public void A_private_file_is_handed_to_its_owner_alone()
    {
        var files = new RoomFiles(_clock);
        var offered = files.Offer(Export, "maya");

        Assert.Equal(Export, files.Fetch(offered.Token, "maya"));
        Assert.Null(files.Fetch(offered.Token, "tomás"));
        Assert.Null(files.Fetch("00000000000000000000000000000000", "maya"));
    }

    [Fact]
    public void A_file_is_gone_after_half_an_hour()
    {
        var files = new RoomFiles(_clock);
        var offered = files.Offer(Export, "maya");
        _clock.Advance(TimeSpan.FromMinutes(30));

        Assert.Null(files.Fetch(offered.Token, "maya"));
    }

    [Fact]
    public void The_newest_two_hundred_files_are_kept()
    {
        var files = new RoomFiles(_clock);
        var tokens = new List<string>();
        for (var i = 0; i < 205; i++)
        {
            tokens.Add(files.Offer(Export, null).Token);
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(200, tokens.Count(t => files.Fetch(t, null) is not null));
        Assert.NotNull(files.Fetch(tokens[^1], null));
    }
}
