using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using PolicyBot.App.Exports;
using PolicyBot.Web.Links;
using PolicyBot.Web.Room;

namespace PolicyBot.Web.Dashboard;

public static class DashboardSetup
{
    /// <summary>Registers the dashboard; it shares the room's pages, keys and cookies, so the room is registered before it.</summary>
    public static IServiceCollection AddDashboard(this IServiceCollection services) =>
        services.AddSingleton<DashboardDoor>().AddSingleton<Desk>().AddSingleton<PersonalLink>(s => (workshop, person) =>
            s.GetRequiredService<RoomOptions>().Enabled ? s.GetRequiredService<DashboardDoor>().LinkFor(workshop, person) : null);

    /// <summary>Maps what the dashboard's pages hand out; the pages themselves come with the room's.</summary>
    public static void MapDashboard(this WebApplication app)
    {
        if (!app.Services.GetRequiredService<RoomOptions>().Enabled)
            return;
        app.UseWhen(c => c.Request.Path == "/open/pass", pass => pass.UseStatusCodePages("text/plain", "Open the link again, and press its button."));
        app.MapPost("/open/pass", Exchange);
        app.MapGet("/w/{workshop}/exports/policy.md", DashboardFiles.Policy);
        app.MapGet("/w/{workshop}/exports/workshop.json", DashboardFiles.Workshop);
        app.MapGet("/w/{workshop}/exports/{format}.jsonl", DashboardFiles.Training);
        app.MapGet("/w/{workshop}/rounds/{number:int}/polis/{name}.csv", DashboardFiles.Polis);
        app.MapGet("/w/{workshop}/rounds/{number:int}/decisions.md", DashboardFiles.Record);
        app.MapGet("/w/{workshop}/rounds/{number:int}/report.txt", DashboardFiles.Report);
        app.MapGet("/w/{workshop}/rounds/{number:int}/outcomes.png", DashboardFiles.Outcomes);
    }

    private static IResult Exchange(HttpContext context, DashboardDoor door, [FromForm(Name = "t")] string token, [FromForm(Name = "to")] string? to)
    {
        if (door.Read(token) is not ValidLink link)
            return Results.Redirect($"/open?t={Uri.EscapeDataString(token)}");
        door.Admit(context, link);
        return Results.LocalRedirect(Within(link.Workshop, to));
    }

    /// <summary>The wanted page if it is one of the workshop's; its overview otherwise.</summary>
    public static string Within(string workshop, string? to)
    {
        var home = $"/w/{workshop}";
        return to is not null && to.StartsWith($"{home}/", StringComparison.Ordinal) && !to.Contains('\\') && !to.Any(char.IsControl) ? to : home;
    }
}
