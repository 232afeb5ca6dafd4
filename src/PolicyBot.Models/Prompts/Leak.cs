using Microsoft.Extensions.AI;

namespace PolicyBot.Models.Prompts;

/// <summary>Finds a frame in what a model says: facilitators may see it, everybody else only what the model answers.</summary>
internal static class Leak
{
    public const string Note = "The model repeated the instructions that it was given, so its answer is left out.";

    /// <summary>A run of as many characters of an instruction is no chance.</summary>
    private const int Tell = 40;

    /// <summary>True when the answer holds a line of a block, or a piece of an instruction, that the request has.</summary>
    public static bool In(string answer, IEnumerable<ChatMessage> request)
    {
        var said = Squeezed(answer);
        return request.Where(m => m.Role == ChatRole.System).SelectMany(m => Own(m.Text)).Any(line => said.Contains(line, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>What of a framed message is the frame's: instructions and markers, not what people wrote.</summary>
    private static IEnumerable<string> Own(string text)
    {
        var blocks = DataBlock.ReadAll(text).ToList();
        var inside = blocks.SelectMany(b => b.Content.Split('\n')).ToHashSet(StringComparer.Ordinal);
        return text.Split('\n').Where(line => !inside.Contains(line)).Select(Squeezed).Where(line => line.Length >= Tell).Concat(blocks.Select(b => b.Marker));
    }

    private static string Squeezed(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
