using Microsoft.Data.Sqlite;

namespace PolicyBot.Storage;

/// <summary>The writer's connection inside a transaction, with what makes the busy statements cheap.</summary>
/// <remarks>
/// Dapper makes and compiles a command anew for each call, which costs several times what a ballot's statement does.
/// The statements of the intake therefore are <see cref="Statement"/>s: compiled once and kept.
/// </remarks>
internal sealed class Batch(SqliteConnection db) : IDisposable
{
    private readonly Dictionary<Statement, SqliteCommand> _prepared = [];
    private Ids? _ids;

    public SqliteConnection Db => db;

    /// <summary>The numbers by which the tables know workshops, rounds, voters and words.</summary>
    public Ids Ids => _ids ??= new(this);

    /// <summary>Runs a prepared statement with values in the order of its parameters; gives the number of rows it changed.</summary>
    public int Execute(Statement statement, params ReadOnlySpan<object?> values) => Bind(statement, values).ExecuteNonQuery();

    /// <summary>The first column of the first row as a number; null when there is no row.</summary>
    public long? Number(Statement statement, params ReadOnlySpan<object?> values) => (long?)Bind(statement, values).ExecuteScalar();

    /// <summary>Drops remembered numbers: after a roll-back some may never have been stored.</summary>
    public void Forget() => _ids = null;

    public void Dispose()
    {
        foreach (var command in _prepared.Values)
            command.Dispose();
    }

    private SqliteCommand Bind(Statement statement, ReadOnlySpan<object?> values)
    {
        if (!_prepared.TryGetValue(statement, out var command))
            _prepared[statement] = command = statement.Prepare(db);
        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        return command;
    }
}

/// <summary>A statement that is kept compiled.</summary>
/// <param name="parameters">Their names, in the order in which values are given.</param>
internal sealed class Statement(string sql, params string[] parameters)
{
    public SqliteCommand Prepare(SqliteConnection db)
    {
        var command = db.CreateCommand();
        command.CommandText = sql;
        foreach (var name in parameters)
            command.Parameters.Add(new SqliteParameter { ParameterName = name });
        return command;
    }
}
