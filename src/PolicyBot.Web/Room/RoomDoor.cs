using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using PolicyBot.Web.Links;

namespace PolicyBot.Web.Room;

/// <summary>Lets people in: reads invitations and the cookies that they were exchanged for.</summary>
public sealed partial class RoomDoor(Passes passes)
{
    private static readonly Pass Pass = new("policybot-room", "/", Purpose.RoomSeat, TimeSpan.FromDays(60));

    public static bool IsRoom(string id) => RoomName().IsMatch(id);

    public LinkReading Read(string? token) => passes.Read(Purpose.RoomInvitation, token);

    /// <summary>Who this browser was let into that room as; null when it was not.</summary>
    public Guest? Invited(HttpRequest request, string room) =>
        SeatOf(request) is { } seat && seat.Room == room ? seat.Guest : null;

    /// <summary>Who this browser was let in as, into any room.</summary>
    public Guest? Who(HttpRequest request) => SeatOf(request)?.Guest;

    /// <summary>The room that this browser was let into, and as whom; null when it was not.</summary>
    public (string Room, Guest Guest)? SeatOf(HttpRequest request) =>
        passes.Held(request, Pass) is { } held && Guest.Named(held.Person) is { } guest ? (held.Workshop, guest) : null;

    /// <summary>Gives this browser the seat of an invitation.</summary>
    public void Seat(HttpContext context, ValidLink invitation) => passes.Hand(context, Pass, invitation);

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,39}$", RegexOptions.CultureInvariant)]
    private static partial Regex RoomName();
}
