using System.Text;
using PolicyBot.Core.Views;

namespace PolicyBot.Discord.Interactions;

/// <summary>Fetches a document that somebody attached, from Discord's own servers alone.</summary>
public sealed class Documents(HttpClient http, DiscordOptions options)
{
    public const int MostBytes = 2 * 1024 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly string[] Servers = ["cdn.discordapp.com", "media.discordapp.net"];

    /// <returns>The text, or the answer that says why there is none.</returns>
    public async Task<(string? Text, Reply? Refusal)> Fetch(AttachmentPart attachment, CancellationToken cancellation)
    {
        if (attachment.Size > MostBytes)
            return (null, Refuse("The file is larger than 2 MB.", "Split it and import the parts one by one."));
        if (!Uri.TryCreate(attachment.Url, UriKind.Absolute, out var address) || !IsDiscords(address))
            return (null, Refuse("The file is not on Discord's servers.", "Attach it to the command, or paste its text."));
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            using var response = await http.GetAsync(address, patience.Token);
            var bytes = response.IsSuccessStatusCode ? await response.Content.ReadAsByteArrayAsync(patience.Token) : null;
            return bytes is null ? (null, Unfetched()) : (new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes), null);
        }
        catch (DecoderFallbackException)
        {
            return (null, Refuse("The file is not plain text in UTF-8.", "Save it as a Markdown file and attach that."));
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException)
        {
            return (null, Unfetched());
        }
    }

    private bool IsDiscords(Uri address) =>
        address.Scheme == Uri.UriSchemeHttps && Servers.Contains(address.Host) || address.Authority == options.ApiBase.Authority && address.Scheme == options.ApiBase.Scheme;

    private static Reply Unfetched() => Refuse("Discord did not hand the file over.", "Please try again, or paste its text.");

    private static Reply Refuse(string reason, string next) => Reply.Of(new Core.Refused(reason, next));
}
