namespace PolicyBot.App;

/// <summary>The store could not commit (disk full, I/O error): nothing of the item is stored, and trying again is safe.</summary>
public sealed class StoreUnavailable(string message, Exception cause) : Exception(message, cause);
