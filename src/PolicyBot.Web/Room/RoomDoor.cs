using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using PolicyBot.App;
using PolicyBot.Web.Links;

namespace PolicyBot.Web.Room;

/// <summary>Lets people in: reads invitations and the cookies that they were exchanged for.</summary>
public sealed partial class RoomDoor(SignedLink links, [FromKeyedServices(Clock.Key)] TimeProvider clock)
{
    private const string Cookie = "policybot-room";
    private static readonly TimeSpan SeatLasts = TimeSpan.FromDays(60);

    public static bool IsRoom(string id) => RoomName().IsMatch(id);

    /// <summary>The address path that lets that person in until the time given; whoever has it can enter as them.</summary>
    public string Invite(string room, string name, DateTimeOffset expires) =>
        $"/enter?t={links.Issue(Purpose.RoomInvitation, room, name, expires)}";

    public LinkReading Read(string? token) => links.Read(Purpose.RoomInvitation, token, clock.Now());

    /// <summary>Who this browser was let into that room as; null when it was not.</summary>
    public Guest? Invited(HttpRequest request, string room) =>
        SeatOf(request) is { } seat && seat.Workshop == room ? Guest.Named(seat.Person) : null;

    /// <summary>Who this browser was let in as, into any room.</summary>
    public Guest? Who(HttpRequest request) => Guest.Named(SeatOf(request)?.Person);

    private ValidLink? SeatOf(HttpRequest request) => links.Read(Purpose.RoomSeat, request.Cookies[Cookie], clock.Now()) as ValidLink;

    /// <summary>Gives this browser the seat of an invitation.</summary>
    public void Seat(HttpContext context, ValidLink invitation)
    {
        var until = clock.Now() + SeatLasts;
        context.Response.Cookies.Append(Cookie, links.Issue(Purpose.RoomSeat, invitation.Workshop, invitation.Person, until), new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
            Expires = until,
            IsEssential = true,
        });
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,39}$", RegexOptions.CultureInvariant)]
    private static partial Regex RoomName();
}
