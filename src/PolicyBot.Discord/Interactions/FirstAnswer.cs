namespace PolicyBot.Discord.Interactions;

/// <summary>What goes back within Discord's three seconds.</summary>
/// <param name="Then">What follows once Discord has it; null for nothing.</param>
public sealed record FirstAnswer(Callback Callback, Func<Task>? Then = null)
{
    /// <summary>All that is said comes later.</summary>
    public bool OnlyPromises => Callback == Callback.Later || Callback == Callback.UpdateLater;
}
