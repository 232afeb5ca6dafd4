using System.Xml.Linq;
using PolicyBot.Tests.TestKit;
using Xunit;

namespace PolicyBot.Tests.House;

/// <summary>The walls of docs/architecture.md.</summary>
public sealed class ArrowsTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["PolicyBot.Core"] = [],
        ["PolicyBot.App"] = ["PolicyBot.Core"],
        ["PolicyBot.Storage"] = ["PolicyBot.App"],
        ["PolicyBot.Models"] = ["PolicyBot.App"],
        ["PolicyBot.Discord"] = ["PolicyBot.App"],
        ["PolicyBot.Teams"] = ["PolicyBot.App"],
        ["PolicyBot.Web"] = ["PolicyBot.App"],
        ["PolicyBot.Host"] = ["PolicyBot.Discord", "PolicyBot.Models", "PolicyBot.Storage", "PolicyBot.Teams", "PolicyBot.Web"],
    };

    [Fact]
    public void Projects_reference_each_other_only_along_the_arrows()
    {
        var found = Directory.GetFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories).ToDictionary(
            f => Path.GetFileNameWithoutExtension(f),
            f => XDocument.Load(f).Descendants("ProjectReference")
                .Select(r => Path.GetFileNameWithoutExtension(((string)r.Attribute("Include")!).Replace('\\', '/'))).Order().ToArray());

        Assert.Equal(Allowed.Keys.Order(), found.Keys.Order());
        Assert.All(found, project => Assert.Equal(Allowed[project.Key], project.Value));
    }

    [Fact]
    public void App_has_three_ports_and_no_other_interface_but_its_grains()
    {
        var interfaces = typeof(PolicyBot.App.IChannel).Assembly.GetTypes()
            .Where(t => t.IsInterface && !t.IsAssignableTo(typeof(Orleans.Runtime.IAddressable)) && t.Namespace?.StartsWith("PolicyBot") == true)
            .Select(t => t.Name).Order();

        Assert.Equal(["IChannel", "IPolicyModel", "IWorkshopStore"], interfaces);
    }

    [Theory]
    [InlineData("Service")]
    [InlineData("Manager")]
    [InlineData("Helper")]
    [InlineData("Utils")]
    public void No_class_has_a_name_that_says_nothing(string ending)
    {
        var named = new[] { typeof(PolicyBot.Core.Command), typeof(PolicyBot.App.Turns) }.SelectMany(t => t.Assembly.GetTypes())
            .Where(t => t.Namespace?.StartsWith("PolicyBot") == true && t.Name.EndsWith(ending, StringComparison.Ordinal));

        Assert.Empty(named);
    }
}
