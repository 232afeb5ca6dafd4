using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using PolicyBot.Host;
using Xunit;

namespace PolicyBot.Tests.Host;

public sealed class OneLineTests
{
    [Fact]
    public void A_failure_is_told_by_its_types_and_place_in_one_line_without_its_words_or_a_trace()
    {
        var failure = Record.Exception(() => Fail(new IOException("Password=xylophone")))!;

        Assert.Equal(
            "fail: Turns Turn 7 failed [InvalidOperationException < IOException at PolicyBot.Tests.Host.OneLineTests.Fail]\n",
            Written("Turn 7\nfailed", failure));
    }

    [Fact]
    public void What_has_no_failure_is_its_words() => Assert.Equal("fail: Turns All is well\n", Written("All is well", null));

    private static void Fail(Exception inner) => throw new InvalidOperationException("Bearer xylophone", inner);

    private static string Written(string words, Exception? failure)
    {
        using var text = new StringWriter { NewLine = "\n" };
        new OneLine().Write(new LogEntry<string>(LogLevel.Error, "Turns", default, words, failure, (state, _) => state), null, text);
        return text.ToString();
    }
}
