using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using PolicyBot.Teams.Activities;

namespace PolicyBot.Teams.Auth;

/// <summary>Checks that a request comes from Teams; there is no way around it.
/// https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication#connector-to-bot</summary>
internal sealed class InboundToken(SigningKeys keys, TeamsOptions options)
{
    private const string Issuer = "https://api.botframework.com";
    private const string Scheme = "Bearer ";
    private const int LongestToken = 16_384;
    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false, MaximumTokenSizeInBytes = LongestToken };

    /// <summary>Issuer, audience, algorithm, signature and time.</summary>
    /// <returns>What the token vouches for; null when it is not a good one (401).</returns>
    public async ValueTask<Vouched?> Check(string? authorization, CancellationToken cancellation)
    {
        if (authorization?.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) != true || authorization.Length > LongestToken)
            return null;
        if (Read(authorization[Scheme.Length..].Trim()) is not { Alg: SecurityAlgorithms.RsaSha256, Kid: { Length: > 0 } kid } token)
            return null;
        if (await keys.Find(kid, cancellation) is not { } key)
            return null;
        var result = await _handler.ValidateTokenAsync(token, Parameters(key));
        return result.IsValid && token.TryGetPayloadValue<string>("serviceurl", out var service) ? new Vouched(service, Endorsements(key)) : null;
    }

    private JsonWebToken? Read(string token)
    {
        try
        {
            return _handler.ReadJsonWebToken(token);
        }
        catch (Exception failure) when (failure is SecurityTokenException or ArgumentException)
        {
            return null;
        }
    }

    private TokenValidationParameters Parameters(JsonWebKey key) => new()
    {
        ValidIssuer = Issuer,
        ValidAudience = options.AppId,
        ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
        IssuerSigningKey = key,
        RequireSignedTokens = true,
        RequireExpirationTime = true,
        ClockSkew = TimeSpan.FromMinutes(5),
    };

    private static HashSet<string> Endorsements(JsonWebKey key) =>
        key.AdditionalData.TryGetValue("endorsements", out var listed) && listed is JsonElement { ValueKind: JsonValueKind.Array } names
            ? [.. names.EnumerateArray().Where(n => n.ValueKind == JsonValueKind.String).Select(n => n.GetString()!)]
            : [];
}

/// <param name="Service">The only address whose activities the token covers.</param>
/// <param name="Channels">The channels that the key may speak for.</param>
internal sealed record Vouched(string Service, IReadOnlySet<string> Channels)
{
    /// <summary>False: the token is good, but not for this activity (403).</summary>
    public bool For(Activity activity) =>
        activity.ChannelId == "msteams" && Channels.Contains(activity.ChannelId)
        && Service == activity.ServiceUrl && TeamsOptions.IsSafe(Service);
}
