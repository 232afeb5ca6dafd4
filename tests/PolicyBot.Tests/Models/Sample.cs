using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using PolicyBot.App;
using PolicyBot.Core;
using PolicyBot.Core.Policies;
using PolicyBot.Core.Scenarios;
using PolicyBot.Emulators.OpenAi;
using PolicyBot.Models;

namespace PolicyBot.Tests.Models;

/// <summary>Builders for what a model is asked.</summary>
internal static class Sample
{
    public static readonly string[] Museum =
    [
        "The guide must not name individual members of staff.",
        "Visitors may take photographs without flash.",
        "If a visitor asks about prices, the guide should name the reduced fares first and say where to buy tickets.",
        "Never guess at opening hours. Look them up, and say when they were last checked.",
        "The guide must not give medical advice unless there is an emergency. In an emergency, send for first aid at the desk.",
    ];

    public static Text Words(string words) => Text.Of(words, "5a17");

    public static Policy Policy(params IEnumerable<string> clauses) =>
        new([.. clauses.Select((text, i) => new Clause(new(i + 1), Words(text)))]);

    public static Scenario Asking(string question, string? background = null) => Scenario(background, (Speaker.User, question));

    public static Scenario Scenario(string? background, params (Speaker Speaker, string Words)[] turns) => new(
        new(1), Words("title"), background is null ? null : Words(background), [.. turns.Select(t => new Turn(t.Speaker, Words(t.Words)))], new("P1"));

    public static TrialRequest Trial(string question, params IEnumerable<string> clauses) => new(Policy(clauses), Asking(question), 1);

    public static RedraftRequest Redraft(params string[] remarks) =>
        new(new(1), "The guide must not name staff.", "The guide must not name or describe staff", null, [.. remarks.Select((r, i) => new RemarkForRedraft(i + 1, r))]);

    public static IPolicyModel Follower() => ModelsSetup.Open(new(), TimeProvider.System, new KeptLog());

    public static ModelOptions At(OpenAiEmulator emulator) => new()
    {
        Provider = ModelOptions.OpenAi,
        Endpoint = new Uri(emulator.Address, "v1").ToString(),
        Key = "sk-secret-key",
        Model = "some-model",
        Temperature = 0.5,
        MaxOutputTokens = 300,
        TimeoutSeconds = 30,
    };
}

/// <summary>Real time, but waits of up to twenty seconds are only written down.</summary>
internal sealed class ImpatientClock : TimeProvider
{
    private static readonly TimeSpan LongestSkipped = TimeSpan.FromSeconds(20);

    private readonly ConcurrentQueue<TimeSpan> waits = new();

    public IReadOnlyList<TimeSpan> Waits => [.. waits];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime <= TimeSpan.Zero || dueTime > LongestSkipped) return base.CreateTimer(callback, state, dueTime, period);
        waits.Enqueue(dueTime);
        return base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}

/// <summary>Keeps every line that is logged, exceptions included.</summary>
internal sealed class KeptLog : ILoggerFactory, ILogger
{
    private readonly ConcurrentQueue<string> lines = new();

    public string Lines => string.Join('\n', lines);

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        lines.Enqueue($"{formatter(state, exception)} {exception}");

    public void Dispose()
    {
    }
}
