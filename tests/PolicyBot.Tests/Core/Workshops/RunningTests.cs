using PolicyBot.Core;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Workshops;
using Xunit;
using static PolicyBot.Tests.Core.Desk;

namespace PolicyBot.Tests.Core.Workshops;

public sealed class RunningTests
{
    private readonly Desk desk = new();

    [Theory]
    [InlineData("Night ward", "night-ward")]
    [InlineData("  Ärzte & Pflege: Straße 7! ", "arzte-pflege-stra-e-7")]
    [InlineData("A very long name of a workshop about many things indeed", "a-very-long-name-of-a-workshop-about-man")]
    public void A_name_gives_an_id(string name, string id) => Assert.Equal(new WorkshopId(id), Founding.IdFor(name));

    [Theory]
    [InlineData("护士")]
    [InlineData("---")]
    [InlineData("\uD83D")]
    [InlineData("")]
    public void A_name_without_letters_still_gives_a_valid_id(string name) =>
        Assert.Matches("^w-[0-9a-f]{10}$", Founding.IdFor(name).Value);

    [Fact]
    public void The_founder_is_the_facilitator_of_an_empty_policy()
    {
        Assert.Equal([Anna.Value], desk.Workshop.Facilitators);
        Assert.Equal([new Place("room", "main")], desk.Workshop.Places);
        Assert.Empty(desk.Workshop.Versions[0].Policy.Parts);
        Assert.Equal(new VersionNumber(0), desk.Workshop.Versions[0].Number);
    }

    [Theory]
    [InlineData("", null, "is empty")]
    [InlineData("two\nlines", null, "more than one line")]
    [InlineData("Fine", "Nowhere", "time zone")]
    public void A_workshop_with_a_wrong_value_is_not_founded(string name, string? zone, string reason) =>
        Assert.Contains(reason, Refused(new(name, zone), null).Reason);

    [Fact]
    public void A_taken_id_or_an_endless_name_is_refused()
    {
        Assert.Contains("workshop link night-ward", Refused(new("Night ward", null), desk.Workshop).Next);
        Assert.Contains("81 characters; 80 are allowed", Refused(new(new string('x', 81), null), null).Reason);
    }

    [Fact]
    public void Settings_are_shown_to_anybody_and_changed_by_facilitators()
    {
        Assert.Empty(desk.Accepts(Ben, (w, at) => Running.ChangeSettings(w, new(SettingsPatch.Nothing), People, at)).Changes);
        ChangeSettings stricter = new(new SettingsPatch { Threshold = "75" });
        Assert.Contains("Only facilitators", desk.Refuses(Ben, (w, at) => Running.ChangeSettings(w, stricter, People, at)).Reason);

        var accepted = desk.Accepts(Anna, (w, at) => Running.ChangeSettings(w, stricter, People, at));

        Assert.Equal(75, desk.Workshop.Settings.Rule.Threshold);
        Assert.Contains("75 % agree", WordsOf(accepted.Reply));
        Assert.Empty(desk.Accepts(Anna, (w, at) => Running.ChangeSettings(w, stricter, People, at)).Changes);
    }

    [Fact]
    public void A_running_round_keeps_its_rule_and_the_reply_says_so()
    {
        desk.Prepares(desk.Proposes(Ben, "Cite sources."));

        var accepted = desk.Accepts(Anna, (w, at) => Running.ChangeSettings(w, new(new SettingsPatch { Threshold = "75" }), People, at));

        Assert.Contains("R1 keeps the rule that it opened with", WordsOf(accepted.Reply));
        Assert.Equal(DecisionRule.Default.Threshold, desk.Workshop.Running!.Rule.Threshold);
    }

    [Fact]
    public void Facilitators_come_and_go_and_the_last_one_stays()
    {
        Assert.Contains("“Dora”", desk.Refuses(Anna, (w, at) => Running.AddFacilitator(w, new("Dora", false), People, at)).Reason);
        Assert.Contains("only facilitator", desk.Refuses(Anna, (w, at) => Running.AddFacilitator(w, new("Anna", true), People, at)).Reason);
        desk.Accepts(Anna, (w, at) => Running.AddFacilitator(w, new("@ben", false), People, at));
        Assert.Empty(desk.Accepts(Ben, (w, at) => Running.AddFacilitator(w, new("Ben", false), People, at)).Changes);

        desk.Accepts(Ben, (w, at) => Running.AddFacilitator(w, new("Anna", true), People, at));

        Assert.Equal([Ben.Value], desk.Workshop.Facilitators);
        Assert.Contains("is no facilitator", desk.Refuses(Ben, (w, at) => Running.AddFacilitator(w, new("Carl", true), People, at)).Reason);
    }

    [Fact]
    public void A_place_is_linked_by_a_facilitator_once()
    {
        Place teams = new("teams", "19:abc@thread");
        var refused = desk.Refuses(Ben, (w, at) => Running.LinkPlace(w, teams, at));
        Assert.Contains("Only facilitators", refused.Reason);
        Assert.Contains($"`workshop facilitator add {Ben}`", refused.Next);
        desk.Accepts(Anna, (w, at) => Running.LinkPlace(w, teams, at));
        Assert.Empty(desk.Accepts(Anna, (w, at) => Running.LinkPlace(w, teams, at)).Changes);
        Assert.Equal(2, desk.Workshop.Places.Count);
    }

    [Fact]
    public void Archiving_asks_once_and_ends_everything()
    {
        var asked = desk.Accepts(Anna, (w, at) => Running.Archive(w, new(false), at));
        Assert.Equal("workshop archive sure:yes", Assert.Single(asked.Reply.Card!.Buttons).Act);
        Assert.Empty(asked.Changes);

        desk.Accepts(Anna, (w, at) => Running.Archive(w, new(true), at));

        Assert.Contains("archived", desk.Refuses(Anna, (w, at) => Running.Archive(w, new(true), at)).Reason);
        Assert.Contains("archived", desk.Refuses(Ben, (w, at) => Running.JoinGroup(w, new("Nurses"), at)).Reason);
    }

    [Fact]
    public void A_workshop_with_a_running_round_is_not_archived()
    {
        desk.Prepares(desk.Proposes(Ben, "Cite sources."));

        Assert.Contains("R1 is still running", desk.Refuses(Anna, (w, at) => Running.Archive(w, new(true), at)).Reason);
    }

    [Fact]
    public void A_group_has_one_spelling()
    {
        desk.Accepts(Ben, (w, at) => Running.JoinGroup(w, new(" Nurses "), at));
        desk.Accepts(Carl, (w, at) => Running.JoinGroup(w, new("nurses"), at));

        Assert.Equal(["Nurses", "Nurses"], desk.Workshop.Groups.Values);
        Assert.Empty(desk.Accepts(Carl, (w, at) => Running.JoinGroup(w, new("NUR\u200DSES"), at)).Changes);
        Assert.Contains("40 are allowed", desk.Refuses(Ben, (w, at) => Running.JoinGroup(w, new(new string('x', 41)), at)).Reason);
    }

    private Refused Refused(CreateWorkshop command, Workshop? existing) =>
        Assert.IsType<Refused>(Founding.Create(command, existing, (Founding.IdFor(command.Name), new("room", "main")), desk.At(Anna)));
}
