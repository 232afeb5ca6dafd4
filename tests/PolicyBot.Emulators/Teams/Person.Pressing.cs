using System.Net;
using System.Text.Json.Nodes;

namespace PolicyBot.Emulators.Teams;

public sealed partial class Person
{
    private DialogOrigin? origin;

    /// <summary>Presses the button of this name on the card as this person sees it.</summary>
    /// <param name="inputs">What was typed or chosen on the card before.</param>
    public Task<Answer> Presses(string label, Message on, params (string Name, string Value)[] inputs)
    {
        var card = on.CardFor(this) ?? throw new InvalidOperationException($"This message has no card: {on.Text}");
        return Do(Button(card, label), Filled(card, inputs), on);
    }

    /// <summary>Presses the button of this name in the open dialog.</summary>
    public Task<Answer> PressesInDialog(string label, params (string Name, string Value)[] inputs)
    {
        var card = Dialog ?? throw new InvalidOperationException($"{Name} has no dialog open.");
        return Submit(Button(card, label), Filled(card, inputs));
    }

    /// <summary>Fills the open dialog in and sends it by its first button.</summary>
    public Task<Answer> FillsIn(params (string Name, string Value)[] inputs)
    {
        var card = Dialog ?? throw new InvalidOperationException($"{Name} has no dialog open.");
        return Submit(Buttons(card).First(), Filled(card, inputs));
    }

    public void ClosesTheDialog() => Dialog = null;

    /// <summary>Chooses a message extension's action in a message's menu.</summary>
    public async Task<Answer> Chooses(string command, Message on)
    {
        origin = new DialogOrigin(on, command, Payload(on));
        return Opened(await Invoke("composeExtension/fetchTask", origin.Value(null), on));
    }

    /// <summary>Sends an <c>Action.Execute</c> that no button offers: what a tampering client does.</summary>
    public Task<Answer> Executes(string verb, JsonObject data, Message on) =>
        Execute(new JsonObject { ["type"] = "Action.Execute", ["verb"] = verb }, data, on, "manual");

    /// <summary>Sends an invoke with a value that no client would write.</summary>
    public Task<Answer> Sends(string name, JsonNode? value, Message on) => Invoke(name, value, on);

    /// <summary>What the client does by itself when a card with <c>refresh</c> appears or was edited.</summary>
    internal async Task Refresh(Message on)
    {
        if (on.Card?["refresh"]?["action"] is JsonObject action)
            await Execute(action, Json.Copy(action["data"]), on, "automatic");
    }

    private Task<Answer> Do(JsonObject button, JsonObject data, Message on)
    {
        var merged = Merged(button, data);
        return (string?)button["type"] switch
        {
            "Action.Execute" => Execute(button, merged, on, "manual"),
            "Action.Submit" when (string?)merged["msteams"]?["type"] == "task/fetch" => Fetch(merged, on),
            "Action.Submit" => SendValue(merged, on),
            var other => throw new InvalidOperationException($"A {other} sends nothing to the bot."),
        };
    }

    private async Task<Answer> Execute(JsonObject button, JsonObject data, Message on, string trigger)
    {
        var action = new JsonObject { ["type"] = "Action.Execute", ["verb"] = (string?)button["verb"], ["data"] = data.DeepClone() };
        if ((string?)button["id"] is { } id)
            action["id"] = id;
        var answer = await Invoke("adaptiveCard/action", new JsonObject { ["action"] = action, ["trigger"] = trigger }, on);
        if (!answer.Arrived)
            return answer;
        switch ((string?)answer.Body?["type"])
        {
            case Json.CardType:
                Complain(CardRules.BrokenCard(answer.Body["value"]));
                on.ShowOnly(this, Json.Copy(answer.Body["value"]));
                break;
            case "application/vnd.microsoft.activity.message":
                Hears((string)answer.Body["value"]!);
                break;
            case "application/vnd.microsoft.error":
                Hears($"{answer.Body["value"]?["code"]}: {answer.Body["value"]?["message"]}");
                break;
            default:
                Complain([$"An answer to adaptiveCard/action that no client knows: {answer.Body?.ToJsonString()}"]);
                break;
        }

        return answer;
    }

    private async Task<Answer> Fetch(JsonObject data, Message on)
    {
        origin = new DialogOrigin(on, null, null);
        return Opened(await Invoke("task/fetch", origin.Value(data), on));
    }

    private Task<Answer> SendValue(JsonObject data, Message on)
    {
        var activity = envelope.Of("message", this, on.Conversation, on.Thread);
        activity["replyToId"] = on.Id;
        activity["value"] = data.DeepClone();
        return delivery.Send(activity);
    }

    private async Task<Answer> Submit(JsonObject button, JsonObject data)
    {
        if ((string?)button["type"] != "Action.Submit")
            throw new InvalidOperationException($"A {button["type"]} does nothing in a dialog.");
        var name = origin!.Command is null ? "task/submit" : "composeExtension/submitAction";
        return Opened(await Invoke(name, origin.Value(Merged(button, data)), origin.On));
    }

    private Answer Opened(Answer answer)
    {
        if (!answer.Arrived)
            return answer;
        var task = answer.Body?["task"];
        Dialog = (string?)task?["type"] == "continue" ? Json.Copy(task["value"]?["card"]?["content"]) : null;
        if (Dialog is not null)
            Complain(CardRules.BrokenCard(Dialog));
        if ((string?)task?["type"] == "message")
            Hears((string)task["value"]!);
        if ((string?)answer.Body?["composeExtension"]?["text"] is { } text)
            Hears(text);
        return answer;
    }

    private async Task<Answer> Invoke(string name, JsonNode? value, Message on)
    {
        var activity = envelope.Of("invoke", this, on.Conversation, on.Thread);
        activity["name"] = name;
        activity["value"] = value;
        activity["replyToId"] = on.Id;
        var answer = await delivery.Send(activity);
        if (!answer.Arrived)
            Hears("Something went wrong. Please try again.");
        return answer;
    }

    private static JsonObject Payload(Message on) => new()
    {
        ["id"] = on.Id,
        ["replyToId"] = on.IsReply ? on.Root : null,
        ["messageType"] = "message",
        ["createdDateTime"] = DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(on.Id)).ToString("O"),
        ["body"] = new JsonObject { ["contentType"] = "html", ["content"] = $"<div>{WebUtility.HtmlEncode((string?)on.Activity["text"] ?? "")}</div>" },
        ["from"] = on.Author is { } author
            ? new JsonObject { ["user"] = new JsonObject { ["id"] = author.DirectoryId, ["displayName"] = author.Name, ["userIdentityType"] = "aadUser" } }
            : new JsonObject { ["application"] = new JsonObject { ["id"] = TeamsEmulator.AppId, ["displayName"] = "PolicyBot", ["applicationIdentityType"] = "bot" } },
        ["attachments"] = new JsonArray(),
        ["mentions"] = new JsonArray(),
        ["reactions"] = new JsonArray(),
    };

    private void Complain(IEnumerable<string> problems)
    {
        foreach (var problem in problems)
            world.Complain(problem);
    }
}
