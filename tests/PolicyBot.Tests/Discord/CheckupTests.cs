using Microsoft.Extensions.DependencyInjection;
using PolicyBot.Discord;
using PolicyBot.Discord.Commands;
using PolicyBot.Emulators.Discord;
using Xunit;
using BotOptions = PolicyBot.Discord.DiscordOptions;
using ServerOptions = PolicyBot.Emulators.Discord.DiscordOptions;

namespace PolicyBot.Tests.Discord;

/// <summary>What <c>policybot doctor</c> and <c>policybot discord register</c> say.</summary>
public sealed class CheckupTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Commands_are_written_once_and_then_all_is_well()
    {
        await using var discord = await DiscordEmulator.Start(new ServerOptions { GrantsContent = false });
        await using var services = Services(discord, discord.Options.Token);
        var (checkup, registering) = (services.GetRequiredService<Checkup>(), services.GetRequiredService<Registering>());

        Assert.Equal((false, "the commands are not registered, or older ones are; run: policybot discord register"), await checkup.Run(Cancellation));
        Assert.Contains("4 commands are registered", (await registering.Run(Cancellation)).Says);
        Assert.Equal((true, "The commands are registered already; nothing was written."), await registering.Run(Cancellation));
        Assert.Equal(1, discord.CommandWrites);
        var (works, says) = await checkup.Run(Cancellation);
        Assert.True(works);
        Assert.Contains("replies in threads need Message Content Intent", says);
    }

    [Fact]
    public async Task A_wrong_token_is_named()
    {
        await using var discord = await DiscordEmulator.Start();
        await using var wrong = Services(discord, "wrong");
        Assert.Contains("Discord__Token", (await wrong.GetRequiredService<Checkup>().Run(Cancellation)).Says);
        Assert.False((await wrong.GetRequiredService<Registering>().Run(Cancellation)).Done);
    }

    private static ServiceProvider Services(DiscordEmulator discord, string token) => new ServiceCollection().AddLogging()
        .AddDiscordApi(new BotOptions(token, discord.ApplicationId) { ApiBase = new Uri(discord.ApiBase + "/") }).BuildServiceProvider();
}
