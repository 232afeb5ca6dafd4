using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using PolicyBot.App.Grains;
using PolicyBot.Core;
using PolicyBot.Core.CommandLine;
using PolicyBot.Core.Views;
using PolicyBot.Core.Workshops;

namespace PolicyBot.App;

/// <summary>The front door: what a channel hands over, and the answer that it hands back.</summary>
public sealed class Turns(IGrainFactory grains, Roster roster, Reader reader, Sandbox sandbox, ILogger<Turns> logger)
{
    /// <summary>A line that was typed, a button that was pressed, a form that was sent.</summary>
    public Task<Reply> Say(Line line, CancellationToken cancellation) => Guarded(line.EventId, async () =>
        CommandReader.Read(line.Text, line.Values, line.Opens) switch
        {
            Understood understood => await Answer(new Ask(understood.Command, line.From, line.Name, line.Place)
            {
                EventId = line.EventId,
                ReceivedAt = line.ReceivedAt,
            }, cancellation),
            Wanting wanting => await Asking(wanting, line, cancellation),
            NotUnderstood not => Reply.Of(Decision.Refuse(not.Reason, not.Next)),
            _ => throw new System.Diagnostics.UnreachableException(),
        });

    /// <summary>A command that the channel already has in full.</summary>
    public Task<Reply> Take(Ask ask, CancellationToken cancellation) => Guarded(ask.EventId, () => Answer(ask, cancellation));

    public async Task<IReadOnlyList<Suggestion>> Complete(Place place, string typed, CancellationToken cancellation) =>
        Completion.For(typed, await WorkshopAt(place, cancellation));

    /// <summary>What one parameter of a command may be now, by id or title; at most 25.</summary>
    /// <param name="command">The command's words, such as <c>clause amend</c>.</param>
    public async Task<IReadOnlyList<Choice>> Choices(Place place, string command, string parameter, string begun, CancellationToken cancellation) =>
        Completion.Of(command, parameter, begun, await WorkshopAt(place, cancellation));

    /// <summary>Which post a message of a place shows; null for any other message.</summary>
    public ValueTask<PostAddress?> PostAt(Place place, string message, CancellationToken cancellation) => roster.PostAt(place, message, cancellation);

    private async Task<Reply> Answer(Ask ask, CancellationToken cancellation)
    {
        if (await Meant(ask, cancellation) is not { } id)
            return ask.Command is ShowHelp help ? new Reply(HelpCard.Of(help.Topic)) : Reply.Of(Refusals.NoWorkshop);
        // Otherwise anybody could take a channel away from a round that runs there.
        if (ask.Command is CreateWorkshop or LinkPlace && await WorkshopAt(ask.Place, cancellation) is { Archived: false } other && other.Id != id)
            return Reply.Of(Refusals.PlaceTaken(other.Name));
        var person = await roster.Enter(id, ask.From, ask.Name, cancellation);
        var reply = Repertoire.Of(ask.Command) switch
        {
            Answerer.Workshop => (await grains.GetGrain<IWorkshopGrain>(id.Value).Decide(ask.AsImmutable())).Value,
            Answerer.BallotBox => await Put(id, new Intaken(ask, person.Id), cancellation),
            Answerer.Reader => await Reading(id, w => reader.Answer(w, ask.Command, w.Who(person.Id), cancellation)),
            Answerer.Sandbox => await Reading(id, w => InSandbox(w, ask, w.Who(person.Id), cancellation)),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        if (person.New && ask.Command is (React or Discuss))
            await roster.HasToBeWelcomed(id, person, ask.ReceivedAt);
        else if (person.New && await Look(id) is { } joined)
            return reader.Welcomed(reply, joined);
        return reply;
    }

    private async Task<Reply> InSandbox(Workshop workshop, Ask ask, PersonId person, CancellationToken cancellation) => sandbox.Meant(workshop, person, ask.Command) is { } meant
        ? (await grains.GetGrain<IWorkshopGrain>(workshop.Id.Value).Decide((ask with { Command = meant }).AsImmutable())).Value
        : await sandbox.Answer(workshop, ask, person, cancellation);

    /// <summary>Asks for what is missing; an answer that is edited stands there already: only its own person has it.</summary>
    private async Task<Reply> Asking(Wanting wanting, Line line, CancellationToken cancellation)
    {
        var workshop = await WorkshopAt(line.Place, cancellation);
        if (Forms.Refuses(wanting, workshop) is { } refused)
            return Reply.Of(refused);
        var edited = wanting.Spec.Words == Acts.Reword && workshop is not null && wanting.SoFar["try"] is { } reference
            ? sandbox.ToEdit(workshop, workshop.Who((await roster.Enter(workshop.Id, line.From, line.Name, cancellation)).Id), reference)
            : null;
        return new Reply(null, Form: Forms.For(wanting, workshop, edited));
    }

    private async Task<Reply> Put(WorkshopId id, Intaken taken, CancellationToken cancellation)
    {
        var reply = (await grains.GetGrain<IBallotBoxGrain>(id.Value).Take(taken.AsImmutable())).Value;
        return taken.Ask.Command is CastBallot { Walks: true } or RankWordings { Walks: true } && !reply.Refusal
            ? await Reading(id, w => reader.WalkOn(w, reply, w.Who(taken.Person), cancellation))
            : reply;
    }

    private async Task<Reply> Reading(WorkshopId id, Func<Workshop, Task<Reply>> answer) =>
        await Look(id) is { } workshop ? await answer(workshop) : Reply.Of(Refusals.NoWorkshop);

    private async Task<Workshop?> Look(WorkshopId id) => (await grains.GetGrain<IWorkshopGrain>(id.Value).Look()).Value;

    /// <summary>The workshop that a command is about: a new one, the one it names, or the one that its place shows.</summary>
    private async ValueTask<WorkshopId?> Meant(Ask ask, CancellationToken cancellation) => ask.Command switch
    {
        CreateWorkshop create => Founding.IdFor(create.Name),
        LinkPlace link => Founding.IdFor(link.Workshop),
        _ => ask.Workshop ?? await roster.At(ask.Place, cancellation),
    };

    private async Task<Workshop?> WorkshopAt(Place place, CancellationToken cancellation) =>
        await roster.At(place, cancellation) is { } id ? await Look(id) : null;

    /// <summary>The turn's boundary: the one place that catches what nobody expected, and it answers the person.</summary>
    private async Task<Reply> Guarded(string eventId, Func<Task<Reply>> turn)
    {
        try
        {
            return await turn();
        }
        catch (StoreUnavailable failure)
        {
            logger.LogWarning(failure, "The store refused turn {Event}", eventId);
            return Reply.Of(Refusals.StoreDown);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            var number = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));
            logger.LogError(failure, "Turn {Number} ({Event}) failed", number, eventId);
            var reply = Reply.Of(Refusals.Broken);
            return reply with { Card = reply.Card! with { Footnote = $"Number {number}" } };
        }
    }
}
