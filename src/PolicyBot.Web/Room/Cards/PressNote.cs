namespace PolicyBot.Web.Room.Cards;

/// <summary>What a pressed button came to, in one line under the buttons.</summary>
public sealed record PressNote(string Says, bool Refused);
