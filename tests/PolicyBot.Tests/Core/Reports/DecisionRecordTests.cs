using System.Collections.Immutable;
using Markdig;
using Markdig.Syntax;
using PolicyBot.Core;
using PolicyBot.Core.Reports;
using PolicyBot.Core.Scenarios;
using PolicyBot.Core.Views;
using PolicyBot.Core.Workshops;
using PolicyBot.Tests.TestKit;
using Xunit;

namespace PolicyBot.Tests.Core.Reports;

public sealed class DecisionRecordTests
{
    [Fact]
    public void The_record_of_an_attributed_round_tells_everything_with_names()
    {
        Snapshot.Matches("decision-record", Record(ExportExamples.Finished(), ExportExamples.Attributed).TrimEnd('\n'));
    }

    [Fact]
    public void The_record_of_an_anonymous_round_names_nobody_who_took_part()
    {
        var record = Record(ExportExamples.Finished(), ExportExamples.Anonymous);

        Assert.Contains("**Dissent** of A participant:", record);
        Assert.DoesNotContain("Person 7", record);
        Assert.DoesNotContain("Ärzte", record);
    }

    [Fact]
    public void What_people_wrote_forms_no_headings_lists_or_html()
    {
        var parsed = Markdown.Parse(Record(ExportExamples.Finished(), ExportExamples.Attributed));

        Assert.Empty(parsed.Descendants<HtmlBlock>());
        Assert.Empty(parsed.Descendants<Markdig.Syntax.Inlines.HtmlInline>());
        Assert.Empty(parsed.Descendants<Markdig.Syntax.Inlines.LinkInline>());
        Assert.Equal(6, parsed.Descendants<HeadingBlock>().Count());
        Assert.All(parsed.Descendants<QuoteBlock>(), q => Assert.All(q, b => Assert.IsType<ParagraphBlock>(b)));
    }

    [Fact]
    public void A_round_that_is_not_closed_has_no_record_yet()
    {
        var record = Record(ExportExamples.StillOpen(), ExportExamples.Anonymous);

        Assert.Contains("has no result yet", record);
        Assert.DoesNotContain("agree", record);
    }

    [Fact]
    public void The_chart_has_a_row_in_words_for_each_outcome_and_none_before_the_close()
    {
        var workshop = ExportExamples.Finished().Now;
        var chart = OutcomeChart.Of(workshop, workshop.Find(ExportExamples.Attributed)!);
        var open = ExportExamples.StillOpen().Now;

        Assert.Equal([7, 1, 1], chart.Rows[0].Values);
        Assert.StartsWith("A1 adopted · Change C1", chart.Rows[0].Label);
        Assert.StartsWith("A2 (New clause: Say when you are <b>unsure</b>.) was declined: 2 agree, 4 disagree, 0 pass.", chart.Rows[1].Says);
        Assert.All(chart.Rows, r => Assert.InRange(r.Label.Length, 1, 40));
        Assert.Empty(OutcomeChart.Of(open, open.Find(ExportExamples.Anonymous)!).Rows);
    }

    private static string Record(ExportExamples story, RoundId id)
    {
        var rows = story.Rows.Single(r => r.Round == id);
        var names = new Names(ExportExamples.People.Where(p => p.Name is not null).ToImmutableDictionary(p => p.Id, p => p.Name!));
        var shown = new Shown(story.Now, names, Evidence.None, ExportExamples.Noon)
        {
            Rounds = ImmutableDictionary<RoundId, RoundFacts>.Empty.Add(id, RoundFacts.None with { Remarks = [.. rows.Remarks], LogHead = story.Log[^1].Hash }),
        };
        return DecisionRecord.Of(shown, shown.Workshop.Find(id)!);
    }
}
