using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Serialization;
using PolicyBot.App.Exports;
using PolicyBot.App.Grains;
using PolicyBot.App.Stewards;
using PolicyBot.Core.Log;

namespace PolicyBot.App;

public static class AppRegistration
{
    /// <summary>The shell on an in-process silo; a store, a model and channels are registered beside it.</summary>
    /// <param name="keysDirectory">Where the keys of anonymous rounds are kept.</param>
    public static IHostApplicationBuilder AddPolicyBot(this IHostApplicationBuilder builder, string keysDirectory, TimeProvider? clock = null)
    {
        builder.Services.AddKeyedSingleton(Clock.Key, clock ?? TimeProvider.System);
        builder.Services.AddSingleton(new RoundKeys(keysDirectory));
        builder.Services.AddSingleton<Roster>().AddSingleton<Gathering>().AddSingleton<Reader>().AddSingleton<Tries>().AddSingleton<Sandbox>().AddSingleton<Turns>();
        builder.Services.AddSingleton<Shell>().AddSingleton<Deciding>().AddSingleton<Looping>().AddSingleton<Exporting>();
        builder.Services.AddSingleton<Posting>().AddSingleton<ShownRedrafts>().AddSingleton<PostsSteward>().AddSingleton<TrialsSteward>().AddSingleton<DeadlinesSteward>();
        builder.Services.AddSingleton<Budgeting>().AddSingleton<Writing>().AddSingleton<Progressing>();
        builder.Services.AddSingleton<Sampler>().AddSingleton<TrialRuns>().AddSingleton<Redrafts>().AddSingleton<Judges>().AddSingleton<Theming>().AddSingleton<Advice>();
        builder.Services.AddSingleton<Telling>().AddSingleton<Accounts>().AddSingleton<Electorates>().AddSingleton<Settling>().AddSingleton<Stewardship>().AddSingleton<Waker>();
        builder.UseOrleans(silo =>
        {
            var (siloPort, gatewayPort) = (FreePort(), FreePort());
            silo.UseLocalhostClustering(siloPort, gatewayPort);
            silo.Configure<EndpointOptions>(o => o.AdvertisedIPAddress = IPAddress.Loopback);
            silo.Services.AddSerializer(s => s.AddJsonSerializer(
                type => type.Namespace?.StartsWith("PolicyBot.", StringComparison.Ordinal) == true, LogJson.Options));
        });
        // After Orleans, so that the first look finds the silo running.
        builder.Services.AddHostedService(services => services.GetRequiredService<Waker>());
        return builder;
    }

    /// <summary>Orleans refuses port 0, and a second silo on taken ports starts without an error.</summary>
    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
