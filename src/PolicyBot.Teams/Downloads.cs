using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Caching.Memory;
using PolicyBot.Core.Views;

namespace PolicyBot.Teams;

/// <summary>Files that an answer hands over: Teams takes none from a bot in a channel, so they are fetched by a link that nobody can guess.</summary>
internal sealed class Downloads : IDisposable
{
    public const string Address = "/teams/file";
    private const int Room = 64 * 1024 * 1024;
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(30);
    private readonly MemoryCache _files = new(new MemoryCacheOptions { SizeLimit = Room });

    /// <returns>The path under which it can be fetched for half an hour.</returns>
    public string Offer(ReplyFile file)
    {
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        _files.Set(token, file, new MemoryCacheEntryOptions { AbsoluteExpirationRelativeToNow = Kept, Size = file.Content.Length });
        return $"{Address}/{token}";
    }

    public IResult Fetch(HttpContext context, string token)
    {
        if (!_files.TryGetValue(token, out ReplyFile? file))
            return Results.Text("This link has expired. Ask PolicyBot for the file again.", statusCode: StatusCodes.Status404NotFound);
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers.CacheControl = "no-store";
        return Results.File(System.Text.Encoding.UTF8.GetBytes(file!.Content), file.MediaType, file.Name);
    }

    public void Dispose() => _files.Dispose();
}
