using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace PolicyBot.Emulators.Teams;

/// <summary>Signs the tokens that come with every activity, and publishes its keys with their endorsements.</summary>
/// <remarks>https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication</remarks>
public sealed class TokenIssuer : IDisposable
{
    public const string Issuer = "https://api.botframework.com";
    private static readonly string[] Channels = ["msteams"];
    private readonly List<SigningPair> keys = [new("first", Channels), new("unendorsed", ["webchat"])];
    private readonly SigningPair foreign = new("first", Channels);
    private int metadataReads, keyReads;

    /// <summary>How often the keys were fetched.</summary>
    public int KeyReads => keyReads;

    public int MetadataReads => metadataReads;

    public void Map(WebApplication app)
    {
        app.MapGet("/v1/.well-known/openidconfiguration", (HttpContext http) =>
        {
            Interlocked.Increment(ref metadataReads);
            return Results.Json(new
            {
                issuer = Issuer,
                authorization_endpoint = "https://invalid.botframework.com",
                jwks_uri = $"{http.Request.Scheme}://{http.Request.Host}/v1/.well-known/keys",
                id_token_signing_alg_values_supported = new[] { "RS256" },
                token_endpoint_auth_methods_supported = new[] { "private_key_jwt" },
            });
        });
        app.MapGet("/v1/.well-known/keys", () =>
        {
            Interlocked.Increment(ref keyReads);
            lock (keys)
                return Results.Text(new JsonObject { ["keys"] = new JsonArray([.. keys.Select(k => k.Published())]) }.ToJsonString(), "application/json");
        });
    }

    /// <summary>Signs with a new key from now on and publishes that one; the older ones are gone.</summary>
    public void Rotate()
    {
        lock (keys)
        {
            var fresh = new SigningPair($"key-{Guid.NewGuid():n}", Channels);
            keys.Clear();
            keys.Add(fresh);
        }
    }

    /// <param name="serviceUrl">That of the activity which the token comes with.</param>
    /// <param name="appId">The bot that it is for.</param>
    public string Sign(string serviceUrl, string appId, DateTimeOffset now) =>
        Write(keys[0], Claims(serviceUrl, appId, now), "RS256");

    /// <summary>A token that a careful bot refuses.</summary>
    public string Forge(Forgery forgery, string serviceUrl, string appId, DateTimeOffset now)
    {
        var claims = Claims(serviceUrl, appId, now);
        switch (forgery)
        {
            case Forgery.Issuer: claims["iss"] = "https://sts.windows.net/f8cdef31-a31e-4b4a-93e4-5f571e91255a/"; break;
            case Forgery.Audience: claims["aud"] = "11111111-2222-4333-8444-555555555555"; break;
            case Forgery.ServiceUrl: claims["serviceurl"] = "https://smba.example.org/emea/"; break;
            case Forgery.NoServiceUrl: claims.Remove("serviceurl"); break;
            case Forgery.Expired: Move(claims, now - TimeSpan.FromHours(2)); break;
            case Forgery.NotYetValid: Move(claims, now + TimeSpan.FromHours(2)); break;
            case Forgery.NoExpiry: claims.Remove("exp"); break;
        }

        return forgery switch
        {
            Forgery.Unsigned => Write(keys[0], claims, "none"),
            Forgery.SharedSecret => Write(keys[0], claims, "HS256"),
            Forgery.ForeignKey => Write(foreign, claims, "RS256"),
            Forgery.Unendorsed => Write(keys[1], claims, "RS256"),
            Forgery.UnknownKey => Write(new SigningPair("nobody-knows", Channels), claims, "RS256"),
            Forgery.Garbled => "not.a.token",
            _ => Write(keys[0], claims, "RS256"),
        };
    }

    public void Dispose() => foreign.Rsa.Dispose();

    private static JsonObject Claims(string serviceUrl, string appId, DateTimeOffset now)
    {
        var claims = new JsonObject { ["serviceurl"] = serviceUrl, ["iss"] = Issuer, ["aud"] = appId };
        Move(claims, now);
        return claims;
    }

    private static void Move(JsonObject claims, DateTimeOffset now)
    {
        claims["nbf"] = now.ToUnixTimeSeconds();
        claims["exp"] = (now + TimeSpan.FromHours(1)).ToUnixTimeSeconds();
    }

    private static string Write(SigningPair key, JsonObject claims, string algorithm)
    {
        var header = new JsonObject { ["alg"] = algorithm, ["kid"] = key.Id, ["x5t"] = key.Id, ["typ"] = "JWT" };
        var signed = $"{SigningPair.Text(header.ToJsonString())}.{SigningPair.Text(claims.ToJsonString())}";
        var bytes = Encoding.ASCII.GetBytes(signed);
        return $"{signed}." + algorithm switch
        {
            "none" => "",
            // The public key as a shared secret: what a reader that trusts the header's algorithm falls for.
            "HS256" => SigningPair.Text(HMACSHA256.HashData(key.Rsa.ExportSubjectPublicKeyInfo(), bytes)),
            _ => SigningPair.Text(key.Rsa.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)),
        };
    }
}
