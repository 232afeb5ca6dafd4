using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PolicyBot.App;
using PolicyBot.Teams.Activities;
using PolicyBot.Teams.Connector;
using PolicyBot.Teams.Dialogs;

namespace PolicyBot.Teams;

/// <summary>From a validated activity to what is done about it: all that Teams can say, on one screen.</summary>
internal sealed class Reception(Handlers handlers, Whereabouts whereabouts, Notes notes, [FromKeyedServices(Clock.Key)] TimeProvider clock, ILogger<Reception> logger)
{
    private const string Forged = "This button is not one that works here. Please use the newest card.";
    private const string Broken = "Something went wrong on our side, and nothing was stored. Please try again.";

    /// <summary>Everything but invokes; it may take a while.</summary>
    public async Task Hear(Activity activity, Event heard, CancellationToken cancellation)
    {
        if (!await handlers.Listening.Concerns(activity, heard, cancellation) || await Scene(activity, null, cancellation) is not { } scene)
            return;
        switch (heard)
        {
            case Asked asked: await handlers.Listening.Answer(scene, asked.Line, cancellation); break;
            case Remarked remarked: await handlers.Listening.Discuss(scene, remarked, cancellation); break;
            case Reacted reacted: await handlers.Listening.React(scene, reacted, cancellation); break;
            case Installed: await handlers.Arrivals.Welcome(scene, cancellation); break;
            case Uninstalled: await handlers.Arrivals.Leave(scene, cancellation); break;
            case Departed departed: await handlers.Arrivals.Depart(departed, cancellation); break;
        }
    }

    /// <summary>An invoke, whose answer is wanted within seconds.</summary>
    /// <returns>The body of the answer; null for an invoke that we don't know.</returns>
    public async Task<JsonObject?> Answer(Activity activity, Event heard, CancellationToken cancellation)
    {
        try
        {
            switch (heard)
            {
                case Pressed(var data):
                    var presser = await Scene(activity, data, cancellation);
                    return await handlers.Presses.IsForged(presser, data, cancellation) ? Invokes.Refuses(Forged) : await handlers.Presses.Answer(presser!, data, cancellation);
                case Opened(var data):
                    return await Turn(activity, data, cancellation);
                case Submitted(var data):
                    return await Turn(activity, data, cancellation);
                case MessageTaken taken:
                    return await handlers.Pages.Take((await Scene(activity, null, cancellation))!, taken);
                default:
                    return null;
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            logger.LogError(failure, "An invoke ({Name}) failed", heard.GetType().Name);
            return heard is Pressed ? Invokes.Refuses(Broken) : Invokes.Ends(Broken);
        }
    }

    private async Task<JsonObject> Turn(Activity activity, Pressing data, CancellationToken cancellation)
    {
        var scene = await Scene(activity, data, cancellation);
        return await handlers.Presses.IsForged(scene, data, cancellation) ? Invokes.Ends(Forged) : await handlers.Pages.Turn(scene!, data);
    }

    private async Task<Scene?> Scene(Activity activity, Pressing? data, CancellationToken cancellation)
    {
        var from = await notes.AccountOf(activity.From, cancellation);
        await notes.Take(activity, from, cancellation);
        if (await whereabouts.Of(activity, from, data?.In, cancellation) is not { } place)
            return null;
        return new Scene(activity, from, place, clock.Now()) { Name = await whereabouts.NameOf(activity, from, cancellation) };
    }
}

/// <summary>Who does what about an activity.</summary>
internal sealed record Handlers(Listening Listening, Presses Presses, Pages Pages, Arrivals Arrivals);
