using System.Security.Cryptography;
using System.Text;

namespace PolicyBot.Models.Prompts;

/// <summary>
/// What people wrote, between a BEGIN and an END line that carry a marker. The marker is hashed from the content and
/// occurs nowhere else in the request, so no content can hold the line that closes its block.
/// </summary>
internal sealed record DataBlock(string Name, string Content, string Marker)
{
    private const int MarkerLength = 16;

    public string FirstLine => $"BEGIN {Name} {Marker}";

    public string LastLine => $"END {Name} {Marker}";

    public override string ToString() => $"{FirstLine}\n{Content}\n{LastLine}";

    /// <param name="elsewhere">Everything else that people wrote in the same request.</param>
    public static DataBlock Of(string name, string content, IEnumerable<string> elsewhere)
    {
        var others = elsewhere.ToList();
        for (var attempt = 0; ; attempt++)
        {
            var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{attempt}\0{name}\0{content}"));
            var marker = Convert.ToHexStringLower(hash)[..MarkerLength];
            if (!others.Append(content).Any(text => text.Contains(marker, StringComparison.OrdinalIgnoreCase)))
                return new(name, content, marker);
        }
    }

    /// <summary>The blocks of one message, none of which holds a marker of another.</summary>
    public static string Together(IReadOnlyList<(string Name, string Content)> parts)
    {
        var everything = parts.Select(p => p.Content).ToList();
        return string.Join("\n\n", parts.Select(p => Of(p.Name, p.Content, everything)));
    }

    /// <summary>The blocks of a message in order; what looks like a block inside a block stays content.</summary>
    public static IEnumerable<DataBlock> ReadAll(string message)
    {
        var lines = message.Split('\n');
        for (var start = 0; start < lines.Length; start++)
        {
            if (lines[start].Split(' ') is not ["BEGIN", var name, { Length: MarkerLength } marker]) continue;
            var end = Array.IndexOf(lines, $"END {name} {marker}", start + 1);
            if (end < 0) continue;
            yield return new(name, string.Join('\n', lines[(start + 1)..end]), marker);
            start = end;
        }
    }
}
