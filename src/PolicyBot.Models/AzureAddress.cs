namespace PolicyBot.Models;

/// <summary>The two ways in which Azure OpenAI is addressed.</summary>
/// <param name="Root">What the client is given.</param>
/// <param name="IsV1">True for <c>/openai/v1/</c>, which speaks OpenAI's own protocol.</param>
/// <param name="Deployment">The deployment, when the address names it.</param>
/// <remarks>https://learn.microsoft.com/azure/ai-foundry/openai/api-version-lifecycle</remarks>
internal sealed record AzureAddress(Uri Root, bool IsV1, string? Deployment)
{
    public static AzureAddress Of(Uri endpoint)
    {
        var path = endpoint.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var authority = new Uri(endpoint.GetLeftPart(UriPartial.Authority));
        return path switch
        {
            ["openai", "v1", ..] => new(new Uri(authority, "openai/v1/"), true, null),
            ["openai", "deployments", var deployment, ..] => new(authority, false, Uri.UnescapeDataString(deployment)),
            _ => new(authority, false, null),
        };
    }
}
