using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using PolicyBot.App;
using PolicyBot.Web.Links;

namespace PolicyBot.Web.Room;

public static class RoomSetup
{
    /// <summary>Room for the longest form; what is longer is refused in the browser, with words.</summary>
    private const int LongestMessage = 2 * 1024 * 1024;

    /// <summary>Registers the room and its channel. Needs <see cref="IWorkshopStore"/>, <see cref="Turns"/>, the clock and a <see cref="SigningKey"/>.</summary>
    public static IServiceCollection AddRoom(this IServiceCollection services, RoomOptions options)
    {
        services.AddRazorComponents().AddInteractiveServerComponents()
            .AddHubOptions(hub => hub.MaximumReceiveMessageSize = LongestMessage);
        services.AddAntiforgery(o => o.Cookie.Name = "policybot-form");
        services.AddSingleton(options);
        services.AddSingleton<SignedLink>();
        services.AddSingleton<Passes>();
        services.AddSingleton<RoomDoor>();
        services.AddSingleton<RoomFiles>();
        services.AddSingleton<RoomChannel>();
        if (options.Enabled)
            services.AddSingleton<IChannel>(s => s.GetRequiredService<RoomChannel>());
        return services;
    }

    /// <summary>Maps the room's pages, its files and the static assets of all of PolicyBot's pages.</summary>
    public static void MapRoom(this WebApplication app)
    {
        if (!app.Services.GetRequiredService<RoomOptions>().Enabled)
            return;
        // For pages alone: a refused POST that went through a page again would end as an error of its form.
        app.UseWhen(c => HttpMethods.IsGet(c.Request.Method), pages => pages.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true));
        app.UseWhen(c => c.Request.Path == "/enter/seat", seat => seat.UseStatusCodePages("text/plain", "Open the link of the invitation again, and press its button."));
        // Here, so that the page for a wrong address is found when the request is run again for it.
        app.UseRouting();
        app.UseAntiforgery();
        app.MapStaticAssets();
        app.MapGet("/", () => Results.Redirect("/room"));
        app.MapPost("/enter/seat", Sit);
        app.MapGet("/room/file/{token}", Fetch);
        app.MapRazorComponents<Pages>()
            .AddInteractiveServerRenderMode(o => o.ContentSecurityFrameAncestorsPolicy = null)
            .Add(Guarded);
    }

    private static IResult Sit(HttpContext context, RoomDoor door, [FromForm(Name = "t")] string token)
    {
        if (door.Read(token) is not ValidLink invitation)
            return Results.Redirect($"/enter?t={Uri.EscapeDataString(token)}");
        door.Seat(context, invitation);
        return Results.Redirect($"/room/{invitation.Workshop}");
    }

    private static IResult Fetch(HttpContext context, string token, [AsParameters] FileDesk desk)
    {
        var who = desk.Options.OpenEntrance ? null : desk.Door.Who(context.Request);
        if (!desk.Options.OpenEntrance && who is null || desk.Files.Fetch(token, who?.Id) is not { } file)
            return Results.NotFound();
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.CacheControl = "no-store";
        return Results.File(Encoding.UTF8.GetBytes(file.Content), file.MediaType, file.Name);
    }

    /// <summary>Headers of every page: own scripts and styles only, no framing, and no address (it may hold a token) to others.</summary>
    private static void Guarded(EndpointBuilder endpoint)
    {
        if (endpoint.RequestDelegate is not { } inner || !endpoint.Metadata.OfType<ComponentTypeMetadata>().Any())
            return;
        endpoint.RequestDelegate = context =>
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
                + "font-src 'self'; form-action 'self'; base-uri 'self'; frame-ancestors 'none'";
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "no-referrer";
            return inner(context);
        };
    }

    private sealed record FileDesk(RoomOptions Options, RoomDoor Door, RoomFiles Files);
}
