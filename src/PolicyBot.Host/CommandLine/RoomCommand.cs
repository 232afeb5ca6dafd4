using System.CommandLine;
using PolicyBot.Web.Links;
using PolicyBot.Web.Room;

namespace PolicyBot.Host.CommandLine;

internal static class RoomCommand
{
    private static readonly TimeSpan Valid = TimeSpan.FromDays(7);

    public static Command Make()
    {
        var name = new Argument<string>("NAME") { Description = "How the person is called in the room." };
        var invite = new Command("invite", "Prints a link with which one person enters the room.") { name };
        invite.SetAction(parsed =>
        {
            if (Settings.ReadOrSay() is not { } settings)
                return Root.Failed;
            if (Guest.Named(parsed.GetRequiredValue(name)) is not { } guest)
                return Root.Fail($"A name has 1 to {Guest.LongestName} characters, with at least one letter or digit.");
            var link = new SignedLink(Composition.SigningKey(settings))
                .Issue(Purpose.RoomInvitation, RoomOptions.MainRoom, guest.Name, DateTimeOffset.UtcNow + Valid);
            Console.WriteLine($"For {guest.Name}, valid for 7 days:");
            Console.WriteLine($"{settings.PublicUrl}/enter?t={link}");
            if (!settings.RoomEnabled)
                Console.WriteLine("It opens the room while policybot run has Room__Enabled=true, which is not set here.");
            return Root.Done;
        });
        return new Command("room", "The chat room in the browser.") { invite };
    }
}
