using System.CommandLine;
using PolicyBot.Benchmarks;
using PolicyBot.Benchmarks.Discord;

var quick = new Option<bool>("--quick") { Description = "Smaller sizes, under 40 seconds." };
var json = new Option<bool>("--json") { Description = "Print one array of {name, value, unit, target, holds}." };
var count = new Option<int?>("--count") { Description = "How many kills; otherwise 20, or 5 with --quick." };
var root = new RootCommand("Measures PolicyBot on this machine.")
{
    Benchmark("ballots", "Ballots through the App, beside the store's group commit alone.", (q, _) => new Ballots(q).Run),
    Benchmark("discord", "Ballots as signed Discord interactions and over the gateway, beside signature checks and group commit alone.", (q, _) => new Interactions(q).Run),
    Benchmark("growth", "What a ballot costs over the whole path from Discord with 1,000 and with 1,000,000 stored.", (q, _) => new Growth(q).Run),
    Benchmark("close", "The close of 5,000 people × 200 amendments, while another workshop votes.", (q, _) => new Closes(q).Run),
    Benchmark("consensus", "The opinion analysis of a close, on one thread.", (q, _) => new Consensuses(q).Run),
    Benchmark("kills", "Rehearsals killed at random moments: nothing acknowledged may be lost or doubled.", (q, n) => new Killing(q, n).Run, count),
    Benchmark("trials", "A version change of a large policy on a 16-way endpoint, with a kill in between.", (q, _) => new Trials(q).Run),
    Serve(),
    Benchmark("teams", "Ballots pressed in Teams, beside token checks alone and the store's group commit alone.", (q, _) => new TeamsBallots(q).Run),
    Benchmark("start", "From process start to the first answer, and idle memory.", (q, _) => new Starting(q).Run),
};
return await root.Parse(args).InvokeAsync();

Command Benchmark(string name, string does, Func<bool, int?, Func<CancellationToken, Task<IReadOnlyList<Row>>>> make, params Option[] more)
{
    var command = new Command(name, does) { quick, json };
    foreach (var option in more)
        command.Add(option);
    command.SetAction(async (parsed, cancellation) =>
    {
        var rows = await make(parsed.GetValue(quick), more.Length > 0 ? parsed.GetValue(count) : null)(cancellation);
        Console.WriteLine(parsed.GetValue(json) ? Row.AsJson(rows) : Row.AsTable(rows));
        return rows.All(r => r.Holds != false) ? 0 : 1;
    });
    return command;
}

Command Serve()
{
    var (folder, endpoint) = (new Argument<string>("folder"), new Argument<string>("endpoint"));
    var command = new Command(Serving.Name) { folder, endpoint };
    command.Hidden = true;
    command.SetAction((parsed, cancellation) => Serving.Run(parsed.GetRequiredValue(folder), parsed.GetRequiredValue(endpoint), cancellation));
    return command;
}
