using PolicyBot.Core.CommandLine;
using PolicyBot.Core.Workshops;

namespace PolicyBot.Core.Views;

/// <summary>What a person is told on first use, in two sentences.</summary>
public static class WelcomeCard
{
    /// <param name="provider"><c>offline</c>, or who runs the model.</param>
    /// <param name="model">The model's name.</param>
    public static Card Of(Workshop workshop, string provider, string model) => new(
        $"Welcome to {workshop.Name}",
        [
            new Paragraph("PolicyBot stores your name here, your votes and what you write: the people of this workshop can see what you write, and how you voted in attributed rounds, but not in anonymous ones."),
            new Paragraph(provider == "offline"
                ? "No outside model sees anything: responses are made on this server by a simple rule-follower, and `mine forget` erases your name and words whenever you like."
                : $"What you try, and the scenarios, amendments and comments that you write, are sent to {model} at {provider} to make responses; `mine forget` erases your name and words here whenever you like."),
        ],
        [new("What can I do?", "help"), new("My ballot", Acts.MyBallot)]);
}
