using PolicyBot.Core.Views;
using PolicyBot.Discord.Rendering;
using PolicyBot.Discord.Rest;

namespace PolicyBot.Discord.Interactions;

/// <summary>What follows a first answer, by the interaction's token, which lives for fifteen minutes.</summary>
public sealed class LaterAnswers(DiscordApi api, CardMessages messages, TimeProvider clock, ILogger<LaterAnswers> logger)
{
    private const int LargestFile = 9 * 1024 * 1024;

    /// <summary>Puts the answer, once it is there, where the promise stands.</summary>
    public async Task Send(string token, Task<Reply> answering, bool updates)
    {
        var reply = await answering;
        var pages = messages.Pages(CardOf(reply), pictures: !updates).Select(p => p.ToOne()).ToList();
        if (reply.File is { } file && System.Text.Encoding.UTF8.GetByteCount(file.Content) <= LargestFile)
            pages[^1] = CardMessages.With(pages[^1], file);
        else if (reply.File is not null)
            pages.AddRange(messages.Pages(Card.Of("The file is too large for Discord", new Paragraph("Whoever runs PolicyBot gets it with: policybot export")), pictures: false).Select(p => p.ToOne()));
        if (await Original(token, pages[0]))
            await FollowUp(token, pages.Skip(1));
    }

    public async Task FollowUp(string token, IEnumerable<MessageBody> pages)
    {
        foreach (var page in pages)
        {
            for (var attempt = 0; await api.FollowUp(token, page, CancellationToken.None) is Refused { Code: Refused.UnknownWebhook } && attempt < 5; attempt++)
                await Task.Delay(TimeSpan.FromMilliseconds(200 << attempt), clock);
        }
    }

    /// <summary>The answer as a card: a form that can't open here becomes a button that opens it.</summary>
    public static Card CardOf(Reply reply) => reply switch
    {
        { Form: { } form } => new Card(form.Title, [new Paragraph("Something is still missing; a window asks for it.")], [new("Open the window", ActThatOpens(form), Look.Primary)]),
        { Card: { } card } => card,
        { File: { } file } => Card.Of(file.Name),
        _ => Card.Of("Done."),
    };

    private static string ActThatOpens(Form form) => form.Act.Length + Asked.Opening.Length <= 100 ? Asked.Opening + form.Act : form.Act;

    /// <summary>Just after the first answer Discord may not know the message yet.</summary>
    private async Task<bool> Original(string token, MessageBody page)
    {
        for (var attempt = 0; ; attempt++)
        {
            switch (await api.EditOriginal(token, page, CancellationToken.None))
            {
                case Answered:
                    return true;
                case Refused { Code: Refused.UnknownWebhook or Refused.UnknownMessage } when attempt < 5:
                    await Task.Delay(TimeSpan.FromMilliseconds(200 << attempt), clock);
                    break;
                case Refused refused:
                    logger.LogWarning("An answer could not be shown: Discord said {Status}, {Code}", refused.Status, refused.Code);
                    return false;
            }
        }
    }
}
