using System.Net;
using Microsoft.AspNetCore.Http;
using PolicyBot.App;
using PolicyBot.Core;
using PolicyBot.Web.Links;
using PolicyBot.Web.Room;

namespace PolicyBot.Web.Dashboard;

/// <summary>Somebody's right to read one workshop's pages, worked out anew for every read.</summary>
/// <param name="Person">Null where nobody is vouched for.</param>
/// <param name="Open">True in a demonstration: anybody may be anybody.</param>
/// <param name="MayShare">True for who sits in a linked room: they can have a link for another device.</param>
public sealed record Access(WorkshopId Workshop, PersonId? Person, bool Open = false, bool MayShare = false);

/// <summary>
/// Says who may read a workshop's pages: whoever sits in a room that shows the workshop, whoever exchanged a signed link and is
/// still a person of the workshop, and on this very machine everybody while the entrance is open.
/// </summary>
public sealed class DashboardDoor(Passes passes, RoomDoor room, RoomOptions options, IWorkshopStore store, Roster roster)
{
    private static readonly TimeSpan LinkLasts = TimeSpan.FromDays(7);
    private static readonly TimeSpan PassLasts = TimeSpan.FromDays(30);

    /// <summary>The path that, opened on any device, lets that person read that workshop; good for 7 days.</summary>
    /// <param name="to">A page of the workshop; null: its overview.</param>
    public string LinkFor(WorkshopId workshop, PersonId person, string? to = null) =>
        $"/open?t={passes.Issue(Purpose.DashboardLink, workshop.Value, person.Value, LinkLasts)}{(to is null ? "" : $"&to={Uri.EscapeDataString(to)}")}";

    public LinkReading Read(string? token) => passes.Read(Purpose.DashboardLink, token);

    /// <summary>Exchanges a link for this browser's cookie of that workshop.</summary>
    public void Admit(HttpContext context, ValidLink link) => passes.Hand(context, PassOf(link.Workshop), link);

    /// <returns>Null when this browser may not read the workshop, or there is none of that name.</returns>
    public async Task<Access?> Of(HttpContext context, string workshop)
    {
        if (!RoomDoor.IsRoom(workshop))
            return null;
        var (id, cancellation) = (new WorkshopId(workshop), context.RequestAborted);
        if (options.OpenEntrance && context.Connection.RemoteIpAddress is { } from && IPAddress.IsLoopback(from))
            return new Access(id, null, Open: true);
        var people = await store.People(id, cancellation);
        if (room.SeatOf(context.Request) is { } seat && await roster.At(RoomChannel.PlaceOf(seat.Room), cancellation) == id)
        {
            var account = new Account("room", seat.Guest.Id);
            var person = people.FirstOrDefault(p => p.Accounts.Contains(account))?.Id;
            return new Access(id, person, MayShare: person is not null);
        }

        var held = passes.Held(context.Request, PassOf(workshop));
        return held is not null && held.Workshop == workshop && people.FirstOrDefault(p => p.Id.Value == held.Person) is { Name: not null } known
            ? new Access(id, known.Id)
            : null;
    }

    private static Pass PassOf(string workshop) => new($"policybot-{workshop}", $"/w/{workshop}", Purpose.DashboardPass, PassLasts);
}
