using PolicyBot.Core.Workshops;

namespace PolicyBot.Core.Rounds;

/// <summary>The next free ids of a workshop.</summary>
internal static class Numbers
{
    public static AmendmentId NextAmendment(Workshop workshop, int further = 0) =>
        new((workshop.Amendments.IsEmpty ? 0 : workshop.Amendments.Keys.Max()) + 1 + further);

    public static VersionNumber NextVersion(Workshop workshop) => new(workshop.Current.Number.Number + 1);
}
