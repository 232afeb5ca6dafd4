namespace PolicyBot.Core.Reports;

/// <summary>One record of a CSV file with the physical line, from 1, on which it starts.</summary>
public sealed record CsvRow(int Line, IReadOnlyList<string> Cells);
