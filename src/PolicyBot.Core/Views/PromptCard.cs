using PolicyBot.Core.CommandLine;
using PolicyBot.Core.Policies;

namespace PolicyBot.Core.Views;

/// <summary>Shows a facilitator what a model is sent.</summary>
public static class PromptCard
{
    /// <param name="messages">Role and text of each, in order.</param>
    public static Card Of(PolicyVersion version, string model, IReadOnlyList<(string Role, string Text)> messages) => new Card(
        $"{version.Number} as {model} is sent it",
        [
            new Paragraph("The whole of it is in the file. People's words stand between a BEGIN and an END line with a marker that occurs nowhere else, so that they can't give instructions."),
            .. messages.Select(m => new Quote(m.Role, m.Text)),
        ],
        [new("Read the policy", Acts.ShowPolicy)]).Fit("the whole text is in the file");

    /// <summary>The same as a text file.</summary>
    public static string Text(IReadOnlyList<(string Role, string Text)> messages) =>
        string.Join("\n\n", messages.Select(m => $"=== {m.Role} ===\n{m.Text}")) + "\n";
}
