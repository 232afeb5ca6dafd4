using System.Diagnostics;
using Microsoft.Playwright;
using Xunit;

namespace PolicyBot.HostTests.TestKit;

/// <summary>Other people's judges of pages and files: the node programs of tests/oracles/web. Tests skip aloud where they can't run.</summary>
internal static class WebOracle
{
    private static string Folder => Repository.PathOf("tests/oracles/web");

    /// <summary>What axe-core finds wrong with a page, one line each.</summary>
    public static async Task<IReadOnlyList<string>> Faults(IPage page)
    {
        await page.EvaluateAsync(await File.ReadAllTextAsync(Installed("axe-core/axe.min.js"), TestContext.Current.CancellationToken));
        return await page.EvaluateAsync<string[]>("axe.run().then(r => r.violations.map(v => `${v.id}: ${v.nodes[0].html}`))");
    }

    /// <summary>What ajv says of a JSON file under a schema: <c>fits</c>, or what does not.</summary>
    public static async Task<string> Validate(string json, string schema)
    {
        Installed("ajv/package.json");
        using var process = Process.Start(new ProcessStartInfo("node", [Path.Combine(Folder, "schema.mjs"), schema])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var said = process.StandardOutput.ReadToEndAsync();
        await process.StandardInput.WriteAsync(json);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return (await said).Trim();
    }

    private static string Installed(string file)
    {
        var path = Path.Combine(Folder, "node_modules", file);
        Assert.SkipUnless(File.Exists(path), "tests/oracles/web/node_modules is not there: npm ci --prefix tests/oracles/web");
        return path;
    }
}
