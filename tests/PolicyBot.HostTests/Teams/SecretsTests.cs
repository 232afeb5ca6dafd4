using PolicyBot.Core;
using PolicyBot.Core.Rounds;
using PolicyBot.Emulators.Teams;
using Xunit;

namespace PolicyBot.HostTests.Teams;

public sealed class SecretsTests
{
    private const string Secret = "xylophone";

    [Fact]
    public async Task Before_the_close_of_a_hidden_round_nothing_of_its_ballots_is_in_the_channel_or_seen_by_others()
    {
        await using var workshop = await TeamsWorkshop.StartWithPolicy();
        var story = new Story(workshop);
        await story.Drafts();
        await story.Opens("voters:anonymous results:hidden");
        var cards = new[] { "A1 ·", "A2 ·" }.Select(title => workshop.Channel.Find(title)!).ToList();
        var edits = cards.Select(c => c.Edits).ToList();
        foreach (var voter in story.Voters.Take(9))
            await voter.Presses("Disagree", cards[0]);
        await story.Voters[0].Presses("Comment", cards[0]);
        await story.Voters[0].FillsIn(("words", $"A comment about a {Secret}."));
        await story.Voters[1].Mentions($"vote A1 agree why:\"a {Secret} again\"");
        await story.Voters[1].Mentions("mine");
        await Opens(workshop, story.Voters[1], story.Voters[2]);

        workshop.Host.Passes(TimeSpan.FromMinutes(6));
        await workshop.UntilShown("9 people have voted so far.");

        Assert.Equal(edits, cards.Select(c => c.Edits));
        Assert.DoesNotContain(Secret, workshop.Channel.Sent, StringComparison.Ordinal);
        Assert.DoesNotContain("My votes", workshop.Channel.Sent, StringComparison.Ordinal);
        Assert.DoesNotContain("disagree: 8", workshop.Channel.Sent, StringComparison.OrdinalIgnoreCase);
        foreach (var other in story.Voters.Skip(2).Append(workshop.Maya))
            Assert.DoesNotContain(Secret, string.Join('\n', other.Chat.Sent, other.DialogText), StringComparison.Ordinal);
        Assert.DoesNotContain(workshop.Host.Log.All, l => l.Contains(Secret, StringComparison.Ordinal));
    }

    /// <summary>Who has no chat with the bot gets private answers behind a button in the channel; it opens for nobody else.</summary>
    private static async Task Opens(TeamsWorkshop workshop, Person asker, Person other)
    {
        var hint = workshop.Channel.Messages.Last(m => m.ByBot && m.Text.Contains($"{asker.Name}, your answer", StringComparison.Ordinal));
        await other.Presses("Show my answer", hint);
        Assert.DoesNotContain("My votes", other.Sees(), StringComparison.Ordinal);
        await asker.Presses("Show my answer", hint);
        Assert.Contains("My votes", asker.DialogText, StringComparison.Ordinal);
        Assert.Contains(Secret, asker.DialogText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_teams_consent_only_mentions_arrive_and_reactions_in_hidden_rounds_count_for_nothing()
    {
        await using var workshop = await TeamsWorkshop.StartWithPolicy(readsEverything: false);
        var story = new Story(workshop);
        await story.Tomas.Tells("clause amend C1 wording:\"Greet people.\" scenario:S1");
        await workshop.Maya.Mentions("round open 3d results:hidden sure:yes");
        await workshop.Host.UntilRound(RoundState.Open);
        var card = await workshop.UntilShown("A1 ·");

        Assert.Equal(Answer.None, await story.Voters[0].Replies($"A {Secret}.", to: card));
        Assert.True((await story.Voters[1].Reacts("like", card)).Arrived);
        await workshop.UntilSees(story.Voters[2], "A1 ·");

        Assert.Empty(await workshop.Host.Store.Remarks(workshop.Host.Id, new RoundId(1), default));
        Assert.Empty(await workshop.Host.Store.Ballots(workshop.Host.Id, new RoundId(1), default));
    }

    [Fact]
    public async Task Markdown_mentions_and_commands_in_what_people_wrote_are_only_words()
    {
        const string Words = "**Bold** [a link](https://example.org) <at>Maya</at> {{DATE(2026-01-01T00:00:00Z)}} `round cancel sure:yes`";
        await using var workshop = await TeamsWorkshop.StartWithPolicy();
        var tomas = workshop.Teams.Person("<at>Maya</at>", workshop.Channel);
        await tomas.Tells("clause propose");
        await workshop.UntilSees(tomas, "Fill in");
        await tomas.Presses("Fill in", tomas.Card("Fill in"));
        await tomas.FillsIn(("wording", Words), ("why", Words), ("scenario", "S1"));
        await workshop.Maya.Mentions("round open 3d sure:yes");
        await workshop.Host.UntilRound(RoundState.Open);

        var card = await workshop.UntilShown("A1 ·");

        Assert.Empty(workshop.Maya.Pings);
        Assert.DoesNotContain("{{DATE(2026-01-01", card.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Emulators.Teams.Json.TextBlocks(card.Card!), t => t.Contains("**Bold**", StringComparison.Ordinal) || t.Contains("](https", StringComparison.Ordinal));
        Assert.Empty(workshop.Teams.World.Complaints);
    }
}
