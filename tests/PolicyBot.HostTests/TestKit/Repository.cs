namespace PolicyBot.HostTests.TestKit;

/// <summary>Files of the repository that tests read.</summary>
internal static class Repository
{
    public static string PathOf(string path) => Path.GetFullPath(Path.Combine(Root(), path));

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "PolicyBot.sln")))
            folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException("The tests run outside the repository.");
    }
}
