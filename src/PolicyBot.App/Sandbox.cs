using PolicyBot.Core;
using PolicyBot.Core.CommandLine;
using PolicyBot.Core.Scenarios;
using PolicyBot.Core.Views;
using PolicyBot.Core.Workshops;

namespace PolicyBot.App;

/// <summary>Runs prompts privately under the current policy and another one, and turns them into scenarios and amendments.</summary>
public sealed class Sandbox(IPolicyModel model, Budgeting budgeting, Tries tries, [FromKeyedServices(Clock.Key)] TimeProvider clock)
{
    private static readonly Refused Gone = Decision.Refuse("That try is not kept any more.", "Tries are kept for an hour. Begin anew with `try`.");

    /// <summary>The command of the workshop that a person's own try stands for; null for what the sandbox answers itself.</summary>
    public Command? Meant(Workshop workshop, PersonId person, Command command) => command switch
    {
        KeepTry c when tries.Find(workshop, person, c.Reference) is { Talk: var talk } => talk.AsScenario(c.Title),
        ProposeTry c when tries.Find(workshop, person, c.Reference) is { } kept && WordingIn(kept, c.Offer) is { Wording: { } wording } of => of.Clause is { } id
            ? new AmendClause(id, wording, c.Rationale, null)
            : new ProposeClause(wording, c.Rationale, null, null),
        _ => null,
    };

    /// <summary>An offer of the model, or the person's own wording.</summary>
    private static (ClauseId? Clause, string? Wording) WordingIn(KeptTry kept, int? offer) =>
        offer is not { } number ? (kept.Talk.Asked.Clause, kept.Talk.Asked.Wording) : kept.Offers.ElementAtOrDefault(number - 1);

    /// <summary>The last answer of a person's own try, as it stands in a form to be edited; null when there is none.</summary>
    public string? ToEdit(Workshop workshop, PersonId person, string reference) =>
        tries.Find(workshop, person, reference)?.Talk.Exchanges[^1].Today is { } answer ? Wording.Fitted(answer, Wording.Longest) : null;

    public Task<Reply> Answer(Workshop workshop, Ask ask, PersonId person, CancellationToken cancellation) => ask.Command switch
    {
        TryPrompt c => tries.Once((workshop, person), ask.EventId, stop => Try(workshop, c, person, stop), cancellation),
        RewordTry c when tries.Find(workshop, person, c.Reference) is { } kept =>
            tries.Once((workshop, person), ask.EventId, stop => Reword(workshop, (c, kept.Talk), person, stop), cancellation),
        _ => Task.FromResult(Reply.Of(Gone)),
    };

    private async Task<Reply> Try(Workshop workshop, TryPrompt asked, PersonId person, CancellationToken cancellation)
    {
        var earlier = asked.On is { } on ? tries.Find(workshop, person, on)?.Talk : null;
        if (asked.On is not null && earlier is null)
            return Reply.Of(Gone);
        var (tryout, refused) = Trying.Read(workshop, asked, earlier, new Occasion(clock.Now(), person, nameof(Sandbox)));
        if (tryout is null)
            return Reply.Of(refused!);
        (SampleShown Today, SampleShown? Other)? answers = null;
        var expected = Expected(workshop, tryout);
        if (!await budgeting.Within(workshop, expected, async () => answers = await Run(workshop, tryout, cancellation), cancellation))
            return NoBudget(workshop, expected);
        var (today, other) = answers!.Value;
        var talk = new Talk(earlier?.Asked ?? asked, [.. earlier?.Exchanges ?? [], new Exchange(asked.Prompt, today.Words, other?.Words)]);
        return new Reply(TryCard.Of(Shown(workshop), new Tried(talk.Asked with { Prompt = asked.Prompt }, today, other)
        {
            Reference = tries.Keep(workshop, person, talk),
            Prompts = talk.Exchanges.Count,
        }));
    }

    private Spending Expected(Workshop workshop, Tryout tryout) => budgeting.Expected(
        workshop, tryout.Other is { } other ? [(workshop.Current.Policy, tryout.Scenario), other] : [(workshop.Current.Policy, tryout.Scenario)]);

    private async Task<(SampleShown Today, SampleShown? Other)> Run(Workshop workshop, Tryout tryout, CancellationToken cancellation)
    {
        var sampling = workshop.Settings.Sampling;
        var current = model.Respond(new TrialRequest(workshop.Current.Policy, tryout.Scenario, 1) { Sampling = sampling }, cancellation);
        var beside = tryout.Other is not { } other ? null : model.Respond(new TrialRequest(other.Policy, other.Scenario, 1) { Sampling = sampling }, cancellation);
        return (await AsShown(workshop, current, cancellation), beside is null ? null : await AsShown(workshop, beside, cancellation));
    }

    private async Task<SampleShown> AsShown(Workshop workshop, Task<SampleResponse> asked, CancellationToken cancellation)
    {
        var response = await asked;
        await budgeting.Spend(workshop, (ModelTask.Try, response.Took), workshop.Settings.Sampling, cancellation);
        return SamplesShown.Of(response, model.Describe(workshop.Settings.Sampling));
    }

    private async Task<Reply> Reword(Workshop workshop, (RewordTry Asked, Talk Talk) of, PersonId person, CancellationToken cancellation)
    {
        if (Wording.Check(of.Asked.Edited, Wording.Longest, "The answer", out var edited) is { } unfit)
            return Reply.Of(unfit);
        var last = of.Talk.Exchanges[^1];
        var (tryout, refused) = Trying.Read(workshop, of.Talk.Asked with { Prompt = last.Prompt }, of.Talk with { Exchanges = of.Talk.Exchanges.RemoveAt(of.Talk.Exchanges.Count - 1) }, new Occasion(clock.Now(), person, nameof(Sandbox)));
        if (tryout is null)
            return Reply.Of(refused!);
        var request = new RewordRequest(workshop.Current.Policy, tryout.Scenario, Wording.Fitted(last.Today ?? "", Wording.Longest), edited) { Sampling = workshop.Settings.Sampling };
        RewordOffer? offer = null;
        var expected = budgeting.ExpectedOf(workshop, request);
        if (!await budgeting.Within(workshop, expected, async () =>
        {
            offer = await model.Reword(request, cancellation);
            await budgeting.Spend(workshop, (ModelTask.Try, offer.Took), workshop.Settings.Sampling, cancellation);
        }, cancellation))
            return NoBudget(workshop, expected);
        var number = tries.Offer(workshop, person, of.Asked.Reference, (offer!.Clause, offer.Wording));
        return new Reply(OfferCard.Of(Shown(workshop), (offer.Clause, offer.Wording), offer.Why, Acts.ProposeOffer(of.Asked.Reference, number)));
    }

    /// <summary>What more than a whole day's budget may be needed for does not fit tomorrow either.</summary>
    private static Reply NoBudget(Workshop workshop, Spending expected) => Reply.Of(workshop.Settings.Budget!.Forbids(Spending.None, expected)
        ? Decision.Refuse("This may take more than the workshop's budget for a whole day.", "Ask a facilitator to raise it, or to shorten answers, with `workshop model`.")
        : Decision.Refuse("The workshop's budget for today is used up.", "Try again tomorrow, or ask a facilitator to raise it with `workshop model`."));

    private Shown Shown(Workshop workshop) => new(workshop, Names.Nobody, Evidence.None, clock.Now());
}
