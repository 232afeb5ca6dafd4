using System.Collections.Immutable;

namespace PolicyBot.Core.Views;

/// <summary>A dialog: filled in and sent back with its <paramref name="Act"/>, the fields become the missing values of that command.</summary>
/// <param name="Title">At most 45 characters.</param>
/// <param name="Act">The command line to complete, at most 100 characters.</param>
/// <param name="Fields">At most 5.</param>
/// <param name="Send">The label of the button that sends it.</param>
public sealed record Form(string Title, string Act, ImmutableList<Field> Fields, string Send = "Send");

/// <param name="Name">The parameter's name.</param>
/// <param name="Label">At most 45 characters.</param>
/// <param name="Choices">Closed list to choose from; null for free text.</param>
/// <param name="Value">What stands there at first.</param>
/// <param name="Long">Several lines.</param>
public sealed record Field(
    string Name, string Label, ImmutableList<Choice>? Choices = null, string? Value = null, bool Long = false)
{
    public bool Required { get; init; } = true;

    public int MaxLength { get; init; } = 4000;
}

public sealed record Choice(string Value, string Label);
