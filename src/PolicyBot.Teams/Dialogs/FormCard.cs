using System.Text.Json.Nodes;
using PolicyBot.Core.Views;
using PolicyBot.Teams.Cards;

namespace PolicyBot.Teams.Dialogs;

/// <summary>A form as a card with inputs. https://adaptivecards.io/explorer/Input.Text.html</summary>
internal static class FormCard
{
    public static JsonObject Of(Form form, Mark mark)
    {
        var send = Buttons.Submit(mark.Data(form.Act));
        send["title"] = form.Send;
        send["style"] = "positive";
        return AdaptiveCards.Envelope(form.Title, form.Fields.Select(Input), [send]);
    }

    private static JsonObject Input(Field field)
    {
        var input = new JsonObject
        {
            ["type"] = field.Choices is null ? "Input.Text" : "Input.ChoiceSet",
            ["id"] = field.Name,
            ["label"] = field.Label,
            ["isRequired"] = field.Required,
        };
        if (field.Required)
            input["errorMessage"] = field.Choices is null ? "Please write something here." : "Please choose one.";
        if (field.Value is { } value)
            input["value"] = value;
        if (field.Choices is { } choices)
        {
            input["style"] = choices.Count <= 4 ? "expanded" : "compact";
            input["choices"] = new JsonArray([.. choices.Select(c => new JsonObject { ["title"] = c.Label, ["value"] = c.Value })]);
        }
        else
        {
            input["isMultiline"] = field.Long;
            input["maxLength"] = field.MaxLength;
        }

        return input;
    }
}
