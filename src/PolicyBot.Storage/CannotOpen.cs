namespace PolicyBot.Storage;

/// <summary>The database cannot be opened; the message says in one line what to do.</summary>
public abstract class CannotOpen(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Another process has the database open for writing.</summary>
public sealed class DatabaseInUse(string file, Exception inner)
    : CannotOpen($"The database {file} is in use by another PolicyBot. Stop that one first, or use another database.", inner);

/// <summary>The database was made by a newer or an older program than this one, or is none of PolicyBot's.</summary>
public sealed class DatabaseOfOtherVersion(string message, Exception? inner = null) : CannotOpen(message, inner);

/// <summary>There is no database to read, or its folder cannot be written.</summary>
public sealed class DatabaseMissing(string message, Exception? inner = null) : CannotOpen(message, inner);
