using System.Net.Http.Json;
using System.Text.Json.Serialization;
using Azure.Core;
using Azure.Identity;

namespace PolicyBot.Teams.Auth;

/// <summary>A client secret exchanged for a token at an address that can be set.
/// https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow</summary>
internal sealed class SecretCredential(TeamsOptions options, HttpClient http) : TokenCredential
{
    private readonly string _endpoint = options.TokenEndpoint
        ?? $"https://login.microsoftonline.com/{Uri.EscapeDataString(options.TenantId!)}/oauth2/v2.0/token";

    public override async ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = options.AppId!,
            ["client_secret"] = options.Secret!,
            ["scope"] = string.Join(' ', requestContext.Scopes),
        });
        using var response = await http.PostAsync(_endpoint, form, cancellationToken);
        // The body is not repeated: Entra's refusals quote parts of what was sent.
        if (!response.IsSuccessStatusCode)
            throw new CredentialUnavailableException($"The token endpoint answered {(int)response.StatusCode}. Check Teams__AppId, Teams__TenantId and Teams__Secret.");
        var granted = await response.Content.ReadFromJsonAsync<Granted>(cancellationToken);
        return granted is { AccessToken: { Length: > 0 } token }
            ? new AccessToken(token, DateTimeOffset.UtcNow.AddSeconds(granted.ExpiresIn))
            : throw new CredentialUnavailableException("The token endpoint answered without a token.");
    }

    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        GetTokenAsync(requestContext, cancellationToken).AsTask().GetAwaiter().GetResult();

    private sealed record Granted(
        [property: JsonPropertyName("access_token")] string? AccessToken, [property: JsonPropertyName("expires_in")] int ExpiresIn);
}
