using PolicyBot.Discord.Channels;
using PolicyBot.Discord.Interactions;
using Xunit;

namespace PolicyBot.Tests.Discord;

public sealed class PermissionsTests
{
    private const string Everyone = "1", Nurses = "2", Me = "9";
    private static readonly ulong All = Permissions.Needed.Aggregate(0UL, (all, n) => all | n.Bit);
    private static readonly IReadOnlyList<Role> Roles = [new(Everyone, "@everyone", $"{Permissions.ViewChannel}"), new(Nurses, "Nurses", $"{All}")];

    private static readonly Guild Home = new(Everyone);

    private static GuildMember Member(params string[] roles) => new() { User = new(Me), Roles = roles };

    private static ChannelPart Channel(params Overwrite[] overwrites) => new("5") { PermissionOverwrites = overwrites };

    [Fact]
    public void Roles_add_up_and_administrators_may_everything()
    {
        Assert.Equal(Permissions.ViewChannel, Permissions.Of(Member(), Home, Channel(), Roles));
        Assert.Equal(All, Permissions.Of(Member(Nurses), Home, Channel(), Roles));
        Assert.Equal(ulong.MaxValue, Permissions.Of(Member("3"), Home, Channel(), [.. Roles, new Role("3", "Admin", $"{Permissions.Administrator}")]));
    }

    [Fact]
    public void A_members_overwrite_beats_a_roles_and_a_roles_beats_everybodys()
    {
        var nobody = new Overwrite(Everyone, 0, "0", $"{Permissions.ViewChannel}");
        Assert.Equal(0UL, Permissions.Of(Member(), Home, Channel(nobody), Roles));
        Assert.NotEqual(0UL, Permissions.Of(Member(Nurses), Home, Channel(nobody, new Overwrite(Nurses, 0, $"{Permissions.ViewChannel}", "0")), Roles));
        Assert.NotEqual(0UL, Permissions.Of(Member(), Home, Channel(nobody, new Overwrite(Me, 1, $"{Permissions.ViewChannel}", "0")), Roles));
        Assert.Equal(0UL, Permissions.Of(Member(Nurses), Home, Channel(new Overwrite(Me, 1, "0", $"{Permissions.ViewChannel}")), Roles));
    }

    [Fact]
    public void The_owner_of_a_server_sees_its_closed_channels_without_any_role() =>
        Assert.Equal(ulong.MaxValue, Permissions.Of(Member(), Home with { OwnerId = Me }, Channel(new Overwrite(Everyone, 0, "0", $"{Permissions.ViewChannel}")), Roles));

    [Fact]
    public void What_is_missing_is_called_as_in_Discords_settings() =>
        Assert.Equal(["Send Messages", "Attach Files", "Read Message History", "Add Reactions", "Create Public Threads", "Send Messages in Threads"], Permissions.Missing(Permissions.ViewChannel));
}
