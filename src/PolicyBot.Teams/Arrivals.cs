using PolicyBot.App;
using PolicyBot.Core.Views;
using PolicyBot.Teams.Activities;
using PolicyBot.Teams.Cards;
using PolicyBot.Teams.Connector;

namespace PolicyBot.Teams;

/// <summary>The app comes and goes, and so do people.</summary>
internal sealed class Arrivals(IWorkshopStore store, Conversations conversations, Notes notes, AdaptiveCards cards)
{
    // An installation is told twice (conversationUpdate and installationUpdate), often at the same moment.
    private readonly SemaphoreSlim _gate = new(1, 1);

    public async Task Welcome(Scene scene, CancellationToken cancellation)
    {
        var place = scene.Activity.Conversation!.Place;
        await _gate.WaitAsync(cancellation);
        try
        {
            var note = (await notes.Conversation(place, cancellation))! with { Blocked = false };
            await notes.Keep(place, note, cancellation);
            if (!scene.IsPersonal)
                await LetIn(cancellation);
            if (note.Welcomed)
                return;
            var card = ArrivalCard.Of(scene.IsPersonal ? "" : "@PolicyBot ", scene.IsPersonal);
            if (await conversations.Post(place, Messages.Of(cards.Of(card, Surface.Message, default), card.Title), cancellation) is Done)
                await notes.Keep(place, note with { Welcomed = true }, cancellation);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>An installation is told in a team's first channel only: where else the bot was shut out, it tries again.</summary>
    private async Task LetIn(CancellationToken cancellation)
    {
        foreach (var place in (await store.Workshops(cancellation)).SelectMany(w => w.Places).Where(p => p.Channel == "teams"))
        {
            if (await notes.Conversation(place.Id, cancellation) is { Blocked: true } note)
                await notes.Keep(place.Id, note with { Blocked = false }, cancellation);
        }
    }

    public async Task Leave(Scene scene, CancellationToken cancellation)
    {
        var place = scene.Activity.Conversation!.Place;
        if (await notes.Conversation(place, cancellation) is { } note)
            await notes.Keep(place, note with { Blocked = true, Welcomed = false }, cancellation);
    }

    public async Task Depart(Departed departed, CancellationToken cancellation)
    {
        foreach (var person in departed.People)
            await notes.Forget(await notes.AccountOf(person, cancellation), cancellation);
    }
}
