using PolicyBot.Core;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Scenarios;
using PolicyBot.Core.Workshops;
using Xunit;
using static PolicyBot.Tests.Core.Desk;

namespace PolicyBot.Tests.Core.Workshops;

public sealed class PatchingTests
{
    [Fact]
    public void Every_part_is_read()
    {
        var settings = Right(new SettingsPatch
        {
            TimeZone = " Europe/Berlin ",
            Quorum = "50 %",
            Threshold = "66",
            GroupFloor = "50%",
            Fidelity = "0",
            Voters = "Anonymous",
            Results = "LIVE",
            Electorate = "@anna, ben, anna",
            Redraft = "automatic",
            ConfirmFor = "3d",
            Quiet = "22-7",
            Samples = "5",
        });

        Assert.Equivalent(
            new Settings(
                "Europe/Berlin",
                new(new ListedPeople([Anna, Ben]), new QuorumShare(50), 66, 50, 0) { Anonymous = true, Hidden = false },
                TimeSpan.FromDays(3), RedraftMode.Automatic, 5)
            { Quiet = new(22, 7) },
            settings, strict: true);
    }

    [Fact]
    public void Parts_can_be_switched_off_again()
    {
        var settings = Right(new SettingsPatch { GroupFloor = "off", Quiet = "off", Electorate = "everybody", Voters = "attributed", Results = "hidden" });

        Assert.Null(settings.Rule.GroupFloor);
        Assert.Equal(settings.Quiet.From, settings.Quiet.To);
        Assert.IsType<EverybodyHere>(settings.Rule.Electorate);
    }

    [Fact]
    public void An_electorate_is_everybody_a_number_a_channel_a_role_or_names()
    {
        Electorate Read(string typed) => Right(new SettingsPatch { Electorate = typed, Quorum = "1" }).Rule.Electorate;

        Assert.Equal(new EverybodyOf(120), Read("120"));
        Assert.Equal(new ChannelMembers(), Read("Channel"));
        Assert.Equal(new RoleHolders("Care Team"), Read("role: Care Team"));
        Assert.Equal([Anna, Ben], Assert.IsType<ListedPeople>(Read("anna, ben")).People);
        Assert.Equal(new QuorumShare(20), Right(new SettingsPatch { Electorate = "120", Quorum = "20%" }).Rule.Quorum);
    }

    [Theory]
    [InlineData("electorate", "0")]
    [InlineData("electorate", "role:")]
    [InlineData("electorate", "2")]
    [InlineData("timezone", "Berlin")]
    [InlineData("timezone", "localtime")]
    [InlineData("timezone", "W. Europe Standard Time")]
    [InlineData("timezone", "../../etc/passwd")]
    [InlineData("timezone", "")]
    [InlineData("quorum", "0")]
    [InlineData("quorum", "-1")]
    [InlineData("quorum", "many")]
    [InlineData("quorum", "101%")]
    [InlineData("quorum", "20%")]
    [InlineData("quorum", "99999999999999")]
    [InlineData("threshold", "49")]
    [InlineData("threshold", "101")]
    [InlineData("threshold", "60.5")]
    [InlineData("threshold", "٦٠")]
    [InlineData("floor", "0")]
    [InlineData("floor", "100")]
    [InlineData("fidelity", "101")]
    [InlineData("voters", "secret")]
    [InlineData("results", "")]
    [InlineData("electorate", "")]
    [InlineData("electorate", " , ")]
    [InlineData("redraft", "now")]
    [InlineData("confirm-for", "")]
    [InlineData("confirm-for", "h")]
    [InlineData("confirm-for", "5hd")]
    [InlineData("confirm-for", "721h")]
    [InlineData("confirm-for", "0h")]
    [InlineData("confirm-for", "31d")]
    [InlineData("confirm-for", "2w")]
    [InlineData("quiet", "8")]
    [InlineData("quiet", "8-8")]
    [InlineData("quiet", "21-24")]
    [InlineData("quiet", "1-2-3")]
    [InlineData("samples", "6")]
    [InlineData("samples", "0")]
    public void A_wrong_value_is_refused_and_nothing_changes(string part, string value)
    {
        var refused = Patching.Apply(Settings.Default, Patch(part, value), People, out var settings);

        Assert.NotNull(refused);
        Assert.EndsWith(".", refused.Reason);
        Assert.EndsWith(".", refused.Next);
        AdvisesWhatIsRead(refused.Next);
        Assert.Equal(Settings.Default, settings);
    }

