using Microsoft.Extensions.Configuration;

namespace PolicyBot.Teams;

/// <summary>How PolicyBot signs in to Teams and checks who speaks to it: the <c>Teams</c> section of the configuration.</summary>
public sealed record TeamsOptions
{
    public const string BotFrameworkMetadata = "https://login.botframework.com/v1/.well-known/openidconfiguration";

    /// <summary>The id of the bot's app registration; without it Teams is off.</summary>
    public string? AppId { get; init; }

    public string? TenantId { get; init; }

    /// <summary>The client secret of the app registration.</summary>
    public string? Secret { get; init; }

    /// <summary>A file with the app's certificate and its private key (PEM or PFX).</summary>
    public string? Certificate { get; init; }

    /// <summary>The bot's identity is the managed identity whose client id is <see cref="AppId"/>.</summary>
    public bool ManagedIdentity { get; init; }

    /// <summary>Client id of a managed identity that the app registration trusts.</summary>
    public string? FederatedIdentity { get; init; }

    /// <summary>A file with a token that the app registration trusts (Kubernetes workload identity).</summary>
    public string? FederatedTokenFile { get; init; }

    /// <summary>Where the keys are listed with which inbound tokens are signed.</summary>
    public string OpenIdMetadata { get; init; } = BotFrameworkMetadata;

    /// <summary>Where a client secret is exchanged for a token; Entra's address for the tenant where it isn't set.</summary>
    public string? TokenEndpoint { get; init; }

    public bool Enabled => AppId is not null;

    /// <summary>Reads the <c>Teams</c> section.</summary>
    /// <returns>The settings, and one line for each wrong value.</returns>
    public static (TeamsOptions Options, IReadOnlyList<string> Problems) Read(IConfiguration teams)
    {
        var managed = Words(teams, nameof(ManagedIdentity));
        var options = new TeamsOptions
        {
            AppId = Words(teams, nameof(AppId)),
            TenantId = Words(teams, nameof(TenantId)),
            Secret = Words(teams, nameof(Secret)),
            Certificate = Words(teams, nameof(Certificate)),
            ManagedIdentity = bool.TryParse(managed, out var on) && on,
            FederatedIdentity = Words(teams, nameof(FederatedIdentity)),
            FederatedTokenFile = Words(teams, nameof(FederatedTokenFile)),
            OpenIdMetadata = Words(teams, nameof(OpenIdMetadata)) ?? BotFrameworkMetadata,
            TokenEndpoint = Words(teams, nameof(TokenEndpoint)),
        };
        return (options,
        [
            .. managed is null || bool.TryParse(managed, out _) ? Array.Empty<string>() : ["Teams__ManagedIdentity must be true or false."],
            .. options.Problems(),
        ]);
    }

    /// <summary>Without the secret, so that no log or message can show it.</summary>
    public override string ToString() => $"Teams app {AppId} of tenant {TenantId}";

    /// <summary>True for https, and for plain http within this machine.</summary>
    internal static bool IsSafe(string? address) => Uri.TryCreate(address, UriKind.Absolute, out var parsed)
        && (parsed.Scheme == Uri.UriSchemeHttps || parsed.Scheme == Uri.UriSchemeHttp && parsed.IsLoopback);

    private static string? Words(IConfiguration teams, string name) =>
        teams[name] is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    private IEnumerable<string> Problems()
    {
        if (AppId is null)
        {
            if (Secret is not null || Certificate is not null || ManagedIdentity || FederatedIdentity is not null || FederatedTokenFile is not null)
                yield return "Teams__AppId is missing; it is the Microsoft App ID of the Azure Bot resource.";
            yield break;
        }

        if (!Guid.TryParse(AppId, out _))
            yield return "Teams__AppId must be an id such as 00000000-0000-0000-0000-000000000000, as the Azure Bot resource shows it.";
        if (TenantId is null)
            yield return "Teams__TenantId is missing; it is the directory id of the tenant that owns the app registration.";
        var ways = new[] { Secret is not null, Certificate is not null, ManagedIdentity, FederatedIdentity is not null, FederatedTokenFile is not null }.Count(w => w);
        if (ways != 1)
            yield return $"Set {(ways == 0 ? "one" : "only one")} of Teams__Secret, Teams__Certificate, Teams__ManagedIdentity, Teams__FederatedIdentity, Teams__FederatedTokenFile: it is how PolicyBot signs in.";
        if (Certificate is not null && !File.Exists(Certificate))
            yield return $"Teams__Certificate is '{Certificate}', which is no file that can be read.";
        if (FederatedTokenFile is not null && !File.Exists(FederatedTokenFile))
            yield return $"Teams__FederatedTokenFile is '{FederatedTokenFile}', which is no file that can be read.";
        if (!IsSafe(OpenIdMetadata))
            yield return "Teams__OpenIdMetadata must be an address that starts with https://.";
        if (TokenEndpoint is not null && !IsSafe(TokenEndpoint))
            yield return "Teams__TokenEndpoint must be an address that starts with https://.";
    }
}
