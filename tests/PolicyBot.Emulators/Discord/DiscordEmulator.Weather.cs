using PolicyBot.Emulators.Discord.Gateway;
using PolicyBot.Emulators.Discord.Rest;

namespace PolicyBot.Emulators.Discord;

/// <summary>What goes wrong, and what was seen.</summary>
public sealed partial class DiscordEmulator
{
    /// <summary>Every request so far.</summary>
    public IReadOnlyList<Captured> Captured => [.. door.Captured];

    /// <summary>Every answer so far.</summary>
    public IReadOnlyList<(string Method, string Template, int Status)> Answers => [.. door.Answers];

    /// <summary>Answers that count towards the ban of an address (10,000 in 10 minutes).</summary>
    public int InvalidRequests => door.InvalidRequests;

    /// <summary>Acknowledgements that came after 3 seconds.</summary>
    public int TooLate => callbacks.TooLate;

    /// <summary>First answers by HTTP that broke a rule.</summary>
    public IReadOnlyList<string> RefusedAnswers => [.. callbacks.Refused];

    /// <summary>The bodies of all interactions that were sent.</summary>
    public IReadOnlyList<string> SentInteractions => [.. back.Desk.Sent];

    public int Identifies => budget.Used;

    public int Resumes => handshake.Resumes;

    public int Heartbeats => gateway.Heartbeats;

    /// <summary>Open sockets that have a session.</summary>
    public int Connected => gateway.Connections.Count(c => c is { Session: not null, Silent: false });

    /// <summary>Rate limits can be lifted to measure the bot alone.</summary>
    public bool LimitsRates
    {
        get => limits.Enabled;
        set => limits.Enabled = oldEdits.Enabled = value;
    }

    public void Fails(params ReadOnlySpan<Failing> faults)
    {
        foreach (var fault in faults)
            door.Faults.Enqueue(fault);
    }

    public void Disturbs(params ReadOnlySpan<Disturbing> faults)
    {
        foreach (var fault in faults)
            sessions.Faults.Enqueue(fault);
    }

    /// <summary>Ends all disturbances and failures.</summary>
    public void Calms()
    {
        door.Faults.Clear();
        sessions.Faults.Clear();
    }

    /// <summary>Closes every socket with a code; those that end a session end it.</summary>
    public void Close(int code) => back.Locked(() =>
    {
        foreach (var connection in gateway.Connections)
        {
            if (connection.Session is { } && code is 1000 or 4003 or 4004 or 4005 or 4007 or >= 4010)
                sessions.End(connection.Session!);
            connection.Close(code);
        }
    });

    /// <summary>Drops every socket without a word.</summary>
    public void Drop() => EachConnection(c => c.Drop());

    /// <summary>Every open socket goes silent; new ones work.</summary>
    public void GoSilent() => EachConnection(c => c.Silent = true);

    /// <summary>Op 7: connect again and resume.</summary>
    public void AskToReconnect() => EachConnection(c => c.Send(Op.Reconnect, null));

    /// <summary>Op 1: beat now.</summary>
    public void AskForHeartbeat() => EachConnection(c => c.Send(Op.Heartbeat, null));

    /// <summary>Sends any text to every socket.</summary>
    public void Babbles(string text) => EachConnection(c => c.Send(text));

    /// <summary>Op 9: the sessions are over.</summary>
    public void EndSessions() => back.Locked(() =>
    {
        foreach (var session in sessions.All)
            sessions.End(session);
        foreach (var connection in gateway.Connections)
        {
            connection.Session = null;
            connection.Send(Op.InvalidSession, false);
        }
    });

    /// <summary>The next RESUMEs are answered by op 9.</summary>
    public void RefuseResumes(int times) => handshake.RefuseResumes(times);

    public void WithholdReadies(int times) => handshake.WithholdReadies(times);

    public void WithholdHellos(int times) => gateway.WithheldHellos = times;

    private void EachConnection(Action<Connection> act) => back.Locked(() =>
    {
        foreach (var connection in gateway.Connections)
            act(connection);
    });
}
