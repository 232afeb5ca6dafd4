using Xunit;

namespace PolicyBot.Tests.TestKit;

/// <summary>The data that lies beside the project in ../shared/data; tests that need it skip aloud where it is absent.</summary>
internal static class SharedData
{
    public static string Read(string path) => File.ReadAllText(PathOf(path));

    public static string[] Files(string folder, string pattern) => [.. Directory.GetFiles(PathOf(folder), pattern).Order(StringComparer.Ordinal)];

    public static string PathOf(string path)
    {
        var folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "PolicyBot.sln")))
            folder = Path.GetDirectoryName(folder);
        var found = folder is null ? null : Path.GetFullPath(Path.Combine(folder, "..", "shared", "data", path));
        if (found is null || !Path.Exists(found))
            Assert.Skip($"../shared/data/{path} is not there");
        return found;
    }
}
