using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;
using PolicyBot.App;
using PolicyBot.Storage;
using Xunit;

namespace PolicyBot.Tests.Storage;

public sealed class SqliteWorkshopStoreTests : WorkshopStoreContract, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("policybot-store-").FullName;
    private readonly FakeTimeProvider _clock = new(Noon);
    private SqliteWorkshopStore _store;

    public SqliteWorkshopStoreTests() => _store = Open();

    private string Database => Path.Combine(_folder, "policybot.db");

    protected override IWorkshopStore Store => _store;

    public void Dispose()
    {
        _store.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Everything_is_there_after_reopening()
    {
        await OpenRound();
        await Cast(BallotOf(Ann));
        var receipt = New();
        await Cast(BallotOf(Bob), receipt);

        Reopen();

        Assert.Equal(2, (await Store.Ballots(Care, R1, None)).Count);
        Assert.Equal(Recorded.Repeated, await Cast(BallotOf(Bob), receipt));
        Assert.Equal(Recorded.Stored, await Cast(BallotOf(new("P3"))));
    }

    [Fact]
    public async Task What_was_recorded_is_in_the_files_as_a_crash_would_leave_them()
    {
        await OpenRound();
        await Task.WhenAll(Enumerable.Range(0, 500).Select(i => Cast(BallotOf(new($"P{i}")))));
        var copy = Path.Combine(_folder, "crashed.db");
        foreach (var end in new[] { "", "-wal" })
            File.Copy(Database + end, copy + end);

        using var crashed = SqliteWorkshopStore.Open(copy, _clock);

        Assert.Equal(500, (await crashed.Ballots(Care, R1, None)).Count);
    }

    [Fact]
    public void A_second_writer_is_refused_and_the_lock_goes_with_the_first()
    {
        Assert.Throws<DatabaseInUse>(Open);
        Reopen();
        Assert.True(File.Exists(Database + ".lock"));
    }

    [Fact]
    public async Task A_reader_needs_no_lock_and_writes_nothing()
    {
        await OpenRound();
        await Cast(BallotOf(Ann));

        using var reader = SqliteWorkshopStore.OpenReadOnly(Database);

        Assert.Single(await reader.Ballots(Care, R1, None));
        await Assert.ThrowsAsync<InvalidOperationException>(() => reader.Cast(Care, BallotOf(Bob), New(), None));
    }

    [Fact]
    public void A_database_that_is_missing_newer_or_of_something_else_is_refused_in_one_line()
    {
        var missing = Assert.Throws<DatabaseMissing>(() => SqliteWorkshopStore.OpenReadOnly(Path.Combine(_folder, "none.db")));
        var other = Path.Combine(_folder, "other.db");
        File.WriteAllText(other, new string('x', 5000));
        var foreign = Assert.Throws<DatabaseOfOtherVersion>(() => SqliteWorkshopStore.Open(other, _clock));
        _store.Dispose();
        using (var db = new SqliteConnection($"Data Source={Database};Pooling=False"))
            db.Execute("INSERT INTO migrations (number, name, applied_at) VALUES (999, 'future', 0)");
        var newer = Assert.Throws<DatabaseOfOtherVersion>(Open);
        var newerToRead = Assert.Throws<DatabaseOfOtherVersion>(() => SqliteWorkshopStore.OpenReadOnly(Database));

        Assert.All([missing, foreign, newer, newerToRead], (CannotOpen e) => Assert.DoesNotContain('\n', e.Message));
        Assert.Contains("999", newer.Message, StringComparison.Ordinal);
        using (var db = new SqliteConnection($"Data Source={Database};Pooling=False"))
            db.Execute("DELETE FROM migrations WHERE number = 999");
        _store = Open();
    }

    [Fact]
    public async Task Every_connection_waits_for_the_disk()
    {
        using var writing = DatabaseFile.OpenForWriting(Path.Combine(_folder, "settings.db"));
        using var reading = DatabaseFile.OpenForReading(Database);

        Assert.Equal((2, 1, "wal"), (Pragma(writing, "synchronous"), Pragma(writing, "foreign_keys"), writing.ExecuteScalar<string>("PRAGMA journal_mode")));
        Assert.Equal((2, 1, "wal"), (Pragma(reading, "synchronous"), Pragma(reading, "foreign_keys"), reading.ExecuteScalar<string>("PRAGMA journal_mode")));
        Assert.Equal(2, await _store.Write(batch => Pragma(batch.Db, "synchronous"), None));
        Assert.Equal(2, await _store.Read(db => Pragma(db, "synchronous"), None));

        static int Pragma(SqliteConnection db, string name) => db.ExecuteScalar<int>($"PRAGMA {name}");
    }

    [Fact]
    public async Task A_full_disk_is_refused_plainly_and_the_writer_goes_on_when_there_is_room()
    {
        await OpenRound();
        var pages = await _store.Write(batch => batch.Db.ExecuteScalar<long>("PRAGMA page_count"), None);
        await Limit(pages + 2);
        var words = new string('x', 20_000);

        var failures = await Task.WhenAll(Enumerable.Range(0, 20)
            .Select(i => Record.ExceptionAsync(() => Cast(BallotOf(new($"P{i}")) with { Reason = words })).AsTask()));

        var failure = Assert.IsType<StoreUnavailable>(Assert.Single(failures.OfType<StoreUnavailable>().DistinctBy(e => e.Message)));
        Assert.Contains("full", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_folder, failure.ToString(), StringComparison.Ordinal);
        await Limit(1_000_000);
        Assert.Equal(failures.Count(f => f is null), (await Store.Ballots(Care, R1, None)).Count);
        Assert.Equal(Recorded.Stored, await Cast(BallotOf(Ann) with { Reason = words, CastAt = Noon.AddMinutes(1) }));

        Task<long> Limit(long most) => _store.Write(
            batch => batch.Db.ExecuteScalar<long>(string.Create(CultureInfo.InvariantCulture, $"PRAGMA max_page_count={most}")), None);
    }

    [Fact]
    public async Task A_backup_taken_under_load_is_a_whole_database()
    {
        await OpenRound();
        await Cast(BallotOf(Ann));
        var casts = Enumerable.Range(0, 1000).Select(i => Task.Run(() => Cast(BallotOf(new($"V{i}"))))).ToList();
        var file = Path.Combine(_folder, "backup.db");

        await _store.Backup(file, None);

        await Task.WhenAll(casts);
        Assert.Equal(["backup.db"], Directory.GetFiles(_folder, "backup*").Select(Path.GetFileName));
        using var backup = SqliteWorkshopStore.Open(file, _clock);
        Assert.InRange((await backup.Ballots(Care, R1, None)).Count, 1, 1001);
        Assert.Equal("ok", await backup.Read(db => db.ExecuteScalar<string>("PRAGMA integrity_check"), None));
    }

    [Fact]
    public async Task Forgotten_words_are_in_no_byte_of_the_files()
    {
        const string words = "a sentence that must not stay behind";
        await OpenRound();
        await Cast(BallotOf(Ann) with { Reason = words });
        await Save(RemarkOf(Ann, words));

        await Forget(new("P1"), new([], [Ann]), (await _store.Log(Care, None)).LastOrDefault());

        foreach (var file in Directory.GetFiles(_folder, "policybot.db*").Where(f => !f.EndsWith(".lock", StringComparison.Ordinal)))
            Assert.DoesNotContain(words, await ReadAnyway(file), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Writing_to_a_closed_store_is_refused_plainly()
    {
        _store.Dispose();

        await Assert.ThrowsAsync<StoreUnavailable>(() => Cast(BallotOf(Ann)));
    }

    [Fact]
    public async Task A_caller_who_gives_up_in_time_writes_nothing()
    {
        await OpenRound();
        using var given = new CancellationTokenSource();
        await given.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.Cast(Care, BallotOf(Ann), New(), given.Token));

        Assert.Empty(await Store.Ballots(Care, R1, None));
    }

    private static async Task<string> ReadAnyway(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
        return await reader.ReadToEndAsync();
    }

    private SqliteWorkshopStore Open() => SqliteWorkshopStore.Open(Database, _clock);

    private void Reopen()
    {
        _store.Dispose();
        _store = Open();
    }
}
