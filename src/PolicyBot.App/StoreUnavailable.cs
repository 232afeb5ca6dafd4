namespace PolicyBot.App;

/// <summary>The database could not do it (disk full, I/O error): nothing of the call was stored, and it may be tried again.
/// The message is plain, without path or connection string.</summary>
public sealed class StoreUnavailable(string message, Exception? inner = null) : Exception(message, inner);
