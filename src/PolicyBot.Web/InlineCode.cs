using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace PolicyBot.Web;

/// <summary>Words in which `backticks` set off what can be typed.</summary>
public sealed class InlineCode : ComponentBase
{
    [Parameter, EditorRequired] public string Words { get; set; } = "";

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        var parts = Words.Split('`');
        // An odd backtick means nothing: then all of them stay.
        if (parts.Length % 2 == 0)
            parts = [Words];
        for (var i = 0; i < parts.Length; i++)
            if (i % 2 == 0)
            {
                builder.AddContent(0, parts[i]);
            }
            else
            {
                builder.OpenElement(1, "code");
                builder.AddContent(2, parts[i]);
                builder.CloseElement();
            }
    }
}
