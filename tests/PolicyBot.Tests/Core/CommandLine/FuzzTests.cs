using System.Collections.Immutable;
using CsCheck;
using PolicyBot.Core.CommandLine;
using PolicyBot.Tests.TestKit;
using Xunit;

namespace PolicyBot.Tests.Core.CommandLine;

public sealed class FuzzTests
{
    private static readonly ImmutableDictionary<string, string> NoForm = ImmutableDictionary<string, string>.Empty;

    private static readonly Gen<char> Odd = Among(
        ' ', ' ', ':', '"', '“', '”', '«', '»', '#', '/', '@', '-', '—', '\\', '\0', '\n', '\t', '\ud83d', '\udc4d', 'A', '3', 'v', '0', '٣', '\u202e', '\u200b');

    [Fact]
    public void No_line_whatever_makes_the_reader_throw() =>
        Gen.OneOf(Gen.String, Gen.String[Odd, 0, 60], Gen.String[Gen.Char, 0, 200]).Sample(Read, iter: 100_000, threads: 1);

    [Fact]
    public void No_slip_in_a_valid_line_makes_the_reader_throw() =>
        (from spec in Among([.. Catalogue.All])
         from at in Gen.Int[0, spec.Example.Length]
         from cut in Gen.Int[0, spec.Example.Length - at]
         from put in Gen.OneOf(Gen.String[Odd, 0, 8], Among([.. spec.Parameters.Select(p => $" {p.Name}:"), " "]))
         select spec.Example.Remove(at, cut).Insert(at, put)).Sample(Read, iter: 20_000, threads: 1);

    [Fact]
    public void No_line_whatever_makes_completion_throw() =>
        Gen.OneOf(Gen.String, from spec in Among([.. Catalogue.All]) from cut in Gen.Int[0, spec.Example.Length] from put in Gen.String[Odd, 0, 8] select spec.Example[..cut] + put)
            .Sample(line => Assert.InRange(Completion.For(line, SmallWorkshop.Drafting).Count, 0, 25), iter: 10_000, threads: 1);

    [Fact]
    public void The_longest_line_of_quotes_is_read()
    {
        Read(string.Concat(Enumerable.Repeat("\"a ", 3_333)));
        Read("comment A3 " + string.Concat(Enumerable.Repeat("scenario: ", 990)));
        Read(new string(' ', 10_000));
    }

    private static Gen<T> Among<T>(params T[] items) => Gen.Int[0, items.Length - 1].Select(i => items[i]);

    private static void Read(string line)
    {
        var reading = CommandReader.Read(line, NoForm);
        Assert.True(reading is Understood { Command: not null } or NotUnderstood { Reason.Length: > 0, Next.Length: > 0 } or Wanting { Missing.IsEmpty: false }, line);
        if (reading is Wanting wanting)
            Assert.InRange(Forms.For(wanting, SmallWorkshop.Drafting).Act.Length, 1, 100);
    }
}
