using PolicyBot.Core.CommandLine;
using PolicyBot.Core.Log;
using PolicyBot.Core.Views;
using PolicyBot.Core.Workshops;

namespace PolicyBot.Core.Policies;

/// <summary>What becomes of a proposed amendment without a vote: withdrawn, rebased, applied.</summary>
public static class TakingBack
{
    /// <summary>Takes a proposed amendment out of the next round; for its author and for facilitators.</summary>
    public static Decision Withdraw(Workshop workshop, WithdrawAmendment command, Occasion occasion)
    {
        if (Own(workshop, command.Amendment, occasion, out var amendment) is { } no)
            return no;
        if (amendment.Proposal is RatifyVersion ratify)
            return Decision.Refuse($"{amendment.Id} asks whether {ratify.Version} stays, which somebody has to decide.", "Vote on it in the next round.");
        return amendment.State switch
        {
            AmendmentState.Proposed => Decision.Accept(
                Reply.Say($"{amendment.Id} is withdrawn", "It will not be voted on."),
                new AmendmentWithdrawn(amendment.Id, amendment.By == occasion.By ? "Its author withdrew it." : "A facilitator withdrew it.")),
            AmendmentState.Withdrawn => Decision.Accept(Reply.Say($"{amendment.Id} is withdrawn", "It was already.")),
            AmendmentState.InRound => Decision.Refuse($"{amendment.Id} is being voted on.", "An amendment can be withdrawn only until its round opens; a comment can say why you changed your mind."),
            _ => Decision.Refuse($"{amendment.Id} was already decided.", "Propose another change to the clause with `clause amend`."),
        };
    }

    /// <summary>Proposes the same wording on the clause's present text; a returned amendment may also be taken up again as it is.</summary>
    public static Decision Rebase(Workshop workshop, RebaseAmendment command, Occasion occasion)
    {
        if (Own(workshop, command.Amendment, occasion, out var old) is { } no)
            return no;
        if (WhyNotRebased(workshop, old) is { } refused)
            return refused;
        if (OnPresentText(workshop, old) is not { } proposal)
            return Decision.Refuse($"{old.Clause} is not in the policy any more.", "Propose the wording as a new clause with `clause propose`.");
        if (proposal is ReplaceClause r && r.Base.ToString() == r.Wording.ToString())
            return Decision.Refuse($"{r.Clause} says exactly this already.", $"Withdraw {old.Id} with `mine withdraw {old.Id}`, or word it differently with `clause amend {r.Clause}`.");
        var amendment = new Amendment(
            workshop.NextAmendment(), proposal, old.Rationale, old.By, old.Scenarios.RemoveAll(s => workshop.Find(s) is null or { Retired: true }))
        {
            Origin = old.Origin,
            Follows = old.Id,
            CoAuthors = old.CoAuthors,
        };
        return Decision.Accept(
            Proposing.Proposed(workshop, amendment),
            [new AmendmentProposed(amendment), .. old.State == AmendmentState.Proposed
                ? [new AmendmentWithdrawn(old.Id, $"{amendment.Id} takes its place on the present text.")]
                : Array.Empty<Change>()]);
    }

    /// <summary>Puts a redraft that waits into the policy, as a provisional version that the next round ratifies or reverts. Refused before
    /// its change can be seen in all of its scenarios.</summary>
    public static Decision Apply(Shown shown, ApplyRedraft command, Occasion occasion)
    {
        var workshop = shown.Workshop;
        if (workshop.MayReplacePolicy(occasion) is { } no)
            return no;
        if (workshop.Find(command.Amendment) is not { } amendment || !workshop.AwaitingFacilitator.Contains(command.Amendment))
            return Decision.Refuse($"{command.Amendment} is no redraft that waits for a facilitator.", Waiting(workshop));
        var adopted = Adoption.Apply(workshop.Current.Policy, workshop.ClausesMade, [amendment]);
        if (!adopted.Conflicts.IsEmpty)
            return Decision.Refuse(adopted.Conflicts[0].Why, $"Bring it to the present text with `clause rebase {amendment.Id}`; the next round then votes on it.");
        if (WhyNotShown(shown, amendment) is { } unseen)
            return unseen;
        if (!command.Sure)
            return AskToApply(shown, amendment);
        var version = VersionOf(workshop, amendment.Id, adopted.Policy, occasion.Now);
        return Decision.Accept(
            Reply.Say($"{amendment.Id} is in the policy as {version.Number}",
                "Nobody has voted on it, so it is marked provisional: the next round ratifies or reverts it."),
            new VersionMade(version), new RedraftApplied(amendment.Id, version.Number));
    }

