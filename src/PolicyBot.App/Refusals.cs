using PolicyBot.Core;
using PolicyBot.Core.Rounds;

namespace PolicyBot.App;

/// <summary>Refusals that only the shell can know of.</summary>
internal static class Refusals
{
    public static readonly Refused NoWorkshop =
        new("There is no workshop here yet.", "Start one with: workshop create \"A name\"");

    public static readonly Refused NoRound =
        new("No round is under way.", "See what happened with: report; see what comes next with: workshop status");

    public static readonly Refused KeyMissing =
        new("This round's key is missing, so anonymous ballots can't be stored.", "Tell a facilitator: the key file must be brought back, or the round cancelled.");

    public static readonly Refused Broken =
        new("Something went wrong on our side, and nothing was stored.", "Please try again; if it happens again, tell a facilitator the number below.");

    public static readonly Refused StoreDown =
        new("The database can't be written to just now, so nothing was recorded.", "Please try again in a minute.");

    public static Refused Taken(string workshop) =>
        new($"{workshop} is shown here, and a channel shows one workshop.", $"Go to another channel; or a facilitator of {workshop} ends it first with `workshop archive`.");

    public static Refused Unrecorded(Recorded recorded, Round? round) => recorded switch
    {
        Recorded.Older => new("A newer answer of yours is already recorded; it stays.", "See it with: mine"),
        Recorded.Late => new("Voting has closed, so this was not recorded.", "See the result with: report"),
        Recorded.Shut when round?.State == RoundState.Paused =>
            new("The round is paused, so this was not recorded.", "Try again when it goes on; the card will say so."),
        Recorded.Shut => new("The round does not take this now, so nothing was recorded.", "See where it is with: round status"),
        Recorded.NotYours => new("That comment is not yours, or it is gone.", "See yours with: mine"),
        Recorded.NothingThere => new("No vote of yours says that now, so nothing was taken back.", "See your votes with: mine"),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
