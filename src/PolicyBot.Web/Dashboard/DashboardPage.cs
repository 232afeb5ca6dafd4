using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using PolicyBot.Core.Views;

namespace PolicyBot.Web.Dashboard;

/// <summary>A page about one workshop: read anew, with its rights, at every request.</summary>
public abstract class DashboardPage : ComponentBase
{
    /// <summary>The workshop's id, from the address.</summary>
    [Parameter] public string Workshop { get; set; } = "";

    [Inject] private Desk Desk { get; set; } = default!;

    [CascadingParameter] private HttpContext Context { get; set; } = default!;

    /// <summary>Null when this browser may not read it, or there is no such workshop.</summary>
    protected Reading? Reading { get; private set; }

    /// <summary>True when the workshop has what the address names.</summary>
    protected bool Found { get; private set; }

    /// <summary>For the markup of a page that was found.</summary>
    protected Shown Shown => Reading!.Shown;

    protected string Home => $"/w/{Workshop}";

    protected override async Task OnInitializedAsync()
    {
        Context.Response.Headers.CacheControl = "no-cache, no-store";
        Reading = await Desk.Read(Context, Workshop);
        Found = Reading is not null && Look(Reading.Shown);
        // Set when the answer leaves: a page whose status is 404 before that is not drawn.
        if (!Found)
            Context.Response.OnStarting(() =>
            {
                Context.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            });
    }

    /// <summary>Takes out of the workshop what the address names.</summary>
    /// <returns>False when it is not there.</returns>
    protected abstract bool Look(Shown shown);
}