    [Fact]
    public void Unknown_and_ambiguous_names_are_said()
    {
        var refused = Patching.Apply(Settings.Default, Patch("electorate", "Anna, Dora, twin"), People, out _);

        Assert.Contains("“Dora”, “twin”", refused!.Reason);
    }

    [Fact]
    public void A_quorum_that_the_listed_people_can_not_meet_is_refused()
    {
        var refused = Patching.Apply(Settings.Default, new SettingsPatch { Electorate = "Anna, Ben" }, People, out _);

        Assert.Contains("A quorum of 3 can't be met by 2 listed people.", refused!.Reason);
        Assert.Equal(2, ((QuorumOf)Right(new SettingsPatch { Electorate = "Anna, Ben", Quorum = "2" }).Rule.Quorum).People);
    }

    [Fact]
    public void Long_nonsense_is_not_repeated_in_full() =>
        Assert.InRange(Patching.Apply(Settings.Default, Patch("quorum", new string('x', 10_000)), People, out _)!.Reason.Length, 10, 100);

    private static Settings Right(SettingsPatch patch)
    {
        Assert.Null(Patching.Apply(Settings.Default, patch, People, out var settings));
        return settings;
    }

    private static SettingsPatch Patch(string part, string value) => part switch
    {
        "timezone" => new() { TimeZone = value },
        "quorum" => new() { Quorum = value },
        "threshold" => new() { Threshold = value },
        "floor" => new() { GroupFloor = value },
        "fidelity" => new() { Fidelity = value },
        "voters" => new() { Voters = value },
        "results" => new() { Results = value },
        "electorate" => new() { Electorate = value },
        "redraft" => new() { Redraft = value },
        "confirm-for" => new() { ConfirmFor = value },
        "quiet" => new() { Quiet = value },
        _ => new() { Samples = value },
    };

    [Fact]
    public void How_samples_are_made_and_what_they_may_cost_can_be_set_and_taken_back()
    {
        var patch = new SettingsPatch { Model = "gpt-4.1", Temperature = "0.7", Seed = "42", LongestAnswer = "500", TokenBudget = "300000", MoneyBudget = "$2.50" };

        Assert.Null(Patching.Apply(Settings.Default, patch, People, out var set));
        Assert.Equal(new Sampling { Model = "gpt-4.1", Temperature = 0.7, Seed = 42, LongestAnswer = 500 }, set.Sampling);
        Assert.Equal(new Budget(300_000, 2.5m), set.Budget);

        patch = new() { Model = "usual", Temperature = "usual", Seed = "usual", LongestAnswer = "usual", TokenBudget = "off", MoneyBudget = "off" };
        Assert.Null(Patching.Apply(set, patch, People, out set));
        Assert.Equal(Settings.Default, set);
    }

    [Theory]
    [InlineData("2.1", null, null, null, null)]
    [InlineData("-1", null, null, null, null)]
    [InlineData("NaN", null, null, null, null)]
    [InlineData(null, "1.5", null, null, null)]
    [InlineData(null, null, "15", null, null)]
    [InlineData(null, null, null, "0", null)]
    [InlineData(null, null, null, null, "0")]
    [InlineData(null, null, null, null, "0,5")]
    [InlineData(null, null, null, null, "0.00001")]
    public void Wrong_values_of_sampling_are_refused(string? temperature, string? seed, string? answer, string? tokens, string? money)
    {
        var patch = new SettingsPatch { Temperature = temperature, Seed = seed, LongestAnswer = answer, TokenBudget = tokens, MoneyBudget = money };

        var refused = Patching.Apply(Settings.Default, patch, People, out var settings);

        Assert.Contains("such as `", refused!.Next, StringComparison.Ordinal);
        Assert.Equal(Settings.Default, settings);
    }
}
