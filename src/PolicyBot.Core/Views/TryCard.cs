using System.Collections.Immutable;
using PolicyBot.Core.CommandLine;
using PolicyBot.Core.Scenarios;

namespace PolicyBot.Core.Views;

/// <summary>What a private try gave.</summary>
/// <param name="Current">The response under the current version; null while it runs.</param>
/// <param name="Other">The response under the version or wording that was asked for; null while it runs, or when none was.</param>
public sealed record Tried(TryPrompt Asked, SampleShown? Current, SampleShown? Other);

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
            "Your try",
            [
                new Responses("Your prompt", tried.Asked.Prompt, answers),
                .. same ? [new Paragraph("The response is the same.")] : Array.Empty<Block>(),
                .. Keep(tried.Asked),
            ],
            Buttons(tried.Asked),
            "Only you see this.").Fit("the rest does not fit a message");
    }

    private static Answer Shows(string label, SampleShown? sample) => sample is null
        ? new(label, null, "running")
        : new(label, sample.Words, sample.Note is { } note ? $"{sample.Model}; {note}" : sample.Model);

    private static string? Label(TryPrompt asked, VersionNumber current) => asked switch
    {
        { Wording: not null, Clause: { } clause } => $"With your {clause}",
        { Wording: not null } => "With your new clause",
        { Version: { } version } when version != current => $"Under {version}",
        _ => null,
    };

    private static IEnumerable<Block> Keep(TryPrompt asked)
    {
        if (Acts.SaveAsScenario(asked.Prompt) is null)
            yield return new Paragraph("To keep the prompt, paste it into `scenario add`.");
        if (asked.Wording is { } wording && Acts.ProposeTried(asked.Clause, wording) is null)
            yield return new Paragraph($"To propose your wording, paste it into `{(asked.Clause is { } c ? Acts.Amend(c) : Acts.Propose)}`.");
    }

    private static ImmutableList<Button> Buttons(TryPrompt asked)
    {
        var amend = asked.Clause is { } c ? Acts.Amend(c) : Acts.Propose;
        return
        [
            new("Save as scenario", Acts.SaveAsScenario(asked.Prompt) ?? Acts.AddScenario),
            .. asked.Wording is { } wording ? [new Button("Propose this wording", Acts.ProposeTried(asked.Clause, wording) ?? amend)] : Array.Empty<Button>(),
            new("Try again", Acts.TryAPrompt),
        ];
    }
}
