using System.CommandLine;
using PolicyBot.Discord;
using PolicyBot.Discord.Commands;
using PolicyBot.Discord.Rest;

namespace PolicyBot.Host.CommandLine;

internal static class DiscordCommand
{
    public static Command Make()
    {
        var register = new Command("register", "Writes the slash commands and menu entries to Discord, when they differ from what is there.");
        register.SetAction(async (_, cancellation) =>
        {
            if (Settings.ReadOrSay() is not { } settings)
                return Root.Failed;
            if (settings.Discord is not { } options)
                return Root.Fail("Discord is not configured. Set Discord__Token and Discord__ApplicationId; see: policybot doctor");
            await using var provider = new ServiceCollection().AddLogging().AddDiscordApi(options).BuildServiceProvider();
            try
            {
                var (done, says) = await provider.GetRequiredService<Registering>().Run(cancellation);
                if (!done)
                    return Root.Fail(says);
                Console.WriteLine(says);
                return Root.Done;
            }
            catch (DiscordUnreachable)
            {
                return Root.Fail($"{options.ApiBase} can't be reached. Is the network there, and Discord__ApiBase right?");
            }
        });
        return new Command("discord", "The bot in Discord.") { register };
    }
}
