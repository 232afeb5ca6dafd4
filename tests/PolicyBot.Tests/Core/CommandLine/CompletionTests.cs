using PolicyBot.Core.CommandLine;
using PolicyBot.Tests.TestKit;
using Xunit;

namespace PolicyBot.Tests.Core.CommandLine;

public sealed class CompletionTests
{
    private static IEnumerable<string> Shown(string line) =>
        Completion.For(line, SmallWorkshop.With(SmallWorkshop.Open)).Select(s => s.Shows);

    [Fact]
    public void Commands_are_offered_by_their_beginning() =>
        Assert.Equal(["round resume", "round remind"], Shown("round re").Take(2));

    [Fact]
    public void Commands_are_offered_by_their_second_word() => Assert.Equal(["round open"], Shown("op"));

    [Fact]
    public void Nothing_typed_offers_the_first_commands() => Assert.Equal(25, Completion.For("/", null).Count);

    [Fact]
    public void Amendments_are_offered_with_their_titles() =>
        Assert.Equal(
            new Suggestion("/vote A1 ", "A1", "A1 · Change C1: The assistant never gives a dose. It says which…"),
            Completion.For("/vote ", SmallWorkshop.With(SmallWorkshop.Open))[0]);

    [Theory]
    [InlineData("vote A1 d", "disagree")]
    [InlineData("vote a1 ", "agree,disagree,pass")]
    [InlineData("clause amend sou", "C2")]
    [InlineData("clause amend 3", "C3")]
    [InlineData("policy diff v1 v", "v1,v0")]
    [InlineData("scenario add for:A", "A1,A2")]
    [InlineData("round open 48h v", "voters:")]
    [InlineData("round open vo", "voters:")]
    [InlineData("round open voters:an", "anonymous")]
    [InlineData("confirm A1 no w", "wording")]
    [InlineData("report ", "R1")]
    [InlineData("nonsense ", "")]
    public void Values_are_offered_where_they_belong(string line, string expected) =>
        Assert.Equal(expected, string.Join(',', Shown(line)));

    [Fact]
    public void What_is_chosen_can_be_read() =>
        Assert.All(Completion.For("vote A1 ", SmallWorkshop.Drafting), s =>
            Assert.IsType<Understood>(CommandReader.Read(s.Line, new Dictionary<string, string>())));
}
