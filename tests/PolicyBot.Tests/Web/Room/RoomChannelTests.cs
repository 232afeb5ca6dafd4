using Microsoft.Extensions.Time.Testing;
using PolicyBot.App;
using PolicyBot.Core;
using PolicyBot.Core.Views;
using PolicyBot.Core.Workshops;
using PolicyBot.Storage;
using PolicyBot.Web.Room;
using Xunit;

namespace PolicyBot.Tests.Web.Room;

public sealed class RoomChannelTests : IDisposable
{
    private static readonly Place Main = RoomChannel.PlaceOf("main");
    private static readonly PostAddress A3 = new(new WorkshopId("clinic"), Main, "amendment:A3");
    private static readonly Guest Maya = Guest.Named("Maya")!, Tomas = Guest.Named("Tomás")!;
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("policybot-room-");
    private SqliteWorkshopStore? _store;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_post_is_created_once_and_shows_the_newest_card()
    {
        var channel = Start();
        var first = Shown(await channel.Create(A3, Card.Of("A3 as it was"), Cancellation));
        var second = Shown(await channel.Create(A3, Card.Of("A3 as it is"), Cancellation));

        Assert.Equal(first, second);
        Assert.Equal("A3 as it is", Assert.Single((await channel.Open("main", Cancellation)).Messages).Post.Card!.Title);
    }

    [Fact]
    public async Task A_post_is_found_again_after_a_restart()
    {
        var before = Shown(await Start().Create(A3, Card.Of("A3", new Paragraph("text"), new Progress(1, 2, "samples")), Cancellation));
        var channel = Restart();

        Assert.Equal(before, Shown(await channel.Create(A3, Card.Of("A3"), Cancellation)));
        Assert.IsType<Shows>(await channel.Edit(A3, before, Card.Of("A3 edited"), Cancellation));
        Assert.Equal("A3 edited", Assert.Single((await Restart().Open("main", Cancellation)).Messages).Post.Card!.Title);
    }

    [Fact]
    public async Task Posts_of_the_same_key_in_another_workshop_or_room_are_others()
    {
        var channel = Start();
        await channel.Create(A3, Card.Of("here"), Cancellation);
        await channel.Create(A3 with { Workshop = new WorkshopId("library") }, Card.Of("other workshop"), Cancellation);
        await channel.Create(A3 with { Place = RoomChannel.PlaceOf("annex") }, Card.Of("other room"), Cancellation);

        Assert.Equal(["here", "other workshop"], Titles(await channel.Open("main", Cancellation)));
        Assert.Equal(["other room"], Titles(await channel.Open("annex", Cancellation)));
    }

    [Fact]
    public async Task Open_pages_hear_of_an_edit_and_of_nothing_when_the_card_stays_the_same()
    {
        var channel = Start();
        var id = Shown(await channel.Create(A3, Card.Of("A3"), Cancellation));
        var room = await channel.Open("main", Cancellation);
        var heard = new List<Posted?>();
        room.Changed += heard.Add;

        Assert.IsType<Shows>(await channel.Edit(A3, id, Card.Of("A3"), Cancellation));
        Assert.Empty(heard);
        _clock.Advance(TimeSpan.FromMinutes(3));
        Assert.IsType<Shows>(await channel.Edit(A3, id, Card.Of("A3, 5 agree"), Cancellation));

        var edited = Assert.Single(heard)!;
        Assert.Equal((id, "A3, 5 agree", _clock.GetUtcNow()), (edited.Id, edited.Post.Card!.Title, edited.Post.Edited));
    }

    [Fact]
    public async Task A_message_that_is_gone_is_not_edited() =>
        Assert.IsType<Gone>(await Start().Edit(A3, "0000000000000000001-00000000", Card.Of("A3"), Cancellation));

