using PolicyBot.Core.Voting;

namespace PolicyBot.Core.Consensus;

/// <summary>What a person should see next.</summary>
public static class Priority
{
    /// <summary>The larger, the sooner: [ (1 − (P+1)÷(S+2)) · (1+E) · (A+1)÷(S+2) · (1 + 8·2^(−S÷5)) ]², which favours what few have
    /// seen, few pass, many agree with and what tells people apart (Small et al., 2021).</summary>
    /// <param name="extremity">E, the length of the statement's place on the map, ≥ 0.</param>
    public static double Of(Count count, double extremity)
    {
        var (seen, agree) = (count.Total + 2.0, (count.Agree + 1.0) / (count.Total + 2.0));
        var important = (1 - ((count.Pass + 1) / seen)) * (1 + extremity) * agree;
        return Math.Pow(important * (1 + (8 * Math.Pow(2, -count.Total / 5.0))), 2);
    }
}
