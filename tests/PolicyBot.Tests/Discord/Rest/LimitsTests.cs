using PolicyBot.Discord.Rest;
using Xunit;

namespace PolicyBot.Tests.Discord.Rest;

public sealed class LimitsTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("PATCH", "channels/123/messages/456", "PATCH channels/*/messages/*", "123")]
    [InlineData("GET", "channels/123/messages/456/reactions/%F0%9F%91%8D?limit=100", "GET channels/*/messages/*/reactions/*", "123")]
    [InlineData("GET", "guilds/9/members?limit=1000&after=0", "GET guilds/*/members", "9")]
    [InlineData("PATCH", "webhooks/77/aW50ZXJhY3Rpb24/messages/@original", "PATCH webhooks/*/*/messages/@original", "77")]
    [InlineData("POST", "interactions/5/aW50ZXJhY3Rpb24/callback", "POST interactions/*/*/callback", "")]
    [InlineData("GET", "users/@me", "GET users/@me", "")]
    [InlineData("PUT", "applications/77/commands", "PUT applications/*/commands", "")]
    public void A_route_is_its_method_its_path_without_ids_and_its_top_level_id(string method, string path, string template, string major) =>
        Assert.Equal(new Route(template, major), Route.Of(new HttpMethod(method), path));

    [Fact]
    public void An_empty_bucket_waits_until_it_is_full_again_and_any_other_does_not()
    {
        Assert.Equal(TimeSpan.FromSeconds(2), new Bucket(0, Now.AddSeconds(2)).WaitFrom(Now));
        Assert.Equal(TimeSpan.Zero, new Bucket(1, Now.AddSeconds(2)).WaitFrom(Now));
        Assert.Equal(TimeSpan.Zero, new Bucket(0, Now).WaitFrom(Now));
        Assert.Equal(TimeSpan.Zero, Bucket.Unknown.WaitFrom(Now));
        Assert.Equal(TimeSpan.FromSeconds(9), Bucket.Empty(Now.AddSeconds(9)).WaitFrom(Now));
    }

    [Theory]
    [InlineData("0", "1.25", 1.25)]
    [InlineData("3", "1.25", 0)]
    [InlineData("0", "soon", 0)]
    [InlineData("0", "-4", 0)]
    [InlineData(null, null, 0)]
    public void A_bucket_is_what_the_last_answer_told(string? remaining, string? after, double waits)
    {
        using var answer = new HttpResponseMessage();
        if (remaining is not null)
            answer.Headers.Add("X-RateLimit-Remaining", remaining);
        if (after is not null)
            answer.Headers.Add("X-RateLimit-Reset-After", after);

        Assert.Equal(TimeSpan.FromSeconds(waits), Bucket.Unknown.After(answer.Headers, Now).WaitFrom(Now));
    }

    [Fact]
    public void Fifty_requests_go_in_a_second_and_the_next_waits_for_the_first_to_be_a_second_old()
    {
        var limit = new GlobalLimit();
        for (var i = 0; i < GlobalLimit.PerSecond; i++)
            Assert.Equal(TimeSpan.Zero, limit.Take(Now.AddMilliseconds(i)));

        Assert.Equal(TimeSpan.FromMilliseconds(900), limit.Take(Now.AddMilliseconds(100)));
        Assert.Equal(TimeSpan.Zero, limit.Take(Now.AddSeconds(1)));
        limit.Pause(Now.AddSeconds(5));
        Assert.Equal(TimeSpan.FromSeconds(3), limit.Take(Now.AddSeconds(2)));
    }

    [Fact]
    public void After_thousands_of_refused_requests_none_is_sent_until_they_are_ten_minutes_old()
    {
        var invalid = new InvalidRequests();
        for (var i = 0; i < InvalidRequests.Most - 1; i++)
            invalid.Count(Now);
        Assert.True(invalid.MaySend(Now));
        invalid.Count(Now.AddMinutes(1));

        Assert.False(invalid.MaySend(Now.AddMinutes(2)));
        Assert.True(invalid.MaySend(Now.AddMinutes(10.1)));
    }
}
