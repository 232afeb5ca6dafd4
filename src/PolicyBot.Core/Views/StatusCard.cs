using System.Collections.Immutable;
using PolicyBot.Core.CommandLine;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Workshops;

namespace PolicyBot.Core.Views;

/// <summary>Where a workshop is, and what comes next.</summary>
public static class StatusCard
{
    public static Card Of(Shown shown)
    {
        var workshop = shown.Workshop;
        var current = workshop.Current;
        var drafted = workshop.Drafted.ToList();
        return new Card(
            workshop.Name,
            [
                new Paragraph(Next(workshop)),
                new Facts(
                [
                    new("Policy", $"{current.Number}, {Speaking.Many(current.Policy.Clauses.Count(), "clause", "clauses")}{(current.Provisional ? ", provisional" : "")}"),
                    new("Round", workshop.Running is { } round ? $"{round.Id}, {round.State.ToString().ToLowerInvariant()}" : workshop.Rounds.IsEmpty ? "none yet" : $"none running, {workshop.Rounds.Count} so far"),
                    new("Scenarios", $"{workshop.Scenarios.Values.Count(s => !s.Retired)}"),
                    new("Facilitators", string.Join(", ", workshop.Facilitators.Select(f => shown.Names.Of(new PersonId(f))))),
                    new("Shown in", Speaking.Many(workshop.Places.Count, "channel", "channels")),
                    new("Times are of", workshop.Settings.TimeZone),
                ]),
                .. Drafted(workshop, drafted),
            ],
            Buttons(workshop, drafted)).Fit();
    }

    private static IEnumerable<Block> Drafted(Workshop workshop, List<Amendment> drafted) => drafted.Count == 0
        ? []
        :
        [
            new Subtitle("Drafted for the next round"),
            new Facts([.. drafted.Select(a => new Fact(a.Id.ToString(), Titles.Of(workshop, a) + (a.Scenarios.IsEmpty ? " (needs a scenario)" : "")))]),
        ];

    private static string Next(Workshop workshop) => workshop switch
    {
        { Archived: true } => "This workshop is archived: everything can be read, nothing changed.",
        { Running.State: RoundState.Preparing } => "A round is being prepared; voting opens when the sample responses are there.",
        { Running.State: RoundState.Open } => "Voting is open. My ballot shows what still needs you.",
        { Running.State: RoundState.Paused } => "The round is paused. A facilitator goes on with `round resume`.",
        { Running.State: RoundState.Closed } => "Voting has ended; the scenarios are run under the new version.",
        { Running.State: RoundState.Confirming } => "Say on the cards whether the new responses are what you meant.",
        _ when !workshop.Current.Policy.Clauses.Any() => "There is no policy yet. A facilitator starts it with `policy import`, or write it with `clause propose`.",
        { Current: { Provisional: true } current } when !workshop.Drafted.Any() =>
            $"{current.Number} is provisional: a facilitator puts it to the vote with `round open`, with what is proposed before that.",
        _ when !workshop.Drafted.Any() => "Propose a change with `clause amend`, `clause propose` or `clause remove`.",
        _ when workshop.Drafted.Any(a => a.Scenarios.IsEmpty) => "Give every drafted amendment a scenario; then a facilitator opens the round with `round open`.",
        _ => "A facilitator can put the drafted amendments to the vote with `round open`; `round preview` shows what will be posted.",
    };

    private static ImmutableList<Button> Buttons(Workshop workshop, List<Amendment> drafted) => workshop switch
    {
        { Archived: true } => [new("Read the policy", Acts.ShowPolicy)],
        { Running.State: RoundState.Open } => [new("My ballot", Acts.MyBallot, Look.Primary), new("Round status", Acts.RoundStatus), new("Read the policy", Acts.ShowPolicy)],
        { Running: not null } => [new("Round status", Acts.RoundStatus), new("Read the policy", Acts.ShowPolicy)],
        _ =>
        [
            new("Read the policy", Acts.ShowPolicy), new("Propose a clause", Acts.Propose), new("Scenarios", Acts.Scenarios),
            .. drafted.Count > 0 || workshop.Current.Provisional ? [new Button("Open a round", Acts.OpenRound)] : Array.Empty<Button>(),
        ],
    };
}