    [Fact]
    public async Task Twenty_creates_at_once_make_one_message()
    {
        var channel = Start();
        var ids = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => channel.Create(A3, Card.Of($"try {i}"), Cancellation))));

        Assert.Single(ids.Distinct());
        Assert.Single((await channel.Open("main", Cancellation)).Messages);
    }

    [Fact]
    public async Task What_one_person_is_told_nobody_else_sees_and_it_survives_a_restart()
    {
        var channel = Start();
        Assert.True(await channel.Tell(new Account("room", Maya.Id), Main, Card.Of("You have not voted"), Cancellation));
        Assert.False(await channel.Tell(new Account("discord", "1"), Main, Card.Of("You have not voted"), Cancellation));

        var told = Assert.Single((await Restart().Open("main", Cancellation)).Messages);
        Assert.True(told.IsFor(Maya));
        Assert.False(told.IsFor(Tomas));
    }

    [Fact]
    public async Task A_whispered_answer_is_private_and_never_written_down()
    {
        var room = await Start().Open("main", Cancellation);
        var whisper = await room.Whisper(new RoomPost(PostKind.Answer, Guest.Bot.Id, Guest.Bot.Name) { Card = Card.Of("Recorded: you agree with A3") }, Maya.Id, Cancellation);
        await room.Change(whisper.Id, p => p with { Asked = "again" }, Cancellation);

        Assert.True(whisper.IsFor(Maya));
        Assert.False(whisper.IsFor(Tomas));
        Assert.Empty(await _store!.RoomMessages("main", Cancellation));
    }

    [Fact]
    public async Task Messages_of_one_instant_keep_their_order()
    {
        var room = await Start().Open("main", Cancellation);
        foreach (var words in new[] { "one", "two", "three" })
            await room.Add(new RoomPost(PostKind.Said, Maya.Id, Maya.Name) { Words = words }, null, Cancellation);

        Assert.Equal(["one", "two", "three"], (await Restart().Open("main", Cancellation)).Messages.Select(p => p.Post.Words));
    }

    [Fact]
    public async Task A_long_talk_does_not_push_out_a_card_that_is_still_edited()
    {
        var channel = Start();
        var id = Shown(await channel.Create(A3, Card.Of("A3"), Cancellation));
        var room = await channel.Open("main", Cancellation);
        for (var i = 0; i < 510; i++)
            await room.Whisper(new RoomPost(PostKind.Answer, Guest.Bot.Id, Guest.Bot.Name), Maya.Id, Cancellation);

        Assert.IsType<Shows>(await channel.Edit(A3, id, Card.Of("A3 edited"), Cancellation));
        Assert.InRange(room.Messages.Count, 500, 501);
    }

    [Fact]
    public async Task Nothing_of_a_person_who_is_forgotten_stays_in_the_room_or_its_store()
    {
        var channel = Start();
        var room = await channel.Open("main", Cancellation);
        var card = Shown(await channel.Create(A3, Card.Of("A3"), Cancellation));
        await room.Change(card, p => p with { Reactions = [new("👍", Maya.Id, Maya.Name), new("👎", Tomas.Id, Tomas.Name)] }, Cancellation);
        await room.Add(new RoomPost(PostKind.Said, Maya.Id, Maya.Name) { Words = "my secret", Thread = card }, null, Cancellation);
        await room.Add(new RoomPost(PostKind.Answer, Guest.Bot.Id, Guest.Bot.Name) { Card = Card.Of("status"), Asked = "/round status", Asker = Maya }, null, Cancellation);
        await channel.Tell(new Account("room", Maya.Id), Main, Card.Of("Dear secret"), Cancellation);
        await room.Forget(Maya, Cancellation);

        var stored = await _store!.RoomMessages("main", Cancellation);
        Assert.Equal(4, stored.Count);
        Assert.DoesNotContain(stored, m => $"{m.To} {m.Json}".Contains("maya", StringComparison.OrdinalIgnoreCase) || m.Json.Contains("secret", StringComparison.Ordinal));
        Assert.Equal([new Reaction("👎", Tomas.Id, Tomas.Name)], room.Messages.Single(p => p.Id == card).Post.Reactions);
    }

    [Fact]
    public async Task Words_of_a_person_who_is_forgotten_go_also_where_no_page_shows_them_any_more()
    {
        var room = await Start().Open("main", Cancellation);
        var old = await room.Add(new RoomPost(PostKind.Said, Maya.Id, Maya.Name) { Words = "my old secret" }, null, Cancellation);
        var later = System.Text.Json.JsonSerializer.Serialize(new RoomPost(PostKind.Said, Tomas.Id, Tomas.Name) { Words = "and then" });
        await Task.WhenAll(Enumerable.Range(0, 500).Select(i => _store!.Save(new RoomMessage($"9-{i:d3}", "main", null, _clock.GetUtcNow(), later), Cancellation)));
        room = await Restart().Open("main", Cancellation);
        Assert.DoesNotContain(room.Messages, m => m.Id == old.Id);

        await room.Forget(Maya, Cancellation);

        var stored = Assert.Single(await _store!.OlderRoomMessages("main", "9-000", Cancellation));
        Assert.DoesNotContain("secret", stored.Json, StringComparison.Ordinal);
        Assert.DoesNotContain(Maya.Name, stored.Json, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_stored_message_of_an_unknown_form_is_left_out()
    {
        var channel = Start();
        await _store!.Save(new RoomMessage("1", "main", null, _clock.GetUtcNow(), "{\"Kind\":\"Hologram\"}"), Cancellation);
        await channel.Create(A3, Card.Of("A3"), Cancellation);

        Assert.Equal(["A3"], Titles(await Restart().Open("main", Cancellation)));
    }

    [Fact]
    public async Task People_in_the_room_are_counted_once_however_many_tabs_they_have()
    {
        var room = await Start().Open("main", Cancellation);
        room.Enter(Maya);
        room.Enter(Maya);
        room.Enter(Tomas);
        room.Leave(Maya);

        Assert.Equal(["Maya", "Tomás"], room.Present.Select(g => g.Name).Order(StringComparer.Ordinal));
        room.Leave(Maya);
        Assert.Equal(["Tomás"], room.Present.Select(g => g.Name));
    }

    public void Dispose()
    {
        _store?.Dispose();
        _folder.Delete(recursive: true);
    }

    private RoomChannel Start()
    {
        _store = SqliteWorkshopStore.Open(Path.Combine(_folder.FullName, "room.db"), _clock);
        return new RoomChannel(_store, _clock);
    }

    private RoomChannel Restart()
    {
        _store?.Dispose();
        return Start();
    }

    private static IEnumerable<string> Titles(Conversation room) => room.Messages.Select(p => p.Post.Card!.Title);

    private static string Shown(Placed placed) => Assert.IsType<Shows>(placed).Message;
}
