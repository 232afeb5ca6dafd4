using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace PolicyBot.Emulators.Teams;

/// <summary>Gives the bot its own tokens by client credentials and knows which are good.</summary>
/// <remarks>https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow</remarks>
public sealed class AccessTokens(TimeProvider clock)
{
    /// <summary>Where the token endpoint is, below the emulator's address.</summary>
    public const string Path = $"/{TeamsEmulator.Tenant}/oauth2/v2.0/token";
    private const string Scope = "https://api.botframework.com/.default";
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(3599);
    private readonly ConcurrentDictionary<string, DateTimeOffset> good = new();
    private readonly ConcurrentQueue<IReadOnlyDictionary<string, string>> asked = new();
    private int failing;

    /// <summary>Every request's form fields, the secret too.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> Asked => [.. asked];

    /// <summary>Answers as many next requests with 503.</summary>
    public void Fail(int requests) => failing = requests;

    /// <summary>Makes every token given so far worthless.</summary>
    public void Revoke() => good.Clear();

    public bool Accepts(string? header) =>
        header?.StartsWith("Bearer ", StringComparison.Ordinal) == true && good.TryGetValue(header[7..], out var until) && clock.GetUtcNow() < until;

    public void Map(WebApplication app) => app.MapPost(Path, async (HttpContext http) =>
    {
        var form = (await http.Request.ReadFormAsync(http.RequestAborted)).ToDictionary(f => f.Key, f => f.Value.ToString());
        asked.Enqueue(form);
        if (Interlocked.Decrement(ref failing) >= 0)
            return Results.StatusCode(503);
        if (form.GetValueOrDefault("grant_type") != "client_credentials" || form.GetValueOrDefault("scope") != Scope)
            return Refuse("invalid_request", "AADSTS900144");
        if (form.GetValueOrDefault("client_id") != TeamsEmulator.AppId)
            return Refuse("unauthorized_client", "AADSTS700016");
        if (form.GetValueOrDefault("client_secret") != TeamsEmulator.Secret && !form.ContainsKey("client_assertion"))
            return Refuse("invalid_client", "AADSTS7000215");
        var token = $"eyJ.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24))}";
        good[token] = clock.GetUtcNow() + Lifetime;
        return Results.Json(new { token_type = "Bearer", expires_in = (int)Lifetime.TotalSeconds, ext_expires_in = (int)Lifetime.TotalSeconds, access_token = token });
    });

    private static IResult Refuse(string error, string code) =>
        Results.Json(new { error, error_description = $"{code}: the request was refused." }, statusCode: error == "invalid_client" ? 401 : 400);
}
