namespace PolicyBot.Web.Links;

/// <summary>What a signed token is good for; a token of one purpose never serves another.</summary>
public static class Purpose
{
    /// <summary>An invitation link into a room.</summary>
    public const string RoomInvitation = "room";

    /// <summary>The cookie that an invitation was exchanged for.</summary>
    public const string RoomSeat = "room-seat";

    /// <summary>A link to the pages of one workshop.</summary>
    public const string DashboardLink = "dashboard";

    /// <summary>The cookie that such a link was exchanged for.</summary>
    public const string DashboardPass = "dashboard-pass";
}
