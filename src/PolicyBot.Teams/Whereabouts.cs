using System.Collections.Concurrent;
using PolicyBot.App;
using PolicyBot.Core.Workshops;
using PolicyBot.Teams.Activities;
using PolicyBot.Teams.Connector;

namespace PolicyBot.Teams;

/// <summary>Which place an activity is about (its conversation, and in a 1:1 chat the workshop that the person belongs to), and its sender's name.</summary>
internal sealed class Whereabouts(IWorkshopStore store, Roster roster, Notes notes, Conversations conversations)
{
    // In memory alone, where no name outlives that its person is forgotten.
    private readonly ConcurrentDictionary<Account, string> _names = new();

    /// <summary>How Teams calls the sender, also of a reaction, which comes without a name.</summary>
    public async ValueTask<string> NameOf(Activity activity, Account from, CancellationToken cancellation)
    {
        if (activity.From?.Name is { Length: > 0 } told)
            return _names[from] = told;
        if (_names.TryGetValue(from, out var known))
            return known;
        try
        {
            return activity.From?.Id is { } user && await conversations.Member(activity.Conversation!.Place, user, cancellation) is { Name: { Length: > 0 } asked }
                ? _names[from] = asked
                : "Somebody";
        }
        catch (HttpRequestException)
        {
            return "Somebody";
        }
    }

    /// <param name="claimed">The conversation that a private card says it is about; believed only of those who are in it.</param>
    /// <returns>Null when the claim does not hold.</returns>
    public async ValueTask<Place?> Of(Activity activity, Account from, string? claimed, CancellationToken cancellation)
    {
        var here = new Place("teams", activity.Conversation!.Place);
        if (!activity.Conversation.IsPersonal)
            return claimed is null || claimed == here.Id ? here : null;
        if (claimed is not null)
            return await Belongs(from, claimed, cancellation) ? new Place("teams", claimed) : null;
        if (await roster.At(here, cancellation) is not null)
            return here;
        var last = await notes.Person(from, cancellation) is { } person ? new Place("teams", person.Place) : here;
        return await roster.At(last, cancellation) is not null ? last : await Joined(from, here, cancellation) ?? last;
    }

    private async Task<Place?> Joined(Account from, Place here, CancellationToken cancellation)
    {
        foreach (var place in (await store.Workshops(cancellation)).Where(w => !w.Archived).SelectMany(w => w.Places).Where(p => p.Channel == "teams"))
        {
            if (place != here && await Belongs(from, place.Id, cancellation))
                return place;
        }

        return null;
    }

    private async ValueTask<bool> Belongs(Account from, string place, CancellationToken cancellation)
    {
        if (await notes.Person(from, cancellation) is not { } person)
            return false;
        if (person.Place == place)
            return true;
        if (await conversations.Member(place, person.User, cancellation) is null)
            return false;
        await notes.Keep(from, person with { Place = place }, cancellation);
        return true;
    }
}
