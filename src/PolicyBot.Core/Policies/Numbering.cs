using PolicyBot.Core.Workshops;

namespace PolicyBot.Core.Policies;

/// <summary>The next free numbers of a workshop.</summary>
public static class Numbering
{
    public static AmendmentId NextAmendment(this Workshop workshop) => new(workshop.Amendments.Keys.LastOrDefault() + 1);

    public static ScenarioId NextScenario(this Workshop workshop) => new(workshop.Scenarios.Keys.LastOrDefault() + 1);

    public static VersionNumber NextVersion(this Workshop workshop) => new(workshop.Current.Number.Number + 1);

    /// <summary>The highest clause number given up to a version: what clauses added to that version alone are counted from.</summary>
    public static int ClausesMadeBy(this Workshop workshop, VersionNumber version) =>
        workshop.Versions.Where(v => v.Number.Number <= version.Number)
            .SelectMany(v => v.Policy.Clauses).Select(c => c.Id.Number).DefaultIfEmpty(0).Max();
}
