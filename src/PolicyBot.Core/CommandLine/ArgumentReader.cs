using System.Collections.Immutable;

namespace PolicyBot.Core.CommandLine;

/// <summary>Gives the words behind a command to its parameters.</summary>
internal sealed class ArgumentReader(CommandSpec spec, string line)
{
    private readonly ImmutableArray<Piece> _pieces = Pieces.Of(line, spec);
    private Values _values = Values.None;
    private NotUnderstood? _fault;

    public (Values Values, NotUnderstood? Fault) Read()
    {
        var free = TakeNamed();
        foreach (var parameter in spec.Parameters.Where(p => !p.Named && !_values.Has(p.Name)))
        {
            if (_fault is not null || free.IsEmpty)
                break;
            free = parameter.IsText ? TakeRest(parameter, free) : TakeNext(parameter, free);
        }

        if (_fault is null && !free.IsEmpty)
            _fault = TooMuch(free[0]);
        return (_values, _fault);
    }

    /// <summary>Sets what was written <c>name:value</c> and gives back the other pieces.</summary>
    private ImmutableList<Piece> TakeNamed()
    {
        var free = ImmutableList.CreateBuilder<Piece>();
        for (var i = 0; i < _pieces.Length; i++)
        {
            var piece = _pieces[i];
            if (piece.Name is not { } name || spec.Find(name) is not { } parameter)
            {
                free.Add(piece);
                continue;
            }

            var value = piece.Value;
            if (parameter.TakesSeveral && !piece.Quoted)
            {
                while (i + 1 < _pieces.Length && _pieces[i + 1].Name is null)
                    i++;
                value = line[(piece.End - piece.Value.Length).._pieces[i].End];
            }

            Set(parameter, value, parameter.Name);
        }

        return free.ToImmutable();
    }

    private ImmutableList<Piece> TakeRest(Parameter parameter, ImmutableList<Piece> free)
    {
        Set(parameter, free is [{ Quoted: true } only] ? only.Value : Raw(free), parameter.Name);
        return [];
    }

    private ImmutableList<Piece> TakeNext(Parameter parameter, ImmutableList<Piece> free)
    {
        if (free.Count > 1 && ParameterReader.IsStartOfId(parameter, free[0].Value) && ParameterReader.Read(parameter, free[1].Value) is { } apart)
        {
            _values = _values.With(parameter.Name, apart);
            return free.RemoveRange(0, 2);
        }

        if (ParameterReader.Read(parameter, free[0].Value) is { } value)
        {
            _values = _values.With(parameter.Name, value);
            return free.RemoveAt(0);
        }

        var anotherMayTakeIt = !parameter.Required && spec.Parameters.Any(p => !p.Named && p != parameter && !_values.Has(p.Name));
        if (!anotherMayTakeIt)
            _fault = Not(parameter, free[0].Value);
        return free;
    }

    private void Set(Parameter parameter, string typed, string name)
    {
        if (_fault is not null)
            return;
        if (_values.Has(name))
            _fault = new($"`{name}` is given twice.", $"Leave one out, as in `{spec.Example}`.");
        else if (ParameterReader.Read(parameter, typed) is { } value)
            _values = _values.With(name, value);
        else
            _fault = Not(parameter, typed);
    }

    /// <summary>The line as it was written from the first piece to the last, without what was named in between.</summary>
    private string Raw(ImmutableList<Piece> free)
    {
        var runs = new List<(int Start, int End)>();
        foreach (var piece in free)
            if (runs.Count > 0 && Pieces.SkipSpace(line, runs[^1].End) == piece.Start)
                runs[^1] = (runs[^1].Start, piece.End);
            else
                runs.Add((piece.Start, piece.End));
        return string.Join(' ', runs.Select(r => line[r.Start..r.End]));
    }

    public static NotUnderstood Not(Parameter parameter, string typed) => typed.Length > parameter.MaxLength
        ? new($"{parameter.Label}: that is too long.", ParameterReader.LooksLike(parameter))
        : new($"“{Short(typed)}” is not {ParameterReader.Called(parameter)}.", ParameterReader.LooksLike(parameter));

    private NotUnderstood TooMuch(Piece piece) =>
        new($"`{spec.Words}` does not take “{Short(piece.Value)}”.", $"Write it like this: `{spec.Example}`.");

    public static string Short(string typed) => typed.Length <= 40 ? typed : string.Concat(typed.AsSpan(0, char.IsHighSurrogate(typed[38]) ? 38 : 39), "…");
}
