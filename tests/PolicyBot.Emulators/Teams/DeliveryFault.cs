namespace PolicyBot.Emulators.Teams;

/// <summary>What goes wrong with one activity on its way to the bot.</summary>
public enum DeliveryFault
{
    None,

    /// <summary>It comes a second time after it was answered, under the same id.</summary>
    Repeated,

    /// <summary>The answer gets lost, so the client sends it again under the same id.</summary>
    AnswerLost,
}
