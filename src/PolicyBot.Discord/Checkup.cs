using PolicyBot.Discord.Commands;
using PolicyBot.Discord.Interactions;
using PolicyBot.Discord.Rest;

namespace PolicyBot.Discord;

/// <summary>Whether the settings are good for Discord, and what is missing.</summary>
public sealed class Checkup(DiscordApi api, DiscordOptions options)
{
    /// <returns>False when the bot can't work; what to mend, or what works without.</returns>
    public async Task<(bool Works, string Says)> Run(CancellationToken cancellation)
    {
        try
        {
            if ((await api.Me(cancellation)).As<User>() is not { } me)
                return (false, "Discord does not accept Discord__Token: reset it in the Developer Portal under Bot.");
            if (await api.Application(cancellation) is not { } application || application.Id != options.ApplicationId)
                return (false, "Discord__ApplicationId is not the application of this token; it is under General Information.");
            if (await api.Commands(cancellation) is not { } commands || !Registering.AreSame(commands))
                return (false, "the commands are not registered, or older ones are; run: policybot discord register");
            string[] without =
            [
                .. application.SeesMembers ? Array.Empty<string>() : ["electorates by role or channel need Server Members Intent"],
                .. application.SeesContent ? Array.Empty<string>() : ["replies in threads need Message Content Intent"],
            ];
            return (true, $"signed in as {me.Username}, commands registered{(without.Length > 0 ? $"; {string.Join("; ", without)} (Developer Portal, Bot)" : "")}");
        }
        catch (DiscordUnreachable)
        {
            return (false, $"{options.ApiBase} can't be reached.");
        }
    }
}
