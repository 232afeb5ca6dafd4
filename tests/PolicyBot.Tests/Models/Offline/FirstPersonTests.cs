using PolicyBot.Models.Offline;
using Xunit;

namespace PolicyBot.Tests.Models.Offline;

public sealed class FirstPersonTests
{
    [Theory]
    [InlineData("The assistant must not provide legal advice.", "I won't provide legal advice.")]
    [InlineData("The museum guide should always name its sources.", "I will always name my sources.")]
    [InlineData("The assistant never gives medical advice.", "I will never give medical advice.")]
    [InlineData("It always tries again.", "I will always try again.")]
    [InlineData("The assistant may tell jokes.", "I may tell jokes.")]
    [InlineData("Do not guess.", "I won't guess.")]
    [InlineData("Ask for the order number.", "I will ask for the order number.")]
    [InlineData("You must check your sources.", "I will check my sources.")]
    [InlineData("If a visitor is lost, the guide should call the desk.", "if a visitor is lost, I will call the desk.")]
    [InlineData("However, the assistant should say when the assistant is unsure.", "I will say when I am unsure.")]
    public void A_rule_becomes_a_promise(string rule, string promise) => Assert.Equal(promise, FirstPerson.Of(rule));

    [Theory]
    [InlineData("Visitors may take photographs.")]
    [InlineData("Prices must be named in euros.")]
    [InlineData("助手不得提供医疗建议。")]
    [InlineData("Lost property is kept for three months.")]
    public void A_sentence_about_others_stays_a_quotation(string rule) => Assert.Null(FirstPerson.Of(rule));
}
