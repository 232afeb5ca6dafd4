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
                Console.WriteLine($"{(check.Open ? "open  " : check.Holds ? "holds " : "BROKEN")}  {check.What}  {(check.Open ? $"Not recomputable: {check.Detail}" : Short(check))}");
            var (broken, open) = (checks.Count(c => !c.Holds), checks.Count(c => c.Open));
            Console.WriteLine(broken == 0 ? $"All {checks.Count - open} checks hold." : $"{broken} of {checks.Count - open} checks do not hold.");
            if (open > 0)
                Console.WriteLine($"{open} more things can't be recomputed from this file; each row marked open says why.");
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
