using System.Collections.Immutable;
using PolicyBot.Core;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Reports;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Voting;
using Xunit;

namespace PolicyBot.Tests.Core.Reports;

/// <summary>The same workshop with two more rounds, an attributed and an anonymous one, that have rival wordings of C1 ranked.</summary>
public sealed partial class ExportExamples
{
    public static readonly RoundId RankedAttributed = new(3);
    public static readonly RoundId RankedAnonymous = new(4);

    public static ExportExamples Ranked()
    {
        var story = Finished();
        story.RunRanked(RankedAttributed, first: 4, anonymous: false);
        story.RunRanked(RankedAnonymous, first: 6, anonymous: true);
        return story;
    }

    /// <summary>A ranked attributed round that is closed and not published.</summary>
    public static ExportExamples RankedUnpublished()
    {
        var story = Finished();
        story.RunRanked(RankedAttributed, first: 4, anonymous: false, publish: false);
        return story;
    }

    private void RunRanked(RoundId id, int first, bool anonymous, bool publish = true)
    {
        var present = Now.Current.Policy.Find(new(1))!.Text;
        Propose(first, new ReplaceClause(new(1), present, T($"Be kind, and brief, in {id}.")));
        Propose(first + 1, new ReplaceClause(new(1), present, T($"Be brief in {id}.")));
        Open(new Round(id, new DecisionRule(new EverybodyHere(), new QuorumOf(3), 60, null, 60) { Anonymous = anonymous, Ranked = true }, Now.Current.Number, [new(first), new(first + 1)], new Lasting(TimeSpan.FromDays(2))));
        var key = anonymous ? Key : null;
        ImmutableList<SealedBallot> ballots = [.. Cast(id, first, "AAAAAD", key), .. Cast(id, first + 1, "AAAAAD", key)];
        CloseAndPublish(
            new RoundRows(id, ballots)
            {
                Ballots = anonymous ? [] : [.. ballots.Select(s => new Ballot(id, s.Amendment, s.Voter, s.Vote, s.Fingerprint) { Group = s.Group, CastAt = s.CastAt })],
                Rankings = Rank(id, first, key),
            },
            publish);
    }

    private ImmutableList<Ranking> Rank(RoundId id, int first, byte[]? key)
    {
        var rivals = Assert.Single(RivalWordings.Of(Now.Find(id)!, Now));
        ImmutableList<AmendmentId>[] orders = [[new(first + 1), new(first)], [new(first + 1)], [new(first + 1)], [new(first)]];
        return
        [
            .. orders.Select((order, i) => new Ranking(id, rivals.Clause, Voters.Of(id, new($"P{i + 1}"), key), order, rivals.Fingerprint)
            {
                Row = Row(id, 0, i),
                CastAt = Noon.AddHours(2),
            }),
        ];
    }
}
