namespace PolicyBot.Emulators.Teams;

/// <summary>What goes wrong with one call to the connector.</summary>
public abstract record ConnectorFault
{
    private ConnectorFault() { }

    /// <summary>An error status, such as 412, 429, 500, 502 or 504; nothing is done.</summary>
    /// <param name="RetryAfter">The header's value; null for none.</param>
    public sealed record Error(int Status, string? RetryAfter = null) : ConnectorFault;

    /// <summary>Drops the connection; nothing is done.</summary>
    public sealed record HangUp : ConnectorFault;

    /// <summary>Does it, and drops the connection before the answer.</summary>
    public sealed record LostAnswer : ConnectorFault;

    /// <summary>Says nothing until the caller goes away; nothing is done.</summary>
    public sealed record Silence : ConnectorFault;
}
