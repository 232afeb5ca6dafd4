namespace PolicyBot.Web.Links;

/// <summary>What a signed token is good for; a token of one purpose never serves another.</summary>
public static class Purpose
{
    /// <summary>An invitation link into a room.</summary>
    public const string RoomInvitation = "room";

    /// <summary>The cookie that an invitation was exchanged for.</summary>
    public const string RoomSeat = "room-seat";
}
