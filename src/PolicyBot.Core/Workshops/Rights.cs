namespace PolicyBot.Core.Workshops;

/// <summary>Who may do what, as refusals; null means that they may.</summary>
public static class Rights
{
    /// <summary>An archived workshop changes no more.</summary>
    public static Refused? MayChange(this Workshop workshop) => workshop.Archived
        ? new($"{workshop.Name} is archived.", "Its policy and reports can still be read and exported; `workshop create` starts a new one.")
        : null;

    /// <summary>The workshop is not archived and a facilitator asks.</summary>
    public static Refused? MayRun(this Workshop workshop, Occasion occasion) =>
        workshop.MayChange() ?? (workshop.IsFacilitator(occasion.By)
            ? null
            : new($"Only facilitators of {workshop.Name} can do this.", "Ask one of them; `workshop status` names them."));

    /// <summary>The policy itself may change: a facilitator asks, and no round is built on its present text.</summary>
    public static Refused? MayReplacePolicy(this Workshop workshop, Occasion occasion) =>
        workshop.MayRun(occasion) ?? (workshop.Running is { } round
            ? new($"Round {round.Id} is running on the present policy.", "Wait until it is published, or end it with `round cancel`.")
            : null);

    /// <summary>The person that asks; the clock can't do what people do.</summary>
    internal static PersonId Asker(this Occasion occasion) =>
        occasion.By ?? throw new InvalidOperationException("Only a person can ask for this.");
}