    internal static PolicyVersion VersionOf(Workshop workshop, AmendmentId redraft, Policy policy, DateTimeOffset now) =>
        new(workshop.NextVersion(), policy, Moment.Truncate(now), $"A facilitator applied the redraft {redraft}", Provisional: true);

    private static Refused? WhyNotShown(Shown shown, Amendment amendment)
    {
        if (RedraftCard.IsWhole(shown, amendment))
            return null;
        return amendment.Scenarios.Exists(s => shown.Workshop.Find(s) is { Retired: false })
            ? new($"The responses under {amendment.Id} are not all there yet.", "Its card in the channel fills in by itself; then ask again.")
            : new($"{amendment.Id} has no scenario that shows what it changes.", $"Add one with `{Acts.AddScenarioFor(amendment.Id)} PROMPT`, and ask again when its responses are there.");
    }

    private static Decision AskToApply(Shown shown, Amendment amendment) => Decision.Accept(new Reply(new Card(
        $"Put {amendment.Id} into the policy without a vote?",
        [
            .. AmendmentCard.Change(shown, amendment),
            .. RedraftCard.Affected(shown, amendment),
            new Paragraph("The version is marked provisional, and the next round ratifies or reverts it."),
        ],
        [new("Put it in", $"{Acts.Apply(amendment.Id)} sure:yes", Look.Danger), new("All responses", Acts.Responses(amendment.Id))])
        .Fit("the whole text is in All responses")));

    private static Refused? Own(Workshop workshop, AmendmentId id, Occasion occasion, out Amendment amendment)
    {
        amendment = workshop.Find(id)!;
        if (workshop.MayChange() is { } no)
            return no;
        if (amendment is null)
            return Unknown(workshop, id);
        return (amendment.By is { } author && author == occasion.By) || workshop.IsFacilitator(occasion.By)
            ? null
            : new($"{id} is somebody else's.", "Only its author or a facilitator can do this; a comment can ask them to.");
    }

    private static Refused? WhyNotRebased(Workshop workshop, Amendment old)
    {
        var present = old.Clause is { } id ? workshop.Current.Policy.Find(id)?.Text.Hash : null;
        var successor = workshop.Amendments.Values.FirstOrDefault(a => a.Follows == old.Id && a.State is AmendmentState.Proposed or AmendmentState.InRound);
        return old switch
        {
            { Proposal: RatifyVersion } => new($"{old.Id} asks about a version, not about a wording.", "Vote on it in the next round."),
            { State: AmendmentState.InRound } => new($"{old.Id} is being voted on.", "Wait for the result; if it is returned, it can be taken up again."),
            { State: not (AmendmentState.Proposed or AmendmentState.Returned) } => new($"{old.Id} is settled.", "Propose your wording anew with `clause amend` or `clause propose`."),
            _ when successor is not null => new($"{successor.Id} takes it up already.", $"Look at that one, or withdraw it with `mine withdraw {successor.Id}`."),
            { State: AmendmentState.Proposed } when BaseOf(old) is not { } written || written == present => new(
                $"{old.Id} is on the present text.", "It goes into the next round as it is."),
            _ => null,
        };
    }

    private static string? BaseOf(Amendment amendment) => amendment.Proposal switch
    {
        ReplaceClause r => r.Base.Hash,
        RemoveClause r => r.Base.Hash,
        _ => null,
    };

    private static Proposal? OnPresentText(Workshop workshop, Amendment old)
    {
        var present = old.Clause is { } id ? workshop.Current.Policy.Find(id)?.Text : null;
        return old.Proposal switch
        {
            AddClause a => a with { After = a.After is { } after && workshop.Current.Policy.Find(after) is null ? null : a.After },
            ReplaceClause r => present is null ? null : r with { Base = present },
            RemoveClause r => present is null ? null : r with { Base = present },
            _ => null,
        };
    }

    private static string Waiting(Workshop workshop) => workshop.AwaitingFacilitator.IsEmpty
        ? "None waits now."
        : $"These wait: {string.Join(", ", workshop.AwaitingFacilitator)}.";

    internal static Refused Unknown(Workshop workshop, AmendmentId id) => new(
        $"There is no amendment {id}.",
        workshop.Amendments.IsEmpty
            ? "None was proposed yet: `clause propose` or `clause amend` makes the first."
            : $"They go up to {new AmendmentId(workshop.Amendments.Keys.Last())}; `round preview` lists those of the next round.");
}
