namespace PolicyBot.Teams.Connector;

/// <summary>What became of a request; what fails only for now is an exception, and its caller tries again later.</summary>
internal abstract record Sent;

/// <param name="Id">The message's or the conversation's id; empty where none is made.</param>
internal sealed record Done(string Id) : Sent;

/// <summary>The message or the conversation is not there.</summary>
internal sealed record Missing : Sent;

/// <summary>The bot may not.</summary>
/// <param name="ForGood">It is not in the conversation, or somebody blocked it: nothing changes before the app is installed again.</param>
internal sealed record Forbidden(bool ForGood) : Sent;

/// <summary>Nobody has spoken to the bot there, so it does not know the conversation's address.</summary>
internal sealed record Unknown : Sent;
