using PolicyBot.Emulators.OpenAi;

namespace PolicyBot.HostTests.TestKit;

/// <summary>The two models that the same stories are played with: one behind an emulated endpoint, as a test scripts it, and the built-in rule-follower.</summary>
internal sealed class Answering : IAsyncDisposable
{
    public const string AtEndpoint = "endpoint", Offline = "offline";

    /// <summary>Null for the rule-follower.</summary>
    public OpenAiEmulator? Emulator { get; private init; }

    /// <summary>What a host is told to ask it.</summary>
    public Dictionary<string, string?>? Settings => Emulator is null ? null : Endpoint.Of(Emulator);

    public static async Task<Answering> Start(string which, Func<ReceivedCall, ModelBehaviour>? script = null)
    {
        if (which == Offline)
            return new Answering();
        var emulator = await OpenAiEmulator.Start();
        emulator.Model = script;
        return new Answering { Emulator = emulator };
    }

    public ValueTask DisposeAsync() => Emulator?.DisposeAsync() ?? ValueTask.CompletedTask;
}
