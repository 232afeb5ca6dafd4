using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace PolicyBot.Models;

/// <summary>Which model answers and within which limits: the <c>Models</c> section of the configuration.</summary>
public sealed record ModelOptions
{
    public const string Offline = "offline", OpenAi = "openai", Azure = "azure";

    /// <summary>offline (default), openai (any compatible endpoint) or azure.</summary>
    public string Provider { get; init; } = Offline;

    /// <summary>The endpoint's address; openai may leave it out for OpenAI's own.</summary>
    public string? Endpoint { get; init; }

    /// <summary>The key; azure without one signs in with Entra identity.</summary>
    public string? Key { get; init; }

    /// <summary>The model's name; for azure the deployment's.</summary>
    public string? Model { get; init; }

    /// <summary>0–2; null leaves it to the model, some models take nothing else.</summary>
    public double? Temperature { get; init; }

    /// <summary>The longest answer, in tokens, 16–100,000.</summary>
    public int MaxOutputTokens { get; init; } = 800;

    /// <summary>The longest request for a redraft or for themes, in tokens, 1,000–1,000,000: comments that are more go into several.</summary>
    public int MaxInputTokens { get; init; } = 6_000;

    /// <summary>For one call with all its retries, in seconds, 1–600.</summary>
    public double TimeoutSeconds { get; init; } = 60;

    /// <summary>How many calls may be in flight at once, 1–256.</summary>
    public int Concurrency { get; init; } = 4;

    /// <summary>Prices of the models that workshops may choose, see <see cref="PriceList"/>; null: only <see cref="Model"/>, at an unknown price.</summary>
    public string? Prices { get; init; }

    /// <summary>What is wrong, one line each: the setting, and how to mend it; empty when all is well.</summary>
    public IReadOnlyList<string> Problems() =>
        Provider switch
        {
            Offline => [.. LimitProblems()],
            OpenAi or Azure => [.. LimitProblems(), .. EndpointProblems()],
            _ => ["Models__Provider must be offline, openai or azure."],
        };

    /// <summary>Reads the <c>Models</c> section; values that are no numbers are problems too, not exceptions.</summary>
    public static (ModelOptions Options, IReadOnlyList<string> Problems) Read(IConfiguration models)
    {
        var unread = new List<string>();
        var defaults = new ModelOptions();
        var options = new ModelOptions
        {
            Provider = Words(models, nameof(Provider))?.ToLowerInvariant() ?? Offline,
            Endpoint = Words(models, nameof(Endpoint)),
            Key = Words(models, nameof(Key)),
            Model = Words(models, nameof(Model)),
            Temperature = Number(nameof(Temperature)),
            MaxOutputTokens = Whole(nameof(MaxOutputTokens)) ?? defaults.MaxOutputTokens,
            MaxInputTokens = Whole(nameof(MaxInputTokens)) ?? defaults.MaxInputTokens,
            TimeoutSeconds = Number(nameof(TimeoutSeconds)) ?? defaults.TimeoutSeconds,
            Concurrency = Whole(nameof(Concurrency)) ?? defaults.Concurrency,
            Prices = Words(models, nameof(Prices)),
        };
        return (options, [.. unread, .. options.Problems()]);

        double? Number(string name)
        {
            if (Words(models, name) is not { } words) return null;
            if (double.TryParse(words, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return number;
            unread.Add($"Models__{name} must be a number such as 0.7, with a point.");
            return null;
        }

        int? Whole(string name)
        {
            if (Words(models, name) is not { } words) return null;
            if (int.TryParse(words, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number)) return number;
            unread.Add($"Models__{name} must be a whole number.");
            return null;
        }
    }

    /// <summary>The model that answers unless a workshop chooses another one.</summary>
    internal string UsualModel => Provider == Offline ? Offline : Model ?? AzureAddress.Of(new(Endpoint!)).Deployment!;

    /// <summary>The same endpoint with another model of it; an address that names its deployment gives way to the chosen one.</summary>
    internal ModelOptions With(string model) => model == UsualModel
        ? this
        : this with { Model = model, Endpoint = Provider == Azure && AzureAddress.Of(new(Endpoint!)) is { Deployment: not null } address ? address.Root.ToString() : Endpoint };

    /// <summary>Without the key, so that no log or message can show it.</summary>
    public override string ToString() => $"{Provider} {Model}";

    private static string? Words(IConfiguration models, string name) =>
        models[name] is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    private IEnumerable<string> LimitProblems()
    {
        if (Temperature is { } t && !(t is >= 0 and <= 2)) yield return "Models__Temperature must be between 0 and 2; leave it out for the model's own.";
        if (MaxOutputTokens is < 16 or > 100_000) yield return "Models__MaxOutputTokens must be between 16 and 100000.";
        if (MaxInputTokens is < 1_000 or > 1_000_000) yield return "Models__MaxInputTokens must be between 1000 and 1000000.";
        if (!(TimeoutSeconds is > 0 and <= 600)) yield return "Models__TimeoutSeconds must be more than 0 and at most 600.";
        if (Concurrency is < 1 or > 256) yield return "Models__Concurrency must be between 1 and 256.";
        if (PriceList.Read(Prices) is null) yield return "Models__Prices must list models with what a million tokens cost that they read and write, such as: gpt-4.1-mini 0.40/1.60, gpt-4.1 2/8";
    }

    private IEnumerable<string> EndpointProblems()
    {
        if (Provider == OpenAi && Endpoint is null && Key is null)
            yield return "Models__Key is missing; set it, or set Models__Endpoint to an endpoint that needs none (http://localhost:11434/v1 for Ollama).";
        if (Provider == Azure && Endpoint is null)
            yield return "Models__Endpoint is missing; for azure it is https://NAME.openai.azure.com/openai/v1/ or https://NAME.openai.azure.com/.";
        var address = Endpoint is null ? null : Uri.TryCreate(Endpoint, UriKind.Absolute, out var parsed) ? parsed : null;
        if (Endpoint is not null && (address is null || address.Scheme is not ("https" or "http")))
            yield return "Models__Endpoint must be a whole address that starts with https:// or http://.";
        if (address is { UserInfo.Length: > 0 })
            yield return "Models__Endpoint must not hold a user name or password; put the key into Models__Key.";
        if (address is not null && Provider == Azure && Key is null && address.Scheme != "https")
            yield return "Models__Endpoint must start with https:// when azure is used without Models__Key, since Entra identity is sent over TLS only.";
        if (Model is null && !(Provider == Azure && address is not null && AzureAddress.Of(address).Deployment is not null))
            yield return "Models__Model is missing; name the model (for azure: the deployment).";
    }
}
