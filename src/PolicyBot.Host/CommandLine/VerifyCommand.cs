using System.CommandLine;
using PolicyBot.Core.Reports;

namespace PolicyBot.Host.CommandLine;

internal static class VerifyCommand
{
    private const int Longest = 80;

    public static Command Make()
    {
        var file = new Argument<string>("FILE") { Description = "A JSON export." };
        var command = new Command("verify", "Recomputes every tally, outcome, version and the log's chain from an export alone.") { file };
        command.SetAction(async (parsed, cancellation) =>
        {
            if (!File.Exists(parsed.GetRequiredValue(file)))
                return Root.Fail($"There is no file {parsed.GetValue(file)}.");
            var read = ExportJson.Read(await File.ReadAllTextAsync(parsed.GetRequiredValue(file), cancellation));
            if (read is not Readable { Export: var export })
                return Root.Fail(Said((Unreadable)read));
            var checks = Verification.Of(export);
            foreach (var check in checks)
                Console.WriteLine($"{(check.Holds ? "holds " : "BROKEN")}  {check.What}  {Short(check)}");
            var broken = checks.Count(c => !c.Holds);
            Console.WriteLine(broken == 0 ? $"All {checks.Count} checks hold." : $"{broken} of {checks.Count} checks do not hold.");
            return broken == 0 ? Root.Done : Root.Failed;
        });
        return command;
    }

    /// <summary>What holds needs few words; what does not is told in full.</summary>
    private static string Short(Check check) =>
        check.Holds && check.Detail.Length > Longest ? check.Detail[..Longest] + "…" : check.Detail;

    /// <summary>Why a file is no export, on one line.</summary>
    public static string Said(Unreadable fault) => $"{fault.Reason} (at {fault.Where}) {fault.Next}";
}
