using Azure.Core;
using Azure.Identity;

namespace PolicyBot.Teams.Auth;

/// <summary>The five ways to prove who the bot is.</summary>
internal static class Credentials
{
    private static readonly string[] Exchange = ["api://AzureADTokenExchange/.default"];

    /// <param name="options">Without problems, so exactly one way is set.</param>
    public static TokenCredential Of(TeamsOptions options, HttpClient http)
    {
        if (options.Secret is not null)
            return new SecretCredential(options, http);
        if (options.Certificate is { } certificate)
            return new ClientCertificateCredential(options.TenantId, options.AppId, certificate);
        if (options.FederatedTokenFile is { } file)
            return new WorkloadIdentityCredential(new WorkloadIdentityCredentialOptions { TenantId = options.TenantId, ClientId = options.AppId, TokenFilePath = file });
        if (options.FederatedIdentity is not { } trusted)
            return Managed(options.AppId!);
        var identity = Managed(trusted);
        return new ClientAssertionCredential(options.TenantId, options.AppId,
            async cancellation => (await identity.GetTokenAsync(new TokenRequestContext(Exchange), cancellation)).Token);
    }

    private static ManagedIdentityCredential Managed(string client) => new(ManagedIdentityId.FromUserAssignedClientId(client));
}
