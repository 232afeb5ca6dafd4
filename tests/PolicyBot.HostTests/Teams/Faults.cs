using PolicyBot.Emulators.Teams;

namespace PolicyBot.HostTests.Teams;

/// <summary>A bad day: a tenth of all calls fails in one of the ways that Teams fails, a fifth of all events comes twice.</summary>
internal static class Faults
{
    private static readonly ConnectorFault[] Kinds =
    [
        new ConnectorFault.Error(412), new ConnectorFault.Error(429), new ConnectorFault.Error(429, "1"), new ConnectorFault.Error(502),
        new ConnectorFault.Error(504), new ConnectorFault.HangUp(),
    ];

    public static void Begin(TeamsEmulator teams, int seed)
    {
        var random = new Random(seed);
        teams.Connector.Otherwise = _ => One(random, 10) ? Kinds[Below(random, Kinds.Length)] : null;
        teams.Delivery.Otherwise = _ => One(random, 5) ? (One(random, 2) ? DeliveryFault.Repeated : DeliveryFault.AnswerLost) : DeliveryFault.None;
    }

    private static bool One(Random random, int of) => Below(random, of) == 0;

    private static int Below(Random random, int most)
    {
        lock (random)
            return random.Next(most);
    }
}
