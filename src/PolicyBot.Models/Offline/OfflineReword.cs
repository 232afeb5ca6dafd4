using System.Text.Json;
using PolicyBot.Models.Prompts;
using PolicyBot.Models.Rewording;

namespace PolicyBot.Models.Offline;

/// <summary>Offers the first sentence that somebody added to an answer as something to say.</summary>
internal static class OfflineReword
{
    private const string Signature = "Done by PolicyBot's offline rule-follower, which is not a language model.";

    public static string Of(IReadOnlyList<DataBlock> blocks)
    {
        // Sentence by sentence, as white space changes where a text is edited.
        var said = Sentences.Of(blocks.First(b => b.Name == RewordPrompt.ResponseBlock).Content).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var added = Sentences.Of(blocks.First(b => b.Name == RewordPrompt.EditedBlock).Content).FirstOrDefault(s => !said.Contains(s));
        return JsonSerializer.Serialize(added is null
            ? new RewordReply(null, null, $"The edited answer says nothing that the answer does not say. {Signature}")
            : new RewordReply(null, $"Where it fits, say: {added}", $"It is the first sentence that was added. {Signature}"));
    }
}
