using System.Globalization;
using PolicyBot.Core.Log;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Views;

namespace PolicyBot.Core.Workshops;

/// <summary>What facilitators do to the workshop itself, and how people declare a group.</summary>
public static class Running
{
    public const int LongestGroup = 40;

    /// <summary>Changes settings; without any it shows them. A round that runs keeps its frozen rule, or is void where a changed
    /// rule has to hold at once.</summary>
    public static Decision ChangeSettings(Workshop workshop, ChangeSettings command, Names names, Occasion occasion)
    {
        if (command.Patch == SettingsPatch.Nothing)
            return Decision.Accept(new Reply(Card.Of("Settings", new Facts(SettingsFacts.Of(workshop.Settings, names)))));
        if (workshop.MayRun(occasion) is { } no)
            return no;
        if (Patching.Apply(workshop.Settings, command.Patch, names, out var settings) is { } wrong)
            return wrong;
        var facts = SettingsFacts.Of(settings, names);
        var changed = facts.RemoveAll(SettingsFacts.Of(workshop.Settings, names).Contains);
        if (changed.IsEmpty)
            return Decision.Accept(Reply.Say("Nothing changed", "The settings were like this already."));
        var voided = command.AtOnce ? Steering.VoidBecauseRuleChanged(workshop, workshop.Settings.Rule, settings.Rule) : [];
        return Decision.Accept(
            new Reply(Card.Of("Settings changed", [new Facts(changed), .. OfRound(workshop, command, voided.IsEmpty)])),
            [new SettingsChanged(settings), .. voided]);
    }

    private static IEnumerable<Block> OfRound(Workshop workshop, ChangeSettings command, bool goesOn)
    {
        if (workshop.Running is not { } round)
            yield break;
        if (!goesOn)
            yield return new Paragraph($"{round.Id} is void, because its rule was changed: its ballots count for nothing, and its amendments are drafts again.");
        else if (Patching.TouchesRule(command.Patch))
            yield return new Paragraph($"{round.Id} keeps the rule that it opened with; the change holds from the next round on. With `now:yes` it would hold at once, and {round.Id} would be void.");
        else
            yield return new Paragraph($"{round.Id} goes on under its own rule.");
    }

    /// <summary>Links a place to the workshop, asked there by one of its facilitators.</summary>
    public static Decision LinkPlace(Workshop workshop, Place place, Occasion occasion)
    {
        if (workshop.MayChange() is { } no)
            return no;
        // Here nothing names the facilitators yet, and the name that they would have to type may be theirs too.
        if (!workshop.IsFacilitator(occasion.By))
            return Decision.Refuse(
                $"Only facilitators of {workshop.Name} can do this.",
                $"Have one of them write `workshop facilitator add {occasion.Asker()}` where it is shown (that is you); then say this here again.");
        return workshop.Places.Contains(place)
            ? Decision.Accept(Reply.Say($"{workshop.Name} is shown here", "This place was linked already."))
            : Decision.Accept(
                Reply.Say($"{workshop.Name} is linked here", "Its rounds are posted here from now on, and everybody here can take part."),
                new PlaceLinked(place));
    }

    /// <summary>Adds or removes a facilitator; the last one stays.</summary>
    public static Decision AddFacilitator(Workshop workshop, AddFacilitator command, Names names, Occasion occasion)
    {
        if (workshop.MayRun(occasion) is { } no)
            return no;
        if (names.Find(command.Name) is not { } person)
            return Unknown(command.Name);
        var name = names.Of(person);
        if (command.Remove)
            return Remove(workshop, person, name);
        return workshop.IsFacilitator(person)
            ? Decision.Accept(Reply.Say($"{name} is a facilitator", "Nothing had to change."))
            : Decision.Accept(Reply.Say($"{name} is a facilitator now", "They can open and close rounds and change settings."), new FacilitatorAdded(person));
    }

    /// <summary>Ends the workshop for good; asks once.</summary>
    public static Decision Archive(Workshop workshop, ArchiveWorkshop command, Occasion occasion)
    {
        if (workshop.MayRun(occasion) is { } no)
            return no;
        if (workshop.Running is { } round)
            return Decision.Refuse($"Round {round.Id} is still running.", "Wait until it is published, or end it with `round cancel`; then archive.");
        if (!command.Sure)
            return Asking.Once($"Archive {workshop.Name}?", "Archive", "workshop archive sure:yes",
                "Nothing can be proposed or voted on afterwards. The policy, reports and exports stay readable. This can't be undone.");
        return Decision.Accept(Reply.Say($"{workshop.Name} is archived", "Its policy, reports and exports stay readable."), new WorkshopArchived());
    }

    /// <summary>Declares the asker's stakeholder group, for ballots cast from now on.</summary>
    public static Decision JoinGroup(Workshop workshop, JoinGroup command, Occasion occasion)
    {
        if (workshop.MayChange() is { } no)
            return no;
        if (Wording.Check(command.Group, LongestGroup, "The group's name", out var typed) is { } unfit)
            return unfit;
        if (typed.Contains('\n') || typed.Contains('\t'))
            return Decision.Refuse("The group's name has more than one line.", "Give a name of one line.");
        // One spelling for each group, or thin copies of it would be counted apart.
        var group = workshop.Groups.Values.FirstOrDefault(g => LooksAlike(g, typed)) ?? typed;
        var person = occasion.Asker();
        if (workshop.Groups.GetValueOrDefault(person.Value) == group)
            return Decision.Accept(Reply.Say($"You are in {group}", "Nothing had to change."));
        return Decision.Accept(
            Reply.Say($"You are in {group}", "Ballots that you cast from now on count for this group too; results show groups of five or more."),
            new GroupJoined(person, group));
    }

    // The invariant culture passes over case and over characters that nobody sees.
    private static bool LooksAlike(string one, string two) =>
        CultureInfo.InvariantCulture.CompareInfo.Compare(one, two, CompareOptions.IgnoreCase) == 0;

    private static Decision Remove(Workshop workshop, PersonId person, string name)
    {
        if (!workshop.IsFacilitator(person))
            return Decision.Refuse($"{name} is no facilitator.", "`workshop status` names the facilitators.");
        return workshop.Facilitators.Count == 1
            ? Decision.Refuse($"{name} is the only facilitator.", "Add another one first with `workshop facilitator NAME`.")
            : Decision.Accept(Reply.Say($"{name} is no facilitator any more", "They still take part like everybody."), new FacilitatorRemoved(person));
    }

    private static Refused Unknown(string name) => new(
        $"Nobody here is called “{Shortened(name)}”, or several people are.",
        "Type the name as the channel shows it; a person is known here once they have used PolicyBot.");

    internal static string Shortened(string typed) =>
        typed.Trim() is var t && t.Length <= 40 ? t : t[..(char.IsHighSurrogate(t[39]) ? 39 : 40)] + "…";
}
