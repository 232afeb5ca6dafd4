using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace PolicyBot.Teams.Auth;

/// <summary>The keys that inbound tokens are signed with: fetched once a day, and when a token names one that isn't known.</summary>
internal sealed class SigningKeys(HttpClient http, TeamsOptions options)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(24);

    // Anybody can send a token that names a key of their own; it must not make us fetch without end.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan AFetch = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private List<JsonWebKey>? _keys;
    private long _fetched;
    private long _asked;

    /// <summary>The key of that id; null when the issuer does not list it.</summary>
    /// <exception cref="HttpRequestException">No key is known yet and the issuer can't be reached.</exception>
    public async ValueTask<JsonWebKey?> Find(string id, CancellationToken cancellation)
    {
        var known = _keys is { } keys ? Named(keys, id) : null;
        if (known is not null && IsFresh)
            return known;
        // One request looks for newer keys; the others go on with a key that was good until now, as the issuer may be silent.
        if (!await _gate.WaitAsync(known is null ? Timeout.InfiniteTimeSpan : TimeSpan.Zero, cancellation))
            return known;
        try
        {
            if (_keys is null)
                await Fetch(cancellation);
            else if ((!IsFresh || Named(_keys, id) is null) && TimeProvider.System.GetElapsedTime(_asked) >= Patience)
            {
                _asked = TimeProvider.System.GetTimestamp();
                await Fetch(cancellation);
            }

            return Named(_keys!, id);
        }
        finally
        {
            _gate.Release();
        }
    }

    private bool IsFresh => TimeProvider.System.GetElapsedTime(Volatile.Read(ref _fetched)) < Fresh;

    private static JsonWebKey? Named(List<JsonWebKey> keys, string id) => keys.Find(k => k.KeyId == id);

    private async Task Fetch(CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(AFetch);
        try
        {
            var documents = new HttpDocumentRetriever(http) { RequireHttps = !new Uri(options.OpenIdMetadata).IsLoopback };
            _keys = [.. (await OpenIdConnectConfigurationRetriever.GetAsync(options.OpenIdMetadata, documents, limit.Token)).JsonWebKeySet.Keys];
            Volatile.Write(ref _fetched, TimeProvider.System.GetTimestamp());
        }
        catch (IOException) when (_keys is not null)
        {
            // The issuer is away for a moment; the keys of before still hold.
        }
        catch (IOException failure)
        {
            throw new HttpRequestException("The keys of the token's issuer can't be fetched.", failure);
        }
    }
}
