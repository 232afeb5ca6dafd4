using PolicyBot.Core;
using PolicyBot.Core.Reports;
using PolicyBot.Core.Rounds;
using PolicyBot.Core.Views;
using PolicyBot.Core.Voting;
using PolicyBot.Core.Workshops;

namespace PolicyBot.App.Exports;

/// <summary>Makes a workshop's export.</summary>
public sealed class Exporting(IWorkshopStore store, PersonalLink? link = null)
{
    /// <summary>What a facilitator gets in a chat: their own link to the files, or the file itself where no pages are served.</summary>
    public async Task<Reply> HandOver(WorkshopId id, PersonId person, CancellationToken cancellation)
    {
        const string check = "Anybody can check what a file says with: policybot verify FILE";
        if (link?.Invoke(id, person) is { } path)
            return new Reply(Card.Of(
                "Everything of this workshop, to take away",
                new Paragraph("As JSON, in the layout of Polis exports, as decision records, and for training: under “To take away”, and on each round's report. The link is yours alone and good for 7 days."),
                new Link("Open the pages", path), new Paragraph(check)));
        var export = await Of(id, cancellation);
        return Reply.Say("The whole workshop as JSON.", check) with
        {
            File = new ReplyFile($"{id}.json", "application/json", ExportJson.Write(export!)),
        };
    }

    /// <summary>The export as of now, with its checksum; null when there is no such workshop.</summary>
    public async Task<WorkshopExport?> Of(WorkshopId id, CancellationToken cancellation)
    {
        var log = await store.Log(id, cancellation);
        if (Fold.All(log) is not { } workshop)
            return null;
        var rows = new List<RoundRows>();
        foreach (var round in workshop.Rounds.Where(r => RoundRows.WhyKept(r) is null))
            rows.Add(await RowsOf(workshop, round, cancellation));
        var people = await store.People(id, cancellation);
        var samples = await store.Samples(id, cancellation);
        var export = Exportable.Of(
            [.. log.Select(workshop.AsShown)], [.. people.Select(p => new ExportedPerson(p.Id, p.Name))], rows, [.. samples.Values.Select(SampleRows.Exported)]);
        var requests = await store.Requests(id, cancellation);
        var judgements = await store.Judgements(id, cancellation);
        export = export with { Judgements = judgements.Count == 0 ? null : [.. judgements.Select(SampleRows.Exported)] };
        export = export with { Requests = requests.Count == 0 ? null : [.. requests.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => new ExportedRequest(r.Key, r.Value))] };
        return export with { Checksum = ExportJson.Checksum(export) };
    }

    /// <summary>Of a round's rows those that hold words of people, rankings and confirmations; a large round's other ballots would be too many to keep at once.</summary>
    public async Task<RoundRows> WordsOf(Workshop workshop, Round round, IReadOnlyList<SealedBallot> ballots, CancellationToken cancellation)
    {
        var id = workshop.Id;
        var remarks = workshop.AsShown(await store.Remarks(id, round.Id, cancellation)).ToList();
        var rankings = await store.Rankings(id, round.Id, null, cancellation);
        if (round.Rule.Anonymous)
            return new(round.Id, [])
            {
                Reasons = [.. (await store.Reasons(id, round.Id, cancellation)).Select(r => new ExportedReason(r.Amendment, r.Vote, r.Words))],
                Rankings = rankings,
                Remarks = remarks,
            };
        var reasons = (await store.VoterReasons(id, round.Id, cancellation)).ToDictionary(r => (r.Voter, r.Reason.Amendment), r => r.Reason);
        var given = ballots.Where(b => reasons.ContainsKey((b.Voter, b.Amendment))).ToList();
        return new(round.Id, given)
        {
            Ballots = [.. given.Select(b => new Ballot(round.Id, b.Amendment, b.Voter, b.Vote, b.Fingerprint) { Reason = reasons[(b.Voter, b.Amendment)].Words })],
            Rankings = rankings,
            Remarks = remarks,
            Confirmations = await store.Confirmations(id, round.Id, cancellation),
        };
    }

    private async Task<RoundRows> RowsOf(Workshop workshop, Round round, CancellationToken cancellation)
    {
        var id = workshop.Id;
        return new(round.Id, await store.Ballots(id, round.Id, cancellation))
        {
            Ballots = round.Rule.Anonymous ? [] : await BallotsOf(id, round.Id, cancellation),
            Reasons = round.Rule.Anonymous
                ? [.. (await store.Reasons(id, round.Id, cancellation)).Select(r => new ExportedReason(r.Amendment, r.Vote, r.Words))]
                : [],
            Rankings = await store.Rankings(id, round.Id, null, cancellation),
            Remarks = [.. workshop.AsShown(await store.Remarks(id, round.Id, cancellation))],
            Confirmations = await store.Confirmations(id, round.Id, cancellation),
            Themes = await store.Themes(id, round.Id, cancellation),
        };
    }

    private async Task<List<Ballot>> BallotsOf(WorkshopId id, RoundId round, CancellationToken cancellation)
    {
        var ballots = new List<Ballot>();
        foreach (var voter in (await store.Turnout(id, round, cancellation)).Keys)
            ballots.AddRange(await store.BallotsOf(id, round, voter, cancellation));
        return ballots;
    }
}
