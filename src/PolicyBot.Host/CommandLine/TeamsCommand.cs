using System.CommandLine;

namespace PolicyBot.Host.CommandLine;

internal static class TeamsCommand
{
    public static Command Make()
    {
        var id = new Option<string?>("--app-id") { Description = "The Microsoft App ID of the Azure Bot resource; otherwise Teams__AppId." };
        var output = new Option<string>("--output", "-o") { Description = "The file to write.", DefaultValueFactory = _ => "policybot.zip" };
        var package = new Command("package", "Writes the app that a Teams administrator uploads.") { id, output };
        package.SetAction(parsed =>
        {
            var (settings, _) = Settings.Read();
            if (!Guid.TryParse(parsed.GetValue(id) ?? settings.Teams.AppId, out var appId))
                return Root.Fail("Give the Microsoft App ID of the Azure Bot resource: --app-id 00000000-0000-0000-0000-000000000000");
            if (!Uri.TryCreate(settings.PublicUrl, UriKind.Absolute, out var web))
                return Root.Fail($"PublicUrl is '{settings.PublicUrl}'; it must be an address such as https://policy.example.org.");
            var file = parsed.GetValue(output)!;
            try
            {
                using var zip = File.Create(file);
                AppPackage.Write(zip, appId, web);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                return Root.Fail($"{file} can't be written. Is there room, and does its folder exist?");
            }

            Console.WriteLine($"Wrote {file}. Upload it in Teams: Apps, Manage your apps, Upload an app.");
            if (web.Scheme != Uri.UriSchemeHttps)
                Console.WriteLine("Its links lead to example.org: set PublicUrl to your https address and write it again before others get it.");
            return Root.Done;
        });
        return new Command("teams", "PolicyBot in Microsoft Teams.") { package };
    }
}
