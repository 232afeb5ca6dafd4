using Xunit;

namespace PolicyBot.HostTests.TestKit;

/// <summary>Data beside the project, and programs that share no code with it; tests skip aloud where they are absent.</summary>
internal static class Shared
{
    public static string PathOf(string path) => Found(Repository.PathOf($"../shared/data/{path}"), $"../shared/data/{path} is not there");

    /// <summary>A program of tests/independent, which needs python3.</summary>
    public static string Independent(string program)
    {
        var python = Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(p => File.Exists(Path.Combine(p, "python3")));
        Assert.SkipUnless(python, "python3 is not installed: apt-get install python3");
        return Found(Repository.PathOf($"tests/independent/{program}"), $"tests/independent/{program} is not there");
    }

    private static string Found(string path, string otherwise)
    {
        Assert.SkipUnless(Path.Exists(path), otherwise);
        return path;
    }
}
