using PolicyBot.HostTests.TestKit;
using Xunit;

namespace PolicyBot.HostTests.Teams;

/// <summary>One workshop, looked at from several sides.</summary>
public sealed class WholeWorkshopTests(PlayedWorkshop played) : IClassFixture<PlayedWorkshop>
{
    [Fact]
    public async Task Thirty_people_in_a_team_draft_vote_comment_confirm_and_read_the_report()
    {
        await FinalState.Holds(played.Workshop, played.Story, orphans: 0);
    }

    [Fact]
    public void Teams_had_nothing_to_complain_about()
    {
        Assert.Equal(0, played.Workshop.Teams.Limits.Refused);
        Assert.Empty(played.Workshop.Teams.World.Complaints);
        Assert.DoesNotContain(played.Story.Voters.SelectMany(v => v.Told), t => t.Contains("wrong", StringComparison.Ordinal));
        Assert.InRange(played.Workshop.Teams.Delivery.Slowest, TimeSpan.Zero, TimeSpan.FromSeconds(8));
    }

    [Fact]
    public void The_bot_logged_no_error_and_asked_for_one_token()
    {
        Assert.Empty(played.Workshop.Host.Log.All);
        Assert.Single(played.Workshop.Teams.AccessTokens.Asked);
    }

    [Fact]
    public void Nobody_was_pinged_and_what_was_private_stayed_so()
    {
        Assert.All(played.Story.Voters, v => Assert.Empty(v.Pings));
        Assert.DoesNotContain("You have voted on", played.Workshop.Channel.Sent, StringComparison.Ordinal);
        Assert.DoesNotContain("It is clear.", played.Workshop.Channel.Shows, StringComparison.Ordinal);
        Assert.DoesNotContain("My votes", played.Workshop.Channel.Sent, StringComparison.Ordinal);
        Assert.DoesNotContain("ballot is still missing", played.Workshop.Channel.Sent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Microsofts_types_and_validators_accept_everything_that_was_sent()
    {
        var folder = Directory.CreateTempSubdirectory("policybot-teams-sent-");
        try
        {
            Assert.True(played.Workshop.Teams.Capture.Save(folder.FullName) > 50);
            Assert.EndsWith(" 0 problems", (await Oracle.Run("validate.mjs", folder.FullName)).TrimEnd(), StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Every_kind_of_card_reads_well_in_both_themes_and_on_a_phone()
    {
        var kinds = CardKinds.Of(played.Workshop.Teams.Capture);
        Assert.True(kinds.Count > 15, string.Join('\n', kinds.Select(k => k.Name)));
        await using var chromium = await Chromium.Start();
        await using var easel = await Easel.SetUp(chromium);
        foreach (var (name, card) in kinds)
        {
            foreach (var look in await easel.Draw(name, card))
            {
                Assert.False(look.Overflows, $"{name} is wider than its place.");
                Assert.Equal((0, 0), (look.SilentPictures, look.NamelessInputs));
                Assert.False(string.IsNullOrWhiteSpace(look.Text), name);
            }
        }
    }
}
