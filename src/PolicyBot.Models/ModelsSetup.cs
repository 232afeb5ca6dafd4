using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PolicyBot.App;
using PolicyBot.Models.Endpoints;

namespace PolicyBot.Models;

/// <summary>Registers the model.</summary>
public static class ModelsSetup
{
    /// <summary>Adds the <see cref="IPolicyModel"/> that the options name; refuses options with <see cref="ModelOptions.Problems"/>.</summary>
    /// <exception cref="ArgumentException">The options have problems: show them before composing.</exception>
    public static IServiceCollection AddPolicyModels(this IServiceCollection services, ModelOptions options)
    {
        if (options.Problems() is [var problem, ..]) throw new ArgumentException(problem, nameof(options));
        return services.AddSingleton(provider => Open(options, TimeProvider.System, provider.GetRequiredService<ILoggerFactory>()));
    }

    internal static IPolicyModel Open(ModelOptions options, TimeProvider clock, ILoggerFactory logs)
    {
        var calls = new ModelCalls(model => ChatClients.Open(options.With(model)), options, clock, logs.CreateLogger<ModelCalls>());
        return new ChatPolicyModel(options, calls);
    }
}
