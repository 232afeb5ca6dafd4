using Microsoft.Extensions.Logging.Abstractions;
using PolicyBot.App;
using PolicyBot.App.Stewards;
using PolicyBot.Core.Views;
using PolicyBot.Core.Workshops;
using PolicyBot.Tests.Models;
using PolicyBot.Tests.TestKit;
using Xunit;

namespace PolicyBot.Tests.App.Stewards;

public sealed class PostsStewardTests : IDisposable
{
    private static readonly Place Here = new("discord", "here"), There = new("discord", "there");
    private static readonly string[] Keys = ["amendment:A1", "amendment:A2", "round:R1"];
    private readonly StoredWorkshop stored = new();
    private readonly Noticeboard board;
    private readonly PostsSteward steward;

    public PostsStewardTests()
    {
        board = new Noticeboard(stored.Clock);
        var telling = new Telling(stored.Store, [board], stored.Keys, Sample.Follower(), NullLogger<Telling>.Instance);
        var posting = new Posting(stored.Store, [board], telling, NullLogger<Posting>.Instance, stored.Clock);
        var model = Sample.Follower();
        var budgeting = new Budgeting(stored.Store, model, stored.Clock);
        var gathering = new Gathering(stored.Store, new Roster(stored.Store), new Progressing(model, budgeting, new Writing()), budgeting, stored.Clock);
        steward = new PostsSteward(stored.Store, gathering, posting, new ShownRedrafts(stored.Store, posting, null!, stored.Clock), stored.Clock);
    }

    public void Dispose() => stored.Dispose();

    [Theory]
    [InlineData(0, 12, 20, 5)]
    [InlineData(90, 1, 2, 60)]
    public async Task A_busy_card_is_edited_seldom_and_is_never_old(int minutesOfAge, int least, int most, int oldest)
    {
        var workshop = await Open(Here);
        await steward.Run(workshop, default);
        stored.Clock.Advance(TimeSpan.FromMinutes(minutesOfAge));
        board.Calls.Clear();

        for (var second = 0; second < 60; second++)
        {
            await stored.Votes(workshop, $"P{second + 1}");
            await steward.Run(workshop, default);
            stored.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        var edits = board.Calls.Where(c => c.Post.Key == "amendment:A1").Select(c => c.At).ToList();
        Assert.InRange(edits.Count, least, most);
        Assert.All(edits.Zip(edits.Skip(1)), pair => Assert.True(pair.Second - pair.First <= TimeSpan.FromSeconds(oldest)));
    }

    [Fact]
    public async Task Whoever_comes_too_early_is_told_when_to_come_back()
    {
        var workshop = await Open(Here);
        await steward.Run(workshop, default);
        await stored.Votes(workshop, "P1");

        var next = await steward.Run(workshop, default);

        Assert.Equal(stored.Clock.GetUtcNow() + TimeSpan.FromSeconds(3.1), next);
    }

    [Fact]
    public async Task A_refused_post_is_told_once_and_retried_with_growing_distance_while_all_others_go_on()
    {
        await stored.Enter("discord:ana", "discord:ben");
        var workshop = await Open(Here, There);
        board.Denies = post => post.Place == Here && post.Key.StartsWith("amendment", StringComparison.Ordinal)
            ? new Denied("The bot may not write in #here.", "Give it the permission “Send Messages” there.") : null;

        var start = stored.Clock.GetUtcNow();
        for (var minute = 0; minute < 20; minute++)
        {
            await steward.Run(workshop, default);
            stored.Clock.Advance(TimeSpan.FromSeconds(30));
        }

        Assert.Equal([.. Keys.Select(k => (There, k)), (Here, "round:R1")], board.Messages.Keys.Select(m => (m.Place, m.Key)).OrderBy(m => m.Place == Here).ThenBy(m => m.Key));
        Assert.Equal([0, 30, 90, 210, 450], board.Calls.Where(c => c.Post.Place == Here && c.Post.Key == "amendment:A1").Select(c => (c.At - start).TotalSeconds));
        var (account, card) = Assert.Single(board.Told);
        Assert.Equal(new Account("discord", "ana"), account);
        Assert.Contains("Give it the permission", PlainText.Of(card), StringComparison.Ordinal);

        board.Denies = _ => null;
        stored.Clock.Advance(TimeSpan.FromHours(1));
        await steward.Run(workshop, default);
        Assert.Equal(6, board.Messages.Count);
    }

    [Fact]
    public async Task A_card_that_is_deleted_twice_is_not_posted_a_third_time_and_facilitators_hear_of_it()
    {
        await stored.Enter("discord:ana");
        var workshop = await Open(Here);
        for (var times = 0; times < 4; times++)
        {
            await steward.Run(workshop, default);
            board.Messages.Remove(new PostAddress(workshop.Id, Here, "amendment:A1"), out _);
            await stored.Votes(workshop, $"P{times + 1}");
            stored.Clock.Advance(TimeSpan.FromSeconds(10));
        }

        Assert.Contains("deleted twice", Assert.Single(board.Told).Card.Title, StringComparison.Ordinal);
        Assert.DoesNotContain(board.Messages.Keys, m => m.Key == "amendment:A1");
    }

    [Fact]
    public async Task A_place_that_does_not_answer_holds_up_no_other()
    {
        var silence = new TaskCompletionSource();
        board.Waits = place => place == Here ? silence.Task : Task.CompletedTask;
        var workshop = await Open(Here, There);

        var next = await steward.Run(workshop, default);
        await steward.Run(workshop, default);
        Assert.Equal(Keys, board.Messages.Keys.Where(m => m.Place == There).Select(m => m.Key).Order());
        Assert.InRange(next!.Value - stored.Clock.GetUtcNow(), TimeSpan.Zero, TimeSpan.FromSeconds(2));

        silence.SetResult();
        await steward.Run(workshop, default);
        Assert.Equal(6, board.Messages.Count);
        Assert.Equal(6, board.Calls.Count);
    }

    private async Task<Workshop> Open(params Place[] places)
    {
        var workshop = StoredWorkshop.Showing(places);
        await stored.Stores(workshop);
        return workshop;
    }
}
