using System.Buffers.Binary;
using System.IO.Compression;
using System.Text.Json.Nodes;
using PolicyBot.Core.CommandLine;
using PolicyBot.Core.Views;
using PolicyBot.Host;
using PolicyBot.Tests.TestKit;
using Xunit;

namespace PolicyBot.Tests.Teams;

public sealed class AppPackageTests
{
    private static readonly Guid App = new("5e1e5c0e-7a4d-4c0f-9a51-0c0ffee0b071");

    [Fact]
    public void Every_command_of_the_manifest_is_one_of_the_catalogue_with_its_own_words()
    {
        var commands = Template()["bots"]![0]!["commandLists"]![0]!["commands"]!.AsArray();

        Assert.InRange(commands.Count, 1, 10);
        Assert.All(commands, c => Assert.Equal(Catalogue.Find((string)c!["title"]!)?.Summary, (string)c["description"]!));
    }

    [Fact]
    public void Every_message_action_of_the_manifest_opens_a_form_that_takes_the_message()
    {
        var actions = Template()["composeExtensions"]![0]!["commands"]!.AsArray().Select(c => ((string)c!["id"]!, (string)c["title"]!));

        Assert.Equal(MessageMenu.All.Select(m => (m.Id, m.Title)), actions);
        Assert.All(MessageMenu.All, menu =>
        {
            var wanting = Assert.IsType<Wanting>(CommandReader.Read(menu.Command, new Dictionary<string, string> { [menu.Field] = "Some words." }, opens: true));
            Assert.Contains(Forms.For(wanting, null).Fields, f => f.Name == menu.Field && f.Value == "Some words.");
        });
    }

    [Fact]
    public void Texts_keep_the_limits_of_the_manifest()
    {
        var manifest = Template();

        Assert.InRange(((string)manifest["name"]!["short"]!).Length, 1, 30);
        Assert.InRange(((string)manifest["name"]!["full"]!).Length, 1, 100);
        Assert.InRange(((string)manifest["description"]!["short"]!).Length, 1, 80);
        Assert.InRange(((string)manifest["description"]!["full"]!).Length, 1, 4_000);
        foreach (var command in manifest["bots"]![0]!["commandLists"]![0]!["commands"]!.AsArray().Concat(manifest["composeExtensions"]![0]!["commands"]!.AsArray()))
        {
            Assert.InRange(((string)command!["title"]!).Length, 1, 32);
            Assert.InRange(((string)command["description"]!).Length, 1, 128);
        }
    }

    [Fact]
    public void The_package_names_the_bot_everywhere_and_holds_icons_of_the_right_size()
    {
        using var file = new MemoryStream();
        AppPackage.Write(file, App, new Uri("https://policy.example.org"));
        using var zip = new ZipArchive(file, ZipArchiveMode.Read);

        using var reader = new StreamReader(zip.GetEntry("manifest.json")!.Open());
        var manifest = reader.ReadToEnd();
        Assert.DoesNotContain("00000000-0000-0000-0000-000000000000", manifest);
        Assert.DoesNotContain("policybot.example.org", manifest);
        Assert.Equal(4, manifest.Split(App.ToString()).Length - 1);
        Assert.Equal(192, WidthOf(zip, "color.png"));
        Assert.Equal(32, WidthOf(zip, "outline.png"));
        Assert.Equal(3, zip.Entries.Count);
    }

    [Fact]
    public void The_first_words_of_the_bot_lead_to_what_it_understands()
    {
        foreach (var card in new[] { ArrivalCard.Of("@PolicyBot ", false), ArrivalCard.Of("", true) })
        {
            CardLimits.AssertKept(card);
            PolicyBot.Tests.Core.Desk.AdvisesWhatIsRead(PlainText.Of(card));
        }
    }

    private static JsonNode Template() => JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "manifests/teams/manifest.json")))!;

    private static int WidthOf(ZipArchive zip, string icon)
    {
        using var picture = zip.GetEntry(icon)!.Open();
        var head = new byte[24];
        picture.ReadExactly(head);
        Assert.Equal("\u0089PNG", System.Text.Encoding.Latin1.GetString(head, 0, 4));
        return BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(16));
    }
}
