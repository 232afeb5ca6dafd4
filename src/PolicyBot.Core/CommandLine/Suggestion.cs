namespace PolicyBot.Core.CommandLine;

/// <summary>A way to go on typing.</summary>
/// <param name="Line">The whole line once taken.</param>
/// <param name="Shows">What the list shows.</param>
/// <param name="Explains">A few words on what it does.</param>
public sealed record Suggestion(string Line, string Shows, string Explains);
