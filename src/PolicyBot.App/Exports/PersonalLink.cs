using PolicyBot.Core;

namespace PolicyBot.App.Exports;

/// <summary>Makes a signed link that opens a workshop's pages for one person and expires; null where no pages are served.</summary>
public delegate string? PersonalLink(WorkshopId workshop, PersonId person);
