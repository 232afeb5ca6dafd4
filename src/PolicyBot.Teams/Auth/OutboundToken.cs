using Azure.Core;

namespace PolicyBot.Teams.Auth;

/// <summary>The token that our requests carry, kept until shortly before it ends.</summary>
internal sealed class OutboundToken(TokenCredential credential)
{
    private static readonly string[] Scope = ["https://api.botframework.com/.default"];
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(5);
    private readonly SemaphoreSlim _gate = new(1, 1);
    private AccessToken _kept;

    /// <exception cref="Azure.RequestFailedException">The identity provider refused.</exception>
    /// <exception cref="Azure.Identity.AuthenticationFailedException">The identity provider refused, or can't be reached.</exception>
    public async ValueTask<string> Get(CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation);
        try
        {
            if (_kept.ExpiresOn - DateTimeOffset.UtcNow < Early)
                _kept = await credential.GetTokenAsync(new TokenRequestContext(Scope), cancellation);
            return _kept.Token;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>It was refused: the next one is fetched anew.</summary>
    public async Task Drop(string token, CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation);
        if (_kept.Token == token)
            _kept = default;
        _gate.Release();
    }
}
