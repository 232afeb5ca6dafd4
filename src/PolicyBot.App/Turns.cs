using PolicyBot.Core.CommandLine;
using PolicyBot.Core.Views;
using PolicyBot.Core.Workshops;

namespace PolicyBot.App;

/// <summary>The front door: what a channel hands over, and the answer that it hands back.</summary>
public sealed class Turns
{
    public Task<Reply> Say(Line line, CancellationToken cancellation) =>
        Task.FromResult(Reply.Say("Nothing answers here yet", line.Text));

    public Task<IReadOnlyList<Suggestion>> Complete(Place place, string typed, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<Suggestion>>([]);
}
