using System.Collections.Immutable;
using System.Text;
using PolicyBot.Core.CommandLine;
using PolicyBot.Core.Views;
using PolicyBot.Core.Voting;
using PolicyBot.Core.Workshops;
using PolicyBot.Discord;
using PolicyBot.Discord.Rendering;
using PolicyBot.Tests.TestKit;
using Xunit;
using static PolicyBot.Tests.TestKit.SmallRounds;
using static PolicyBot.Tests.TestKit.SmallWorkshop;

namespace PolicyBot.Tests.Discord.Rendering;

public sealed class CardMessagesTests
{
    private static readonly CardMessages Messages = new(new DiscordOptions("token", "1") { PublicUrl = "https://policy.example.org" });

    private static readonly Dictionary<string, Func<Card>> Cards = new()
    {
        ["amendment"] = () => AmendmentCard.Of(Shown(Open), A1),
        ["amendment-live"] = () => AmendmentCard.Of(Shown(Open with { Rule = Open.Rule with { Hidden = false } }), A1),
        ["round"] = () => RoundCard.Of(Shown(Open), R1),
        ["result"] = () => ResultCard.Of(Shown(Closed), R1),
        ["confirmation"] = () => ConfirmationCard.Of(Shown(Confirming), A1),
        ["report-with-themes"] = () => ReportCard.Of(Shown(Published, Grouped), R1),
        ["redraft"] = () => RedraftCard.Of(Redrafted(RedraftMode.Automatic), A3),
        ["ballot"] = () => BallotCard.Of(Shown(Open), Ben(Ballot(ChangeDoses, Vote.Agree)), A1),
        ["help"] = () => HelpCard.Of("round"),
    };

    public static TheoryData<string> Names => [.. Cards.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Cards_are_written_as_Discord_shows_them(string name) => Snapshot.Matches(name, Written(Messages.Post(Cards[name](), 7)));

    [Theory]
    [MemberData(nameof(Names))]
    public void Messages_keep_to_Discords_limits(string name) => AssertKept(Messages.Post(Cards[name](), 7));

    [Fact]
    public void A_form_is_a_modal_with_a_label_around_each_field()
    {
        var reading = Assert.IsType<Wanting>(CommandReader.Read("round open", ImmutableDictionary<string, string>.Empty));
        var modal = Modal.Of(Forms.For(reading, Drafting));

        Assert.Equal("round open", modal.CustomId);
        Assert.InRange(modal.Components.Count, 1, 5);
        Assert.All(modal.Components, c => Assert.Equal(18, c.Type));
        Assert.Contains(modal.Components, c => c.Holds!.Options?.Any(o => o.Default == true) == true);
    }

    [Fact]
    public void A_policy_may_be_typed_or_uploaded()
    {
        var reading = Assert.IsType<Wanting>(CommandReader.Read("policy import", ImmutableDictionary<string, string>.Empty));
        var modal = Modal.Of(Forms.For(reading, Drafting));

        Assert.Equal([4, 19], modal.Components.Select(c => c.Holds!.Type));
        Assert.All(modal.Components, c => Assert.False(c.Holds!.Required));
    }

    [Fact]
    public void What_is_too_long_for_one_message_goes_on_in_the_next_and_nothing_is_lost()
    {
        var sentences = string.Concat(Enumerable.Range(1, 900).Select(i => $"Sentence {i} stands here. "));
        var pages = Messages.Pages(new Card("Long", [new Quote("Ana", sentences), new Paragraph("The end.")], [new("On", "help")]), pictures: false);

        Assert.InRange(pages.Count, 3, 20);
        Assert.All(pages, AssertKept);
        var text = string.Concat(pages.Select(Written));
        Assert.All(Enumerable.Range(1, 900), i => Assert.Contains($"Sentence {i} stands here.", text));
        Assert.DoesNotContain(pages.SkipLast(1), p => Written(p).Contains("[On]"));
        Assert.Contains("[On]", Written(pages[^1]));
    }

    [Fact]
    public void A_post_that_does_not_fit_says_so()
    {
        var post = Messages.Post(new Card("Stars", [new Paragraph(new string('*', 3_000)), new Paragraph(new string('_', 3_000))], [new("On", "help")]), 7);

        AssertKept(post);
        Assert.Contains("the whole text is on the web page", Written(post));
        Assert.Contains("[On]", Written(post));
    }

    private static void AssertKept(MessageBody message)
    {
        var all = All(message.Components).ToList();
        Assert.InRange(all.Count, 1, 40);
        Assert.InRange(all.Sum(c => c.Content?.Length ?? 0), 1, 4_000);
        Assert.InRange(all.Sum(c => Encoding.UTF8.GetByteCount(c.Content ?? "")), 1, 10_000);
        Assert.All(all.Where(c => c.CustomId is not null), c => Assert.InRange(c.CustomId!.Length, 1, 100));
        Assert.All(all.Where(c => c.Type == 1), row => Assert.InRange(row.Components!.Count, 1, 5));
        Assert.Empty(message.AllowedMentions.Parse);
        Assert.Null(message.AllowedMentions.Users);
    }

    /// <summary>What the message says, in reading order.</summary>
    private static string Written(MessageBody message) => string.Join('\n', All(message.Components).Select(c => c.Type switch
    {
        2 => $"[{c.Label}] {c.CustomId}",
        10 => c.Content,
        12 => $"(picture: {c.Items![0].Description})",
        _ => null,
    }).OfType<string>());

    private static IEnumerable<Component> All(IEnumerable<Component> components) => components.SelectMany(c => All(c.Components ?? []).Prepend(c));
}
