using PolicyBot.Core;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Workshops;

namespace PolicyBot.App;

/// <summary>Looks up who may vote where a rule wishes for the people of the channels, or for those with a role.</summary>
public sealed class Electorates(IWorkshopStore store, IEnumerable<IChannel> channels)
{
    private const int AtATime = 200;

    /// <summary>The rule with the list of those people as they are now; any other rule as it is.</summary>
    /// <param name="asked">Where the round is opened: the role is one of this place.</param>
    public async Task<(DecisionRule Rule, Refused? Unknown)> Settle(Workshop workshop, DecisionRule rule, Place asked)
    {
        switch (rule.Electorate)
        {
            case ChannelMembers:
                return await List(workshop, rule, [.. workshop.Places.Select(p => (p, (string?)null))], "everybody who was in the linked channels");
            case RoleHolders { Role: var role }:
                return await List(workshop, rule, [(asked, role)], $"everybody who had the role “{role}”");
            default:
                return (rule, null);
        }
    }

    private async Task<(DecisionRule, Refused?)> List(Workshop workshop, DecisionRule rule, List<(Place Place, string? Role)> wanted, string from)
    {
        var members = new List<Member>();
        foreach (var (place, role) in wanted)
        {
            switch (await Members(place, role))
            {
                case Members found:
                    members.AddRange(found.People);
                    break;
                case Unknowable unknown:
                    return (rule, new Refused(unknown.Reason, unknown.Next));
            }
        }

        if (members.Count == 0)
            return (rule, new Refused($"Nobody may vote: no people were found ({from}).", "Check the name of the role, or use `electorate:everybody`, a number of people, or their names."));
        var people = new List<PersonId>();
        // Some at a time, so that ballots of other workshops get in between.
        foreach (var some in members.Chunk(AtATime))
            people.AddRange(await store.Enlist(workshop.Id, some, CancellationToken.None));
        return (rule with { Electorate = new ListedPeople([.. people.Distinct()]) { From = from } }, null);
    }

    private async Task<MembersAnswer> Members(Place place, string? role) =>
        channels.FirstOrDefault(c => c.Name == place.Channel) is { } channel
            ? await channel.Members(place, role, CancellationToken.None)
            : new Unknowable($"PolicyBot does not run in {place.Channel} now, so nobody knows who is there.", "Use `electorate:everybody`, a number of people, or their names.");
}
