#pragma warning disable
using System.Collections.Immutable;
using PolicyBot.Core.Scenarios; using PolicyBot.Core.Voting; using PolicyBot.Core.Workshops; using PolicyBot.Core.Rounds;
namespace PolicyBot.Core.Views;
public static class HelpCard { public static Card Of(string? t) => Card.Of("help"); }
public static class StatusCard { public static Card Of(Shown s) => Card.Of("status"); }
public static class PolicyCard { public static Reply Of(Shown s, VersionNumber? v) => new(Card.Of("x")); }
public static class HistoryCard { public static Card Of(Shown s) => Card.Of("x"); }
public static class DiffCard { public static Reply Of(Shown s, VersionNumber? v, VersionNumber? w) => new(Card.Of("x")); }
public static class ScenariosCard { public static Card Of(Shown s) => Card.Of("x"); }
public static class PreviewCard { public static Reply Of(Shown s, string? v) => new(Card.Of("x")); }
public static class RoundCard { public static Card Status(Shown s) => Card.Of("x"); }
public static class ReportCard { public static Reply Reply(Shown s, RoundId? r) => new(Card.Of("x")); }
public static class ResponsesCard { public static Reply Of(Shown s, AmendmentId r) => new(Card.Of("x")); }
public static class WelcomeCard { public static Card Of(string a, string b) => Card.Of("x"); }
public static class BallotCard { public static Card Of(Shown s, Voter v, ImmutableList<Ballot> b, AmendmentId? a) => Card.Of("x"); }
public static class MineCard { public static Card Of(Shown s, PersonId v, ImmutableList<Ballot> b, ImmutableList<Remark> r) => Card.Of("x"); }
public static class TryCard { public static Card Of(Workshop w, Tryout t, SampleShown a, SampleShown? b) => Card.Of("x"); }
public static class ReminderCard { public static Card Of(Workshop w, Round r) => Card.Of("x"); }
public static class Posts { public static IReadOnlyList<(string Key, Card Card)> Wanted(Shown s) => s.Workshop.Rounds.Select(r => ($"round:{r.Id}", Card.Of($"{r.Id} {r.State}"))).ToList(); }
