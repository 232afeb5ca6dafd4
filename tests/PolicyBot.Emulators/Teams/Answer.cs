using System.Text.Json.Nodes;

namespace PolicyBot.Emulators.Teams;

/// <summary>What the bot answered to one activity.</summary>
/// <param name="Status">0 when it gave none within the deadline.</param>
/// <param name="Body">Only invokes have one.</param>
public sealed record Answer(int Status, JsonObject? Body)
{
    public static readonly Answer None = new(0, null);

    public bool Arrived => Status is >= 200 and < 300;
}
