using System.Collections.Immutable;
using PolicyBot.Core.Log;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Views;
using PolicyBot.Core.Workshops;

namespace PolicyBot.Core.Scenarios;

/// <summary>Scenarios as people add, link and retire them.</summary>
public static class Staging
{
    /// <summary>Longest title, in characters.</summary>
    public const int LongestTitle = 80;

    public static Decision Add(Workshop workshop, AddScenario command, Occasion occasion)
    {
        if (workshop.MayChange() is { } no)
            return no;
        if (command.For is { } target && WhyUnlinkable(workshop, target) is { } unlinkable)
            return unlinkable;
        if (ReadTurns(command, out var turns) is { } unfit)
            return unfit;
        if (Wording.CheckOptional(command.Background, Wording.Longest, "The background", out var background) is { } unfitBackground)
            return unfitBackground;
        if (Wording.CheckOptional(command.Title, LongestTitle, "The title", out var title) is { } unfitTitle)
            return unfitTitle;
        if (Twin(workshop, background, turns) is { } twin)
            return Decision.Refuse($"{twin} asks exactly this already.", command.For is { } amendment
                ? $"Link it with `scenario link {twin} {amendment}`."
                : "`scenario list` shows all scenarios.");
        var scenario = new Scenario(
            workshop.NextScenario(),
            occasion.Text(title?.ReplaceLineEndings(" ") ?? TitleOf(turns[^1].Words)),
            occasion.TextOrNull(background),
            [.. turns.Select(t => new Turn(t.Speaker, occasion.Text(t.Words)))],
            occasion.Asker());
        return Decision.Accept(Added(scenario, command), [new ScenarioAdded(scenario), .. command.For is { } a
            ? [new ScenarioLinked(scenario.Id, a)]
            : Array.Empty<Change>()]);
    }

    /// <summary>Takes a scenario out of use; for whoever added it and for facilitators.</summary>
    public static Decision Retire(Workshop workshop, RetireScenario command, Occasion occasion)
    {
        if ((workshop.MayChange() ?? WhyUnusable(workshop, command.Scenario)) is { } no)
            return no;
        var scenario = workshop.Find(command.Scenario)!;
        if (scenario.AddedBy != occasion.By && !workshop.IsFacilitator(occasion.By))
            return Decision.Refuse($"{scenario.Id} is somebody else's.", "Only whoever added it or a facilitator can retire it.");
        if (UsedIn(workshop, scenario.Id) is { } round)
            return Decision.Refuse($"Round {round.Id} shows {scenario.Id}.", "Retire it when the round is published.");
        var bare = workshop.Drafted.Where(a => a.Scenarios.Contains(scenario.Id) && !a.Scenarios.Any(s => s != scenario.Id && workshop.Find(s) is { Retired: false }))
            .Select(a => a.Id).ToList();
        return Decision.Accept(
            bare.Count == 0
                ? Reply.Say($"{scenario.Id} is retired", "It is not run any more; what it showed stays.")
                : Reply.Say($"{scenario.Id} is retired", $"{string.Join(", ", bare)} can't open for a vote now: add a scenario with `scenario add for:{bare[0]}`."),
            new ScenarioRetired(scenario.Id));
    }

    public static Decision Link(Workshop workshop, LinkScenario command)
    {
        if ((workshop.MayChange() ?? WhyUnusable(workshop, command.Scenario) ?? WhyUnlinkable(workshop, command.Amendment)) is { } no)
            return no;
        return workshop.Find(command.Amendment)!.Scenarios.Contains(command.Scenario)
            ? Decision.Accept(Reply.Say($"{command.Amendment} is shown with {command.Scenario}", "It was already."))
            : Decision.Accept(
                Reply.Say($"{command.Amendment} is shown with {command.Scenario}", "Its card will show the response today and under the change."),
                new ScenarioLinked(command.Scenario, command.Amendment));
    }

    /// <summary>Why a scenario can't be used: unknown or retired; null when it can.</summary>
    public static Refused? WhyUnusable(Workshop workshop, ScenarioId id) => workshop.Find(id) switch
    {
        null => new($"There is no scenario {id}.", "`scenario list` shows all scenarios; `scenario add` makes a new one."),
        { Retired: true } => new($"{id} is retired.", "Use another one of `scenario list`, or add it anew with `scenario add`."),
        _ => null,
    };

    /// <summary>The running round whose cards or confirmation need a scenario; null when none does.</summary>
    internal static Round? UsedIn(Workshop workshop, ScenarioId id) =>
        workshop.Running is { } round && round.Amendments.Any(a => workshop.Find(a)?.Scenarios.Contains(id) == true) ? round : null;

    private static Refused? WhyUnlinkable(Workshop workshop, AmendmentId id) => workshop.Find(id) switch
    {
        null => TakingBack.Unknown(workshop, id),
        { State: AmendmentState.Proposed } => null,
        { State: AmendmentState.InRound } => new($"{id} is being voted on, and its evidence stays as it is.", "Add the scenario without an amendment: it is run when the round is confirmed."),
        _ => new($"{id} is settled.", "Add the scenario without an amendment, or for one of the next round."),
    };

    private static Refused? ReadTurns(AddScenario command, out ImmutableList<(Speaker Speaker, string Words)> turns)
    {
        turns = command.Turns.IsEmpty ? [(Speaker.User, command.Prompt)] : command.Turns;
        if (turns.Count > Scenario.MaxTurns)
            return new($"The conversation has {turns.Count} turns; {Scenario.MaxTurns} are allowed.", "Leave out earlier turns, or tell them in the background.");
        if (turns[^1].Speaker != Speaker.User)
            return new("The last turn is not the user's.", "End with what the user says, so that the model has something to answer.");
        for (var i = 0; i < turns.Count; i++)
        {
            if (Wording.Check(turns[i].Words, Wording.Longest, turns.Count == 1 ? "The prompt" : $"Turn {i + 1}", out var words) is { } unfit)
                return unfit;
            turns = turns.SetItem(i, (turns[i].Speaker, words));
        }

        return null;
    }

    private static ScenarioId? Twin(Workshop workshop, string? background, ImmutableList<(Speaker Speaker, string Words)> turns) =>
        workshop.Scenarios.Values.FirstOrDefault(s => !s.Retired && s.Background?.Value == background
            && s.Turns.Select(t => (t.Speaker, t.Words.ToString())).SequenceEqual(turns))?.Id;

    private static string TitleOf(string prompt)
    {
        var line = prompt.Split('\n')[0].Trim();
        if (line.Length <= LongestTitle)
            return line;
        var end = line.LastIndexOf(' ', LongestTitle - 2) is var space && space > LongestTitle / 2 ? space : LongestTitle - 1;
        return line[..(char.IsHighSurrogate(line[end - 1]) ? end - 1 : end)] + "…";
    }

    private static Reply Added(Scenario scenario, AddScenario command) => new(new Card(
        $"{scenario.Id} is added",
        [
            new Quote(scenario.Title, scenario.Turns[^1].Words),
            .. command.Cut ? [new Paragraph($"An answer of the model could not be kept whole: a turn has at most {Wording.Longest:N0} characters, and none that may not be shown. Its beginning stands in the scenario.")] : Array.Empty<Block>(),
            new Paragraph(command.For is { } a
                ? $"{a} will be shown with what the model answers to it today and under the change."
                : "It is run under every new version of the policy. To show an amendment with it, use `scenario link`."),
        ],
        command.For is null ? [new("Retire", $"scenario retire {scenario.Id}")] : [new("Preview the round", "round preview", Look.Primary)]));
}
