using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using PolicyBot.HostTests.TestKit;

namespace PolicyBot.HostTests.Teams;

/// <summary>Draws cards with Microsoft's renderer and the configuration of Teams, and leaves pictures to look at.</summary>
internal sealed class Easel : IAsyncDisposable
{
    private static readonly int[] Widths = [720, 390];
    private readonly List<(string Theme, string Page, string Config, IPage Tab)> themes = [];

    /// <summary>What became of a card at one width.</summary>
    public sealed record Look(string Text, bool Overflows, int Buttons, int SilentPictures, int NamelessInputs);

    public static async Task<Easel> SetUp(Chromium chromium)
    {
        var easel = new Easel();
        foreach (var (theme, page) in new[] { ("light", "#f6f6f6"), ("dark", "#201e1f") })
        {
            var config = await File.ReadAllTextAsync(Package($"adaptivecards-designer/lib/hostConfigs/microsoft-teams-{theme}.json"));
            easel.themes.Add((theme, page, config, await chromium.Person(1180, 600)));
        }

        return easel;
    }

    public async Task<IReadOnlyList<Look>> Draw(string name, JsonObject card)
    {
        var looks = new List<Look>();
        foreach (var (theme, page, config, tab) in themes)
        {
            await tab.GotoAsync(new Uri(Path.Combine(Oracle.Folder, "page.html")).AbsoluteUri);
            await tab.AddStyleTagAsync(new() { Path = Package($"adaptivecards-designer/dist/containers/teams-container-{theme}.css") });
            await tab.AddScriptTagAsync(new() { Path = Package("markdown-it/dist/markdown-it.min.js") });
            await tab.AddScriptTagAsync(new() { Path = Package("adaptivecards/dist/adaptivecards.min.js") });
            var drawn = await tab.EvaluateAsync<string>("a => JSON.stringify(draw(JSON.parse(a[0]), JSON.parse(a[1]), a[2], a[3]))",
                new object[] { card.ToJsonString(), config, page, Widths });
            looks.AddRange(JsonSerializer.Deserialize<Look[]>(drawn, JsonSerializerOptions.Web)!);
            await tab.ScreenshotAsync(new() { Path = Path.Combine(Chromium.Pictures, $"teams-{name}-{theme}.png"), FullPage = true });
        }

        return looks;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var theme in themes)
            await theme.Tab.CloseAsync();
    }

    private static string Package(string path) => Path.Combine(Oracle.Folder, "node_modules", path);
}
