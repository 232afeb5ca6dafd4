using PolicyBot.App;
using PolicyBot.Core.Views;
using PolicyBot.Discord.Rendering;

namespace PolicyBot.Discord.Interactions;

/// <summary>Answers interactions, however they came: at once where it can, otherwise first with a promise within the deadline.</summary>
public sealed class Desk(Turns turns, Places places, Documents documents, CardMessages messages, LaterAnswers later)
{
    /// <summary>Discord waits three seconds, the way there and back included.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1.5);

    /// <summary>A choice or an id is quickly given again.</summary>
    private const int Short = 20;

    private static readonly Callback Unknown = Callback.Answer(new MessageBody([Component.Text("This belongs to another version of PolicyBot. Please use `/policybot help`.")]).ToOne());

    public async Task<FirstAnswer> Take(Interaction interaction, DateTimeOffset received) =>
        Asked.Of(interaction, await places.Of(interaction), received) switch
        {
            Ping => new(Callback.Pong),
            Completing completing => new(Callback.Offer(await Choices(completing))),
            Said said => await Answer(interaction, await WithAmendment(interaction, said)),
            Strange => new(interaction.Type == Interaction.Autocomplete ? Callback.Offer([]) : Unknown),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    /// <summary>A message of an amendment's thread that becomes a comment is one on that amendment.</summary>
    private async Task<Said> WithAmendment(Interaction interaction, Said said) =>
        said.Line is { Opens: true, Text: "comment" } line && interaction.Channel is { IsThread: true, Id: var thread } && await places.CardOf(thread) is { } card
            ? said with { Line = line with { Values = line.Values.SetItem("amendment", card.Key["amendment:".Length..]) } }
            : said;

    private async Task<IEnumerable<Choice>> Choices(Completing asked)
    {
        try
        {
            return await turns.Choices(asked.Place, asked.Command, asked.Parameter, asked.Begun, CancellationToken.None).WaitAsync(Soon);
        }
        catch (Exception failure) when (failure is TimeoutException or StoreUnavailable)
        {
            return [];
        }
    }

    private async Task<FirstAnswer> Answer(Interaction interaction, Said said)
    {
        var answering = Reply(said);
        try
        {
            var reply = await answering.WaitAsync(Soon);
            return reply.Form is { } form && !said.FromForm
                ? new(Callback.Open(form))
                : At(interaction, said, reply);
        }
        catch (TimeoutException)
        {
            return new(said.Updates ? Callback.UpdateLater : Callback.Later, () => later.Send(interaction.Token, answering, said.Updates));
        }
    }

    /// <summary>An answer with a file or a picture goes after the promise, because only a message of its own takes them.</summary>
    private FirstAnswer At(Interaction interaction, Said said, Reply reply)
    {
        if (!said.Updates && (reply.File is not null || reply.Card?.Blocks.Any(b => b is Bars) == true))
            return new(Callback.Later, () => later.Send(interaction.Token, Task.FromResult(reply), said.Updates));
        var pages = messages.Pages(LaterAnswers.CardOf(reply), pictures: false).Select(p => reply.Private ? p.ToOne() : p).ToList();
        return new(
            said.Updates ? Callback.Update(pages[0]) : Callback.Answer(pages[0]),
            pages.Count > 1 ? () => later.FollowUp(interaction.Token, pages.Skip(1)) : null);
    }

    private async Task<Reply> Reply(Said said)
    {
        var line = said.Line;
        if (said.File is { } file)
        {
            var (text, refusal) = await documents.Fetch(file, CancellationToken.None);
            if (refusal is not null)
                return refusal;
            line = line with { Values = line.Values.SetItem("markdown", text!) };
        }

        var reply = await turns.Say(line, CancellationToken.None);
        return said.FromForm && reply is { Refusal: true, Card: { } card } ? reply with { Card = card with { Blocks = [.. card.Blocks, .. Written(line)] } } : reply;
    }

    /// <summary>Discord drops what a dialog held, so a refusal gives back what somebody may want to send again.</summary>
    private static IEnumerable<Block> Written(Line line) =>
        line.Values.Where(v => v.Key != "markdown" && v.Value.Length > Short).OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => new Quote("what you wrote", v.Value));
}
