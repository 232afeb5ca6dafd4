using System.Collections.Immutable;
using PolicyBot.Core.CommandLine;
using PolicyBot.Core.Scenarios;

namespace PolicyBot.Core.Views;

/// <summary>What a private try gave.</summary>
/// <param name="Asked">The prompt, and what it was tried under.</param>
/// <param name="Current">The response under the current version; null while it runs.</param>
/// <param name="Other">The response under the version or wording that was asked for; null while it runs, or when none was.</param>
public sealed record Tried(TryPrompt Asked, SampleShown? Current, SampleShown? Other)
{
    /// <summary>By which the person's next press finds it; null while it runs.</summary>
    public string? Reference { get; init; }

    /// <summary>How many prompts the conversation has, this one included.</summary>
    public int Prompts { get; init; } = 1;
}

/// <summary>A person's own prompt, under the current policy and beside it under what they asked for.</summary>
public static class TryCard
{
    public static Card Of(Shown shown, Tried tried)
    {
        var current = shown.Workshop.Current.Number;
        var other = Label(tried.Asked, current);
        ImmutableList<Answer> answers =
            [Shows($"Today ({current})", tried.Current), .. other is null ? Array.Empty<Answer>() : [Shows(other, tried.Other)]];
        var same = other is not null && tried is { Current.Words: { } a, Other.Words: { } b } && a == b;
        return new Card(
            tried.Prompts == 1 ? "Your try" : $"Your try, prompt {tried.Prompts} of at most {Talk.MostPrompts}",
            [
                new Responses("Your prompt", tried.Asked.Prompt, answers),
                .. same ? [new Paragraph("The response is the same.")] : Array.Empty<Block>(),
            ],
            tried.Reference is { } reference ? Buttons(tried, reference) : [new("Try again", Acts.TryAPrompt)],
            "Only you see this. It is kept for an hour and not stored.").Fit("the rest does not fit a message");
    }

    private static Answer Shows(string label, SampleShown? sample) => sample is null
        ? new(label, null, "running")
        : new(label, sample.Words, sample.Note is { } note ? $"{sample.Model}; {note}" : sample.Model);

    private static string? Label(TryPrompt asked, VersionNumber current) => asked switch
    {
        { Wording: not null, Clause: { } clause } => $"With your {clause}",
        { Wording: not null } => "With your new clause",
        { Draft: { } draft } => $"With {draft}",
        { Version: { } version } when version != current => $"Under {version}",
        _ => null,
    };

    private static ImmutableList<Button> Buttons(Tried tried, string reference) =>
    [
        .. tried.Prompts < Talk.MostPrompts && tried.Current?.Words is not null ? [new Button("Go on", Acts.GoOn(reference))] : Array.Empty<Button>(),
        new("Save as scenario", Acts.KeepTry(reference)),
        .. tried.Asked.Wording is not null ? [new Button("Propose this wording", Acts.ProposeTry(reference))] : Array.Empty<Button>(),
        .. tried.Current?.Words is not null ? [new Button("Turn into an amendment", Acts.RewordTry(reference))] : Array.Empty<Button>(),
        new("Try again", Acts.TryAPrompt),
    ];
}
