using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PolicyBot.App;
using PolicyBot.Core.CommandLine;
using PolicyBot.Core.Views;
using PolicyBot.Web.Room.Cards;

namespace PolicyBot.Web.Room;

/// <summary>The open page of one person: draws the conversation and carries what they do to their <see cref="Seat"/>.</summary>
public sealed partial class RoomView(RoomChannel channel, Turns turns, RoomFiles files, [FromKeyedServices(Clock.Key)] TimeProvider clock, ILogger<RoomView> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan GroupedWithin = TimeSpan.FromMinutes(5);

    private static readonly (string Line, string Does)[] Shortcuts =
    [
        ("ballot", "What still needs you"), ("round status", "How the round goes"), ("policy show", "The policy as it is"),
        ("mine", "Your ballots and comments"), ("help", "Everything you can do"),
    ];

    private readonly Dictionary<string, string> _busy = [];
    private readonly Dictionary<string, PressNote> _notes = [];
    private readonly List<Pending> _pending = [];
    private Seat? _seat;
    private string? _thread;
    private Form? _form;
    private Posted? _formOn;
    private string? _trouble;
    private string? _announced;

    [Parameter, EditorRequired] public string Room { get; set; } = "";

    /// <summary>The account's id; the page that holds this component vouches for it.</summary>
    [Parameter, EditorRequired] public string Id { get; set; } = "";

    [Parameter, EditorRequired] public string Name { get; set; } = "";

    /// <summary>True where anybody may sit down under another name.</summary>
    [Parameter] public bool Open { get; set; }

    private Guest Me => new(Id, Name);

    private List<Guest> Here => [.. (_seat?.Conversation.Present ?? []).OrderBy(g => g.Name, StringComparer.OrdinalIgnoreCase)];

    private List<Posted> Stream => [.. _seat?.Stream ?? []];

    /// <summary>Each message, and whether it stands under the name of the one before.</summary>
    public static IEnumerable<(Posted Posted, bool Follows)> Grouped(IReadOnlyList<Posted> messages) => messages.Select((p, i) =>
        (p, i > 0 && messages[i - 1] is { To: null } before && p is { To: null, Post.ByBot: false }
            && before.Post.Author == p.Post.Author && p.At - before.At < GroupedWithin));

    protected override async Task OnInitializedAsync()
    {
        _seat = new Seat(await channel.Open(Room, CancellationToken.None), turns, files, clock, Me);
        if (!RendererInfo.IsInteractive)
            return;
        _seat.Conversation.Changed += Follow;
        _seat.Conversation.Enter(Me);
    }

    public void Dispose()
    {
        if (_seat is null || !RendererInfo.IsInteractive)
            return;
        _seat.Conversation.Changed -= Follow;
        _seat.Conversation.Leave(Me);
    }

    private void Follow(Posted? changed) => _ = InvokeAsync(() =>
    {
        if (changed is { Post.Edited: null } && changed.IsFor(Me) && changed.Post.Author != Id && changed.Post.Reactions.IsEmpty)
            _announced = $"{changed.Post.Name}: {changed.Post.Words ?? changed.Post.Card?.Title}";
        StateHasChanged();
    });

    private int RepliesTo(Posted posted) => posted.Post.Amendment is null ? 0 : _seat!.Thread(posted.Id).Count(p => p.Post.Kind == PostKind.Said);

    private Task<IReadOnlyList<Suggestion>> Complete(string typed) => _seat!.Complete(typed.TrimStart('/'), CancellationToken.None);

    private Task Submit(string text) => text.StartsWith('/')
        ? Command(text.TrimStart('/').Trim())
        : Tried(() => _seat!.Say(text.Trim(), null, CancellationToken.None));

    private Task Command(string line) => Tried(async () =>
        await Deliver(await Asked(line, null, typed: true), null, $"/{line}"));

    private Task Press(Posted on, Button button) => Once(on, button.Act, async () =>
        await Deliver(await Asked(button.Act, null), on, null));

    private Task React(Posted on, string emoji) => Once(on, emoji, async () =>
    {
        if (await _seat!.React(on, emoji, CancellationToken.None) is { } reply)
            await Deliver(reply, on, null);
    });

    private Task ReplyIn(Posted card, string words) => Tried(() => _seat!.ReplyIn(card, words.Trim(), CancellationToken.None));

    /// <summary>What a dialog held; a refusal goes back into the dialog, so that nothing typed is lost.</summary>
    private async Task<Card?> SendForm(Form form, ImmutableDictionary<string, string> values)
    {
        Card? refusal = null;
        await Tried(async () =>
        {
            var reply = await Asked(form.Act, values);
            if (reply is { Refusal: true, Form: null })
                refusal = reply.Card;
            else
                await Deliver(reply, _formOn, null);
        });
        return refusal ?? (_trouble is null ? null : Card.Of(_trouble));
    }

    /// <summary>Shows an answer: as a dialog, as one line under the card whose button was pressed, or as a message.</summary>
    private async Task Deliver(Reply reply, Posted? on, string? asked)
    {
        _form = reply.Form;
        _formOn = reply.Form is null ? null : on;
        if (on?.Post.Card is { } under && PressNote.Of(reply, under) is { } note)
            _notes[on.Id] = note;
        else
            await _seat!.Show(reply, asked, null, CancellationToken.None);
    }

    /// <summary>Asks the bot; a wait that a person notices is shown, and can be given up.</summary>
    private async Task<Reply> Asked(string line, ImmutableDictionary<string, string>? values, bool typed = false)
    {
        var pending = new Pending(line, typed);
        _pending.Add(pending);
        try
        {
            var answer = _seat!.Ask(line, values, pending.Cancellation).WaitAsync(pending.Cancellation);
            if (await Task.WhenAny(answer, Task.Delay(Patience)) != answer)
            {
                pending.Shown = true;
                StateHasChanged();
            }
            return await answer;
        }
        catch (OperationCanceledException)
        {
            return Reply.Say("You stopped waiting", "It may have been done all the same; look before you try again.");
        }
        finally
        {
            _pending.Remove(pending);
        }
    }

    /// <summary>One press at a time on one card.</summary>
    private async Task Once(Posted on, string act, Func<Task> press)
    {
        if (!_busy.TryAdd(on.Id, act))
            return;
        _notes.Remove(on.Id);
        StateHasChanged();
        await Tried(press);
        _busy.Remove(on.Id);
        StateHasChanged();
    }

    private async Task Tried(Func<Task> doing)
    {
        _trouble = null;
        try
        {
            await doing();
        }
        catch (Exception failure)
        {
            logger.LogError(failure, "Something done in room {Room} failed", Room);
            _trouble = "That could not be stored. Wait a moment and try again.";
        }
        StateHasChanged();
    }
}
