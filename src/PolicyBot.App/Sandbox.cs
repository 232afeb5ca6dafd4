using PolicyBot.Core;
using PolicyBot.Core.Scenarios;
using PolicyBot.Core.Views;
using PolicyBot.Core.Workshops;

namespace PolicyBot.App;

/// <summary>Runs prompts privately under the current policy and another one, and turns them into scenarios and amendments.</summary>
public sealed class Sandbox(IPolicyModel model, Budgeting budgeting, Tries tries, [FromKeyedServices(Clock.Key)] TimeProvider clock)
{
    private static readonly Refused Gone = Decision.Refuse("That try is not kept any more.", "Tries are kept for an hour. Begin anew with `try`.");
    private static readonly Refused NoBudget = Decision.Refuse("The workshop's budget for today is used up.", "Try again tomorrow, or ask a facilitator to raise it with `workshop model`.");

    /// <summary>The command of the workshop that a person's own try stands for; null for what the sandbox answers itself.</summary>
    public Command? Meant(WorkshopId workshop, PersonId person, Command command) => command switch
    {
        KeepTry c when tries.Find(workshop, person, c.Reference) is { Talk: var talk } => new AddScenario(talk.Exchanges[^1].Prompt, c.Title, null, null)
        {
            Turns = Talk.Turns(talk.Exchanges.SkipLast(1), talk.Exchanges[^1].Prompt, e => e.Today),
        },
        ProposeTry c when tries.Find(workshop, person, c.Reference) is { } kept && (kept.Offered.Wording is not null || kept.Talk.Asked.Wording is not null) =>
            (kept.Offered.Wording is { } offered ? (kept.Offered.Clause, offered) : (kept.Talk.Asked.Clause, kept.Talk.Asked.Wording!)) is var (clause, wording) && clause is { } id
                ? new AmendClause(id, wording, c.Rationale, null)
                : new ProposeClause(wording, c.Rationale, null, null),
        _ => null,
    };

    public Task<Reply> Answer(Workshop workshop, Command command, PersonId person, CancellationToken cancellation) => command switch
    {
        TryPrompt c => tries.OneAtATime(workshop.Id, person, () => Try(workshop, c, person, cancellation), Reply.Of),
        RewordTry c when tries.Find(workshop.Id, person, c.Reference) is { } kept =>
            tries.OneAtATime(workshop.Id, person, () => Reword(workshop, (c, kept.Talk), person, cancellation), Reply.Of),
        _ => Task.FromResult(Reply.Of(Gone)),
    };

    private async Task<Reply> Try(Workshop workshop, TryPrompt asked, PersonId person, CancellationToken cancellation)
    {
        var earlier = asked.On is { } on ? tries.Find(workshop.Id, person, on)?.Talk : null;
        if (asked.On is not null && earlier is null)
            return Reply.Of(Gone);
        var (tryout, refused) = Trying.Read(workshop, asked, earlier, new Occasion(clock.Now(), person, nameof(Sandbox)));
        if (tryout is null)
            return Reply.Of(refused!);
        (SampleShown Today, SampleShown? Other)? answers = null;
        if (!await budgeting.Within(workshop, Expected(workshop, tryout), async () => answers = await Run(workshop, tryout, cancellation), cancellation))
            return Reply.Of(NoBudget);
        var (today, other) = answers!.Value;
        var talk = new Talk(earlier?.Asked ?? asked, [.. earlier?.Exchanges ?? [], new Exchange(asked.Prompt, today.Words, other?.Words)]);
        return new Reply(TryCard.Of(Shown(workshop), new Tried(talk.Asked with { Prompt = asked.Prompt }, today, other)
        {
            Reference = tries.Keep(workshop.Id, person, talk),
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
        RewordOffer? offer = null;
        if (!await budgeting.Within(workshop, budgeting.Expected(workshop, (workshop.Current.Policy, tryout.Scenario)), async () => offer = await model.Reword(new RewordRequest(workshop.Current.Policy, tryout.Scenario, last.Today ?? "", edited) { Sampling = workshop.Settings.Sampling }, cancellation), cancellation))
            return Reply.Of(NoBudget);
        await budgeting.Spend(workshop, (ModelTask.Try, offer!.Took), workshop.Settings.Sampling, cancellation);
        tries.Offer(workshop.Id, person, of.Asked.Reference, (offer.Clause, offer.Wording));
        return new Reply(OfferCard.Of(Shown(workshop), (offer.Clause, offer.Wording), offer.Why, of.Asked.Reference));
    }

    private Shown Shown(Workshop workshop) => new(workshop, Names.Nobody, Evidence.None, clock.Now());
}
