namespace PolicyBot.Emulators.Discord.Rest;

/// <summary>How the API fails one request.</summary>
public abstract record RestFault
{
    private RestFault() { }

    /// <summary>429 with Discord's JSON; <paramref name="Code"/> 30046 is the one for edits of old messages.</summary>
    public sealed record TooMany(Scope Scope, double RetryAfter, int Code = 0) : RestFault;

    /// <summary>429 from the proxy before Discord: HTML, and only the Retry-After header.</summary>
    public sealed record TooManyAsHtml(int RetryAfter) : RestFault;

    /// <summary>An error status with the proxy's HTML.</summary>
    public sealed record Status(int Code) : RestFault;

    /// <summary>One of Discord's own errors.</summary>
    public sealed record Error(int HttpStatus, int Code, string Message) : RestFault;

    /// <summary>Drops the connection before anything was done.</summary>
    public sealed record HangUp : RestFault;

    /// <summary>Does what was asked, then drops the connection: the answer is lost.</summary>
    public sealed record LostAnswer : RestFault;

    /// <summary>Says nothing until the caller goes away.</summary>
    public sealed record Silence : RestFault;
}

/// <summary>The next requests of a route fail.</summary>
/// <param name="Method">Null for any.</param>
/// <param name="Template">A part of the route's template; empty for any.</param>
/// <param name="Times">How many requests it still fails.</param>
public sealed record Failing(RestFault How, string? Method = null, string Template = "", int Times = 1)
{
    private int left = Times;

    internal bool Takes(string method, string template) =>
        (Method is null || Method == method) && template.Contains(Template, StringComparison.Ordinal) && Interlocked.Decrement(ref left) >= 0;
}
