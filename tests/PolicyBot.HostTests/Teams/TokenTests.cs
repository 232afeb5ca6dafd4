using PolicyBot.Emulators.Teams;
using Xunit;

namespace PolicyBot.HostTests.Teams;

public sealed class TokenTests
{
    [Theory]
    [InlineData(Forgery.Issuer, 401)]
    [InlineData(Forgery.Audience, 401)]
    [InlineData(Forgery.Unsigned, 401)]
    [InlineData(Forgery.SharedSecret, 401)]
    [InlineData(Forgery.ForeignKey, 401)]
    [InlineData(Forgery.Expired, 401)]
    [InlineData(Forgery.NotYetValid, 401)]
    [InlineData(Forgery.NoExpiry, 401)]
    [InlineData(Forgery.UnknownKey, 401)]
    [InlineData(Forgery.Garbled, 401)]
    [InlineData(Forgery.NoServiceUrl, 401)]
    [InlineData(Forgery.ServiceUrl, 403)]
    [InlineData(Forgery.Unendorsed, 403)]
    public async Task A_forged_token_changes_nothing_and_makes_nothing_said(Forgery forgery, int status)
    {
        await using var workshop = await TeamsWorkshop.Start();
        await workshop.Maya.Installs(workshop.Channel);
        var calls = workshop.Teams.Connector.Calls.Count;
        var activity = workshop.Maya.Saying("workshop create Care", workshop.Maya.Chat);
        var token = workshop.Teams.Issuer.Forge(forgery, workshop.Teams.ServiceUrl.ToString(), TeamsEmulator.AppId, DateTimeOffset.UtcNow);

        var answer = await workshop.Teams.Delivery.SendWith(token, activity);

        Assert.Equal(status, answer.Status);
        Assert.Null(await workshop.Host.Look());
        Assert.Equal(calls, workshop.Teams.Connector.Calls.Count);
        Assert.DoesNotContain(workshop.Host.Log.All, l => l.Contains(token, StringComparison.Ordinal));
        Assert.Empty(workshop.Teams.World.Complaints);
    }

    [Fact]
    public async Task Without_a_token_nobody_is_heard()
    {
        await using var workshop = await TeamsWorkshop.Start();

        var answer = await workshop.Teams.Delivery.SendWith(null, workshop.Maya.Saying("workshop create Care", workshop.Maya.Chat));

        Assert.Equal(401, answer.Status);
        Assert.Null(await workshop.Host.Look());
    }

    [Fact]
    public async Task A_key_that_is_not_known_yet_is_looked_for_and_one_that_is_gone_is_no_longer_taken()
    {
        await using var workshop = await TeamsWorkshop.Start();
        var old = workshop.Teams.Issuer.Sign(workshop.Teams.ServiceUrl.ToString(), TeamsEmulator.AppId, DateTimeOffset.UtcNow);
        await workshop.Maya.Installs(workshop.Maya.Chat);
        var reads = workshop.Teams.Issuer.KeyReads;
        workshop.Teams.Issuer.Rotate();

        Assert.True((await workshop.Maya.Tells("help")).Arrived);
        var answer = await workshop.Teams.Delivery.SendWith(old, workshop.Maya.Saying("help", workshop.Maya.Chat));

        Assert.Equal(401, answer.Status);
        Assert.InRange(workshop.Teams.Issuer.KeyReads - reads, 1, 2);
    }

    [Fact]
    public async Task Our_own_token_never_goes_to_an_address_that_came_with_a_refused_activity()
    {
        await using var workshop = await TeamsWorkshop.StartWithPolicy();
        await using var elsewhere = await TeamsEmulator.Start();
        var activity = workshop.Maya.Saying("workshop status", workshop.Channel);
        activity["serviceUrl"] = elsewhere.ServiceUrl.ToString();
        // The token is good, but for another address; then a token for the address, but from somebody else.
        var other = workshop.Teams.Issuer.Sign(workshop.Teams.ServiceUrl.ToString(), TeamsEmulator.AppId, DateTimeOffset.UtcNow);
        var foreign = elsewhere.Issuer.Sign(elsewhere.ServiceUrl.ToString(), TeamsEmulator.AppId, DateTimeOffset.UtcNow);

        Assert.Equal(403, (await workshop.Teams.Delivery.SendWith(other, activity)).Status);
        Assert.Equal(401, (await workshop.Teams.Delivery.SendWith(foreign, activity)).Status);
        await workshop.Does(workshop.Maya, "clause propose Say goodbye to everybody who asks.");
        await workshop.UntilSees(workshop.Maya, "A1");

        Assert.Empty(elsewhere.Connector.Calls);
    }
}
