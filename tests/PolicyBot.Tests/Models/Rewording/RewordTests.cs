using PolicyBot.App;
using PolicyBot.Emulators.OpenAi;
using PolicyBot.Models;
using Xunit;
using static PolicyBot.Tests.Models.Sample;

namespace PolicyBot.Tests.Models.Rewording;

public sealed class RewordTests
{
    private static readonly RewordRequest Request = new(Policy(Museum), Asking("May I take photographs?"), "Yes.", "Yes, without flash, and not of visitors.");

    [Theory]
    [InlineData("""{"clause":"C2","wording":"No flash, no people.","why":"Narrower."}""", 2, "No flash, no people.")]
    [InlineData("""{"clause":null,"wording":"Nobody is photographed unasked.","why":"New."}""", null, "Nobody is photographed unasked.")]
    [InlineData("""{"clause":null,"wording":null,"why":"It says so already."}""", null, null)]
    [InlineData("""{"clause":"C2","wording":"Visitors may take photographs without flash.","why":"The same."}""", null, null)]
    public async Task A_wording_is_offered_or_there_is_nothing_to_add(string reply, int? clause, string? wording)
    {
        await using var emulator = await OpenAiEmulator.Start(new ModelBehaviour.Answer(reply));

        var offer = await Ask(emulator);

        Assert.Equal((clause, wording), (offer.Clause?.Number, offer.Wording));
        Assert.NotEmpty(offer.Why);
    }

    [Fact]
    public async Task A_clause_that_is_not_in_the_policy_is_repaired_once_and_then_a_failure()
    {
        await using var emulator = await OpenAiEmulator.Start();
        emulator.Otherwise = new ModelBehaviour.Answer("""{"clause":"C77","wording":"x.","why":"y."}""");

        var offer = await Ask(emulator);

        Assert.Null(offer.Wording);
        Assert.Contains("no usable rewording in two attempts", offer.Why, StringComparison.Ordinal);
        Assert.Contains("clause is not in the policy", emulator.Calls[1].Messages[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_rule_follower_offers_what_was_added_or_nothing()
    {
        var model = Follower();

        Assert.Equal("Where it fits, say: No flash, please.", (await model.Reword(Request with { Edited = "Yes. No flash, please." }, TestContext.Current.CancellationToken)).Wording);
        Assert.Null((await model.Reword(Request with { Edited = "Yes." }, TestContext.Current.CancellationToken)).Wording);
    }

    private static Task<RewordOffer> Ask(OpenAiEmulator emulator) =>
        ModelsSetup.Open(At(emulator), new ImpatientClock(), new KeptLog()).Reword(Request, TestContext.Current.CancellationToken);
}
