using System.ClientModel;
using System.ClientModel.Primitives;
using Azure.AI.OpenAI;
using Azure.Identity;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Chat;
using PolicyBot.Models.Offline;

namespace PolicyBot.Models.Endpoints;

/// <summary>Opens the chat client that the options name.</summary>
internal static class ChatClients
{
    private const string AzureScope = "https://cognitiveservices.azure.com/.default";

    /// <summary>Expects options without problems.</summary>
    public static IChatClient Open(ModelOptions options)
    {
        var endpoint = options.Endpoint is null ? null : new Uri(options.Endpoint);
        return options.Provider switch
        {
            ModelOptions.Offline => new OfflineChatClient(),
            ModelOptions.Azure when AzureAddress.Of(endpoint!) is { IsV1: true, Root: var root } => Azure(options, root),
            ModelOptions.Azure => AzureDeployment(options, AzureAddress.Of(endpoint!)),
            _ => new ChatClient(options.Model!, Key(options), Plumbed(new OpenAIClientOptions { Endpoint = endpoint })).AsIChatClient(),
        };
    }

    private static IChatClient Azure(ModelOptions options, Uri root)
    {
        var settings = Plumbed(new OpenAIClientOptions { Endpoint = root });
#pragma warning disable OPENAI001 // The way to Entra identity that Azure documents for its v1 address.
        return options.Key is null
            ? new ChatClient(options.Model!, new BearerTokenPolicy(new DefaultAzureCredential(), AzureScope), settings).AsIChatClient()
            : new ChatClient(options.Model!, Key(options), settings).AsIChatClient();
#pragma warning restore OPENAI001
    }

    private static IChatClient AzureDeployment(ModelOptions options, AzureAddress address)
    {
        var settings = Plumbed(new AzureOpenAIClientOptions());
        var client = options.Key is null
            ? new AzureOpenAIClient(address.Root, new DefaultAzureCredential(), settings)
            : new AzureOpenAIClient(address.Root, Key(options), settings);
        return client.GetChatClient(address.Deployment ?? options.Model!).AsIChatClient();
    }

    // A local endpoint needs no key, but the client wants one.
    private static ApiKeyCredential Key(ModelOptions options) => new(options.Key ?? "none");

    /// <summary>No retries and no time-out of the client's own (ours surround it), and no redirect: it would carry the key elsewhere.</summary>
    private static T Plumbed<T>(T settings) where T : ClientPipelineOptions
    {
        settings.RetryPolicy = new ClientRetryPolicy(0);
        settings.NetworkTimeout = Timeout.InfiniteTimeSpan;
        settings.Transport = new HttpClientPipelineTransport(new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        })
        { Timeout = Timeout.InfiniteTimeSpan });
        return settings;
    }
}
