using PolicyBot.App;
using PolicyBot.Storage;
using PolicyBot.Teams.Activities;
using PolicyBot.Teams.Connector;
using Xunit;

namespace PolicyBot.Tests.Teams;

public sealed class NotesTests : IDisposable
{
    private const string Channel = "19:care@thread.tacv2", Chat = "a:1ana";
    private static readonly Account Ana = new("teams", "ana");
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("policybot-notes-");
    private readonly SqliteWorkshopStore _store;

    public NotesTests() => _store = SqliteWorkshopStore.Open(Path.Combine(_folder.FullName, "notes.db"), TimeProvider.System);

    [Fact]
    public async Task The_newest_address_of_a_conversation_is_known_after_a_restart()
    {
        await new Notes(_store).Take(From("https://one.example/", $"{Channel};messageid=1", "channel"), Ana, default);
        await new Notes(_store).Take(From("https://two.example/", Channel, "channel"), Ana, default);

        Assert.Equal("https://two.example/", (await new Notes(_store).Conversation(Channel, default))?.Service);
    }

    [Fact]
    public async Task A_person_is_known_by_the_channel_and_by_their_own_chat()
    {
        var notes = new Notes(_store);
        await notes.Take(From("https://one.example/", Channel, "channel"), Ana, default);
        await notes.Take(From("https://one.example/", Chat, "personal"), Ana, default);

        Assert.Equal(new PersonNote("29:ana", Channel) { Chat = Chat }, await notes.Person(Ana, default));
    }

    [Fact]
    public async Task A_conversation_that_shut_the_bot_out_is_open_again_when_somebody_speaks_to_it_there()
    {
        var notes = new Notes(_store);
        var message = From("https://one.example/", Channel, "channel");
        await notes.Take(message, Ana, default);
        await notes.Keep(Channel, (await notes.Conversation(Channel, default))! with { Blocked = true }, default);

        await notes.Take(message with { Type = "messageReaction" }, Ana, default);
        Assert.True((await notes.Conversation(Channel, default))!.Blocked);
        await notes.Take(message, Ana, default);
        Assert.False((await notes.Conversation(Channel, default))!.Blocked);
    }

    [Fact]
    public async Task Who_asked_to_be_forgotten_is_in_no_note()
    {
        var notes = new Notes(_store);
        await notes.Take(From("https://one.example/", Channel, "channel"), Ana, default);

        await notes.Forget(Ana, default);

        Assert.Null(await notes.Person(Ana, default));
        Assert.Null(await new Notes(_store).Person(Ana, default));
    }

    [Fact]
    public async Task Who_left_is_found_by_their_id_as_a_member_alone()
    {
        await new Notes(_store).Take(From("https://one.example/", Channel, "channel"), Ana, default);

        Assert.Equal(Ana, await new Notes(_store).AccountOf(new Party("29:ana", null, null), default));
        Assert.Equal(new Account("teams", "29:ben"), await new Notes(_store).AccountOf(new Party("29:ben", null, null), default));
    }

    [Fact]
    public async Task A_menu_opened_in_a_chat_between_people_is_not_taken_for_the_chat_with_the_bot()
    {
        var notes = new Notes(_store);
        await notes.Take(From("https://one.example/", Chat, "personal"), Ana, default);

        await notes.Take(From("https://one.example/", "19:ana_ben@unq.gbl.spaces", "personal") with { Type = "invoke" }, Ana, default);

        Assert.Equal(Chat, (await notes.Person(Ana, default))!.Chat);
    }

    [Fact]
    public async Task What_another_process_hears_first_is_known_here_too()
    {
        var (here, there) = (new Notes(_store), new Notes(_store));
        Assert.Null(await here.Conversation(Channel, default));
        await there.Take(From("https://one.example/", Channel, "channel"), Ana, default);
        var note = (await here.Conversation(Channel, default))!;

        await here.Keep(Channel, note with { Blocked = true }, default);
        await there.Keep(Channel, note, default);

        Assert.False((await here.Conversation(Channel, default))!.Blocked);
    }

    public void Dispose()
    {
        _store.Dispose();
        _folder.Delete(recursive: true);
    }

    private static Activity From(string service, string conversation, string kind) => new()
    {
        Type = "message",
        ServiceUrl = service,
        From = new Party("29:ana", "Ana", Ana.Id),
        Recipient = new Party("28:bot", "PolicyBot", null),
        Conversation = new Conversation(conversation, kind, "tenant"),
    };
}
