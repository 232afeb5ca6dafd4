using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using PolicyBot.Models.Judging;
using PolicyBot.Models.Prompts;
using PolicyBot.Models.Redrafting;
using PolicyBot.Models.Rewording;
using PolicyBot.Models.Theming;

namespace PolicyBot.Models.Offline;

/// <summary>
/// A deterministic rule-follower behind the same prompts as a language model, which it is not and never claims to be:
/// for trying PolicyBot out and for tests, without an account or a network.
/// </summary>
internal sealed class OfflineChatClient : IChatClient
{
    /// <summary>Raised with every change of its answers: it is part of each trial's key.</summary>
    public const string Name = "rule-follower-1";

    private const int MostRead = 4_000;

    private readonly ConcurrentDictionary<(string Id, string Text), ReadClause> read = new();

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var conversation = messages.ToList();
        var text = (options?.ResponseFormat as ChatResponseFormatJson)?.SchemaName switch
        {
            RedraftPrompt.SchemaName => OfflineRedraft.Of(BlocksOf(conversation)),
            RewordPrompt.SchemaName => OfflineReword.Of(BlocksOf(conversation)),
            ThemesPrompt.SchemaName => OfflineThemes.Of(BlocksOf(conversation)),
            MergePrompt.SchemaName => OfflineThemes.Merged(BlocksOf(conversation)),
            JudgePrompt.SchemaName => OfflineJudge.Of(BlocksOf(conversation)),
            _ => Answer(conversation),
        };
        return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, text)) { FinishReason = ChatFinishReason.Stop, ModelId = Name });
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var response = await GetResponseAsync(messages, options, cancellationToken);
        foreach (var update in response.ToChatResponseUpdates()) yield return update;
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
    }

    private static List<DataBlock> BlocksOf(List<ChatMessage> conversation) =>
        [.. DataBlock.ReadAll(conversation.First(m => m.Role == ChatRole.User).Text)];

    private string Answer(List<ChatMessage> conversation)
    {
        var blocks = conversation.Where(m => m.Role == ChatRole.System).SelectMany(m => DataBlock.ReadAll(m.Text)).ToList();
        // Only the frame's first message may hold the policy, as its first block.
        var policy = blocks is [{ Name: PromptFrame.PolicyBlock } first, ..] ? Entries.Read(first.Content) : [];
        var turns = conversation.Where(m => m.Role != ChatRole.System).ToList();
        var last = turns.FindLastIndex(m => m.Role == ChatRole.User);
        var earlier = blocks.Where(b => b.Name != PromptFrame.PolicyBlock).Select(b => b.Content).Concat(turns.Where((_, i) => i != last).Select(m => m.Text));
        return OfflineAnswer.To(policy.Select(Read), last < 0 ? "" : turns[last].Text, string.Join("\n\n", earlier));
    }

    // Reading costs far more than matching, and a policy of hundreds of clauses meets hundreds of scenarios.
    private ReadClause Read((string Id, string Text) clause)
    {
        if (read.Count > MostRead) read.Clear();
        return read.GetOrAdd(clause, c => ReadClause.Of(c.Id, c.Text));
    }
}
