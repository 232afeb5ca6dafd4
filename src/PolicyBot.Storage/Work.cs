namespace PolicyBot.Storage;

/// <summary>Something to write, with the task that waits for it to be on disk. It may run twice, so it must not keep anything.</summary>
internal abstract class Work
{
    public Exception? Failure { get; set; }

    public abstract void Run(Batch batch);

    /// <summary>Answers whoever waits, with the failure or with what the last run gave.</summary>
    public abstract void Answer();
}

internal sealed class Work<T>(Func<Batch, T> write, CancellationToken cancellation) : Work
{
    // Whoever waits must not go on upon the writer's thread.
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;

    public Task<T> Task => _done.Task;

    public override void Run(Batch batch)
    {
        cancellation.ThrowIfCancellationRequested();
        _result = write(batch);
    }

    public override void Answer()
    {
        if (Failure is OperationCanceledException)
            _done.SetCanceled(cancellation);
        else if (Failure is not null)
            _done.SetException(Failure);
        else
            _done.SetResult(_result!);
    }
}
