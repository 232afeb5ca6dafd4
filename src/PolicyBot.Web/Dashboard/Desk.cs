using Microsoft.AspNetCore.Http;
using PolicyBot.App;
using PolicyBot.App.Grains;
using PolicyBot.Core.Views;

namespace PolicyBot.Web.Dashboard;

/// <summary>A workshop as one reader may see it now.</summary>
public sealed record Reading(Shown Shown, Access Access)
{
    /// <summary>True when the reader may have what is for facilitators.</summary>
    public bool ForFacilitators => Access.Open || Shown.Workshop.IsFacilitator(Access.Person);
}

/// <summary>Reads a workshop for whoever asks, if they may.</summary>
public sealed class Desk(DashboardDoor door, IGrainFactory grains, Gathering gathering)
{
    /// <returns>Null when they may not, or there is no such workshop: the two look alike.</returns>
    public async Task<Reading?> Read(HttpContext context, string workshop)
    {
        if (await door.Of(context, workshop) is not { } access)
            return null;
        return (await grains.GetGrain<IWorkshopGrain>(access.Workshop.Value).Look()).Value is { } found
            ? new Reading(await gathering.Of(found, context.RequestAborted), access)
            : null;
    }
}
