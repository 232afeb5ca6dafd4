using System.Text.Json.Nodes;
using PolicyBot.App;
using PolicyBot.Teams.Activities;

namespace PolicyBot.Teams.Cards;

/// <summary>What every button of a card carries beside its act.</summary>
/// <param name="Post">The post that the card shows.</param>
/// <param name="In">The conversation that a private card is about.</param>
internal readonly record struct Mark(string? Post = null, string? In = null)
{
    public static Mark Of(PostAddress post) => new($"{post.Workshop}|{post.Key}");

    public JsonObject Data(string? act, string? answer = null, bool opens = false)
    {
        var ours = new JsonObject();
        foreach (var (name, value) in new[] { ("act", act), ("post", Post), ("in", In), ("answer", answer), ("opens", opens ? "yes" : null) })
            if (value is not null)
                ours[name] = value;
        return new JsonObject { [EventReader.Ours] = ours };
    }
}
