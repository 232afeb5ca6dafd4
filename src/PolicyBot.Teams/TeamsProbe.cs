using Azure;
using Azure.Identity;
using PolicyBot.Teams.Auth;

namespace PolicyBot.Teams;

/// <summary>Tries out what the settings say: the keys of inbound tokens, and a token of our own.</summary>
public static class TeamsProbe
{
    /// <returns>Whether it works, and a sentence that says what to mend; no token is in it.</returns>
    public static async Task<(bool Works, string Message)> Of(TeamsOptions options, CancellationToken cancellation)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(20) };
        try
        {
            await new SigningKeys(http, options).Find("", cancellation);
        }
        catch (HttpRequestException)
        {
            return (false, $"{options.OpenIdMetadata} can't be read: is there a way out to it?");
        }

        try
        {
            await new OutboundToken(Credentials.Of(options, http)).Get(cancellation);
            return (true, $"app {options.AppId} can sign in, and the keys of Teams can be read");
        }
        catch (CredentialUnavailableException refused)
        {
            return (false, refused.Message);
        }
        catch (Exception failure) when (failure is AuthenticationFailedException or RequestFailedException or HttpRequestException)
        {
            return (false, "app " + options.AppId + " can't sign in: check the tenant, and the secret, certificate or identity.");
        }
    }
}
