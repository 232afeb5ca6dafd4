using System.Runtime.CompilerServices;
using Xunit;

namespace PolicyBot.Tests.TestKit;

/// <summary>Compares text with a file beside the test; UPDATE_SNAPSHOTS=1 writes it instead.</summary>
public static class Snapshot
{
    public static void Matches(string name, string text, [CallerFilePath] string test = "")
    {
        var file = Path.Combine(Path.GetDirectoryName(test)!, "Snapshots", name + ".txt");
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text + "\n");
        }

        Assert.True(File.Exists(file), $"No snapshot {file}: run the tests once with UPDATE_SNAPSHOTS=1 and read it.");
        Assert.Equal(File.ReadAllText(file).ReplaceLineEndings("\n").TrimEnd('\n'), text);
    }
}
