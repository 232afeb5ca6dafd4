using PolicyBot.Discord.Rest;

namespace PolicyBot.Discord.Commands;

/// <summary>Writes the commands to Discord, which allows it 200 times a day: only when they differ.</summary>
public sealed class Registering(DiscordApi api)
{
    /// <returns>What was done, or what is in the way, in one sentence each.</returns>
    public async Task<(bool Done, string Says)> Run(CancellationToken cancellation)
    {
        if (await api.Commands(cancellation) is not { } registered)
            return (false, "Discord does not show the commands: Discord__Token or Discord__ApplicationId is wrong. See: policybot doctor");
        if (AreSame(registered))
            return (true, "The commands are registered already; nothing was written.");
        return await api.Overwrite(CommandSet.All, cancellation) switch
        {
            Answered => (true, $"{CommandSet.All.Count} commands are registered. It can take a minute until people see them; restarting Discord helps."),
            Refused refused => (false, $"Discord refused the commands ({refused.Status}, {refused.Code}). Is the application still installed with the scope applications.commands?"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    /// <summary>Compared without what Discord adds: ids, versions, empty lists, defaults.</summary>
    public static bool AreSame(IEnumerable<ApplicationCommand> registered) =>
        CommandSet.AsJson(registered.Select(Plain).OrderBy(c => (c.Type, c.Name))) == CommandSet.AsJson(CommandSet.All.Select(Plain).OrderBy(c => (c.Type, c.Name)));

    private static ApplicationCommand Plain(ApplicationCommand command) => command with
    {
        Description = command.Description is { Length: > 0 } says ? says : null,
        Options = Plain(command.Options),
    };

    private static IReadOnlyList<CommandOption>? Plain(IReadOnlyList<CommandOption>? options) => options is not { Count: > 0 } ? null :
    [
        .. options.Select(o => o with
        {
            Options = Plain(o.Options),
            Autocomplete = o.Autocomplete == true ? true : null,
            Choices = o.Choices is { Count: > 0 } choices ? choices : null,
        }),
    ];
}
