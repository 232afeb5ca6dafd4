using System.Text.RegularExpressions;
using Markdig;
using Markdig.Extensions.Yaml;
using Markdig.Syntax;

namespace PolicyBot.Core.Policies;

/// <summary>A top-level Markdown block with its lines; <paramref name="Block"/> is null for link reference definitions.</summary>
/// <param name="Block">Markdig's block.</param>
/// <param name="First">Index of its first line.</param>
/// <param name="Last">Index of the last non-blank line before the next block.</param>
/// <param name="BlanksBefore">How many blank lines stand before it.</param>
internal sealed partial record SourceBlock(Block? Block, int First, int Last, int BlanksBefore)
{
    // Inlines change no block boundary; not parsing them keeps long documents fast.
    private static readonly MarkdownPipeline BlocksOnly = MakePipeline(frontMatter: false);
    private static readonly MarkdownPipeline AfterFrontMatter = MakePipeline(frontMatter: true);

    public string TextIn(string[] lines) => string.Join('\n', lines[First..(Last + 1)]);

    /// <summary>The document's top-level blocks; null when it is nested deeper than Markdig reads.</summary>
    public static IReadOnlyList<SourceBlock>? Read(string[] lines)
    {
        MarkdownDocument document;
        try
        {
            document = Markdig.Markdown.Parse(string.Join('\n', lines), StartsWithFrontMatter(lines) ? AfterFrontMatter : BlocksOnly);
        }
        catch (ArgumentException)
        {
            return null; // Markdig's way of saying "nested too deeply"
        }

        var at = LineStarts(lines);
        var starts = document
            .Where(b => b is not LinkReferenceDefinitionGroup)
            .Select(b => (Block: (Block?)b, First: LineOf(at, b.Span.Start), Last: LineOf(at, b.Span.End)))
            .OrderBy(b => b.First)
            .DistinctBy(b => b.First)
            .ToList();
        return WithLines(AddDefinitions(starts, [.. DefinitionLines(document, at)], lines), lines);
    }

    public static int LineOf(int[] lineStarts, int position)
    {
        var found = Array.BinarySearch(lineStarts, position);
        return found >= 0 ? found : ~found - 1;
    }

    public static int[] LineStarts(string[] lines)
    {
        var starts = new int[lines.Length];
        for (var i = 1; i < lines.Length; i++)
            starts[i] = starts[i - 1] + lines[i - 1].Length + 1;
        return starts;
    }

    public static bool IsBlank(string line) => line.AsSpan().Trim(" \t").IsEmpty;

    // Markdig keeps link reference definitions out of the tree, in a group of their own.
    private static IEnumerable<int> DefinitionLines(MarkdownDocument document, int[] lineStarts) =>
        document.OfType<LinkReferenceDefinitionGroup>().SelectMany(g => g).Select(d => LineOf(lineStarts, d.Span.Start));

    // A run of definitions after a blank line or a heading is a block; others stay with the lines that they touch.
    private static List<(Block? Block, int First)> AddDefinitions(
        List<(Block? Block, int First, int Last)> starts, HashSet<int> definitions, string[] lines)
    {
        var all = new List<(Block? Block, int First)>();
        var next = 0;
        var coveredTo = -1;
        for (var line = 0; line < lines.Length; line++)
        {
            if (next < starts.Count && starts[next].First == line)
            {
                all.Add((starts[next].Block, line));
                coveredTo = starts[next++].Last;
            }
            else if (line > coveredTo && !IsBlank(lines[line]) && (all.Count == 0
                || definitions.Contains(line) && (IsBlank(lines[line - 1]) || all[^1].Block is HeadingBlock)))
            {
                all.Add((null, line));
            }
        }

        return all;
    }

    private static List<SourceBlock> WithLines(List<(Block? Block, int First)> starts, string[] lines)
    {
        var blocks = new List<SourceBlock>(starts.Count);
        for (var i = 0; i < starts.Count; i++)
        {
            var end = i + 1 < starts.Count ? starts[i + 1].First : lines.Length;
            var last = end - 1;
            while (last > starts[i].First && IsBlank(lines[last]))
                last--;
            var before = i == 0 ? starts[0].First : starts[i].First - blocks[^1].Last - 1;
            blocks.Add(new SourceBlock(starts[i].Block, starts[i].First, last, before));
        }

        return blocks;
    }

    // Narrower than Markdig's own test: a rule, text and another rule are no front matter.
    private static bool StartsWithFrontMatter(string[] lines)
    {
        var end = Array.FindIndex(lines, 1, l => !Yaml().IsMatch(l));
        return lines[0] == "---" && end > 1 && lines[end] == "---";
    }

    private static MarkdownPipeline MakePipeline(bool frontMatter)
    {
        var builder = new MarkdownPipelineBuilder();
        if (frontMatter)
            builder.Extensions.Add(new YamlFrontMatterExtension());
        builder.InlineParsers.Clear();
        return builder.Build();
    }

    [GeneratedRegex(@"^([\w-]+[ \t]*:|[ \t]+[\w-]|- |#)", RegexOptions.CultureInvariant)]
    private static partial Regex Yaml();
}
