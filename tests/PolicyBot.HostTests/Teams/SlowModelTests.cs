using PolicyBot.Emulators.OpenAi;
using Xunit;

namespace PolicyBot.HostTests.Teams;

/// <summary>A model that takes longer than Teams waits.</summary>
public sealed class SlowModelTests : IAsyncLifetime
{
    private const string Response = "I am only a model; ask a pharmacist.";
    private OpenAiEmulator model = null!;
    private TeamsWorkshop workshop = null!;

    public async ValueTask InitializeAsync()
    {
        model = await OpenAiEmulator.Start();
        model.Otherwise = new ModelBehaviour.Held(Response);
        workshop = await TeamsWorkshop.StartWithPolicy(more: new Dictionary<string, string?>
        {
            ["Models:Provider"] = "openai",
            ["Models:Endpoint"] = $"{model.Address}v1",
            ["Models:Model"] = "test",
        });
    }

    public async ValueTask DisposeAsync()
    {
        await workshop.DisposeAsync();
        await model.DisposeAsync();
    }

    [Fact]
    public async Task A_dialog_says_that_it_takes_longer_and_shows_the_answer_when_one_looks_again()
    {
        await workshop.Maya.Tells("try");
        await workshop.UntilSees(workshop.Maya, "Fill in");
        await workshop.Maya.Presses("Fill in", workshop.Maya.Card("Fill in"));
        await workshop.Maya.FillsIn(("prompt", "Can I mix these two medicines?"));
        Assert.Contains("takes a little longer", workshop.Maya.DialogText, StringComparison.Ordinal);

        model.Release();
        await workshop.Host.Until("the answer is in the dialog", async () =>
        {
            await workshop.Maya.PressesInDialog("Look again");
            return workshop.Maya.DialogText.Contains(Response, StringComparison.Ordinal);
        });

        Assert.Empty(workshop.Teams.World.Complaints);
    }

    [Fact]
    public async Task A_message_is_acknowledged_soon_by_a_sign_that_gives_way_to_the_answer()
    {
        var asking = workshop.Maya.Tells("try Can I mix these two medicines?");
        await workshop.UntilSees(workshop.Maya, "Working on it");

        model.Release();
        await workshop.UntilSees(workshop.Maya, Response);
        await asking;

        Assert.Null(workshop.Maya.Chat.Find("Working on it"));
        Assert.DoesNotContain(Response, workshop.Channel.Sent, StringComparison.Ordinal);
    }
}
