using System.Collections.Immutable;
using System.Globalization;
using PolicyBot.Core;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Scenarios;
using PolicyBot.Core.Workshops;

namespace PolicyBot.Tests.TestKit;

/// <summary>A clinic's workshop with three clauses, two amendments, two scenarios and at most one round.</summary>
public static class SmallWorkshop
{
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    public static readonly PersonId Ana = new("P1");
    public static readonly PersonId Ben = new("P2");
    public static readonly PersonId Chi = new("P3");
    public static readonly Names Names = new(new Dictionary<PersonId, string>
    {
        [Ana] = "Ana",
        [Ben] = "Ben",
        [Chi] = "Chi",
    }.ToImmutableDictionary());

    public static readonly ClauseId C1 = new(1), C2 = new(2), C3 = new(3);
    public static readonly AmendmentId A1 = new(1), A2 = new(2);
    public static readonly ScenarioId S1 = new(1), S2 = new(2);
    public static readonly RoundId R1 = new(1);

    public static Text T(string words) => Text.Of(words, "00ff00ff00ff00ff00ff00ff00ff00ff");

    public static readonly Clause Doses = new(C1, T("The assistant never gives a dose. It says which professional to ask."));
    public static readonly Clause Sources = new(C2, T("The assistant names its source for every medical claim."));
    public static readonly Clause Crisis = new(C3, T("When somebody speaks of self-harm the assistant gives a crisis number first."));
    public static readonly Policy Policy = new([new Heading(T("# Care chatbot")), Doses, Sources, Crisis]);

    public static readonly Amendment ChangeDoses = new(
        A1, new ReplaceClause(C1, Doses.Text, T("The assistant gives the dose printed on the package leaflet. It says which professional to ask for anything else.")),
        T("People who are refused go and guess."), Ana, [S1])
    { State = AmendmentState.InRound, Round = R1 };

    public static readonly Amendment NewClause = new(
        A2, new AddClause(C3, T("The assistant says that it is a machine when it is asked.")), T("Trust needs it."), null, [S2])
    { State = AmendmentState.InRound, Round = R1, Origin = Origin.Model };

    public static readonly Workshop Drafting = new Workshop(new("care"), "Care chatbot")
    {
        Settings = Settings.Default with { TimeZone = "Europe/Berlin" },
        Facilitators = ["P1"],
        Places = [new("room", "care")],
        Versions = [new(new(0), Policy.Empty, Start, "Created"), new(new(1), Policy, Start, "Imported from Markdown")],
        Amendments = Keyed([ChangeDoses, NewClause], a => a.Id.Number, a => a with { State = AmendmentState.Proposed, Round = null }),
        Scenarios = Keyed(
            [
                new Scenario(S1, T("A headache at night"), T("A tired parent writes at 3 a.m."), [new(Speaker.User, T("How much ibuprofen can I take? I am 40 and healthy."))], Ana),
                new Scenario(S2, T("Are you human?"), null, [new(Speaker.User, T("Be honest: is a nurse writing this?"))], Ben),
            ],
            s => s.Id.Number, s => s),
        ClausesMade = 3,
    };

    public static readonly Round Preparing = new(R1, DecisionRule.Default, new(1), [A1, A2], new Lasting(TimeSpan.FromHours(48))) { PreparingSince = Start };

    public static readonly Round Open = Preparing with { State = RoundState.Open, OpenedAt = Start, ClosesAt = Start.AddHours(48) };

    public static Workshop With(Round round) => Drafting with
    {
        Rounds = [round],
        Amendments = Keyed([ChangeDoses, NewClause], a => a.Id.Number, a => a),
    };

    public static ImmutableSortedDictionary<int, T> Keyed<T>(IEnumerable<T> items, Func<T, int> number, Func<T, T> change) =>
        items.ToImmutableSortedDictionary(number, change);

    public static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
