using System.Globalization;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Views;
using PolicyBot.Core.Workshops;

namespace PolicyBot.App.Stewards;

/// <summary>Tells facilitators privately, once a day and budget, that their workshop's budget is used up.</summary>
public sealed class TellingOfBudget(
    IWorkshopStore store, IEnumerable<IChannel> channels, Budgeting budgeting, [FromKeyedServices(Clock.Key)] TimeProvider clock)
{
    public async Task Tell(Workshop workshop, CancellationToken cancellation)
    {
        if (workshop.Settings.Budget is not { } budget)
            return;
        var card = BudgetCard.Of(workshop, SpendingWords.Stopped(budget, await budgeting.Today(workshop, cancellation)));
        var key = string.Create(CultureInfo.InvariantCulture, $"budget:{Days.Of(clock.Now(), workshop.Settings.TimeZone):yyyy-MM-dd}:{budget}");
        var told = (await store.Posts(workshop.Id, cancellation)).Select(p => p.Address).ToHashSet();
        foreach (var account in (await store.People(workshop.Id, cancellation)).Where(p => workshop.IsFacilitator(p.Id)).SelectMany(p => p.Accounts))
        {
            var place = workshop.Places.FirstOrDefault(p => p.Channel == account.Channel);
            var address = new PostAddress(workshop.Id, new Place(account.Channel, account.Id), key);
            if (place == default || told.Contains(address) || channels.FirstOrDefault(c => c.Name == account.Channel) is not { } channel)
                continue;
            await channel.Tell(account, place, card, cancellation);
            await store.Save(new Post(address, "told", null, clock.Now()), cancellation);
        }
    }
}
