using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using PolicyBot.App;

namespace PolicyBot.Web.Links;

/// <summary>What a link is exchanged for: a cookie of its own purpose, for one part of the site.</summary>
/// <param name="Path">The addresses that the browser sends it to.</param>
/// <param name="Purpose">One of <see cref="Links.Purpose"/>.</param>
public sealed record Pass(string Cookie, string Path, string Purpose, TimeSpan Lasts);

/// <summary>Exchanges links for cookies and reads both.</summary>
public sealed class Passes(SignedLink links, [FromKeyedServices(Clock.Key)] TimeProvider clock)
{
    public LinkReading Read(string purpose, string? token) => links.Read(purpose, token, clock.Now());

    /// <summary>A token that is good for the time given.</summary>
    public string Issue(string purpose, string workshop, string person, TimeSpan lasts) =>
        links.Issue(purpose, workshop, person, clock.Now() + lasts);

    /// <summary>What this browser's cookie says; null when there is none, or it is forged or expired.</summary>
    public ValidLink? Held(HttpRequest request, Pass pass) => Read(pass.Purpose, request.Cookies[pass.Cookie]) as ValidLink;

    /// <summary>Gives this browser the cookie that a valid link is exchanged for.</summary>
    public void Hand(HttpContext context, Pass pass, ValidLink link) => context.Response.Cookies.Append(
        pass.Cookie,
        Issue(pass.Purpose, link.Workshop, link.Person, pass.Lasts),
        new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
            Path = pass.Path,
            Expires = clock.Now() + pass.Lasts,
            IsEssential = true,
        });
}
