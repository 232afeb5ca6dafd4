using PolicyBot.Core;
using PolicyBot.Core.Views;

namespace PolicyBot.App;

/// <summary>What people ask for about their own accounts.</summary>
public sealed class Accounts(IWorkshopStore store)
{
    /// <summary>How one account is reminded; it is kept with the account, not in the log.</summary>
    public async Task<Decision> Remind(WorkshopId workshop, Account account, ChooseReminders command)
    {
        await store.ChooseReminders(workshop, account, command.Direct, CancellationToken.None);
        return Decision.Accept(command.Direct
            ? Reply.Say("You are reminded by direct message", "If that can't be sent, you are reminded in the channel. Change it back with: mine reminders channel")
            : Reply.Say("You are reminded in the channel", "Change it with: mine reminders direct"));
    }
}
