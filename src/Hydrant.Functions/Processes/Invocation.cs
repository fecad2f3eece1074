namespace Hydrant.Functions.Processes;

/// <summary>One call on its way through a process.</summary>
internal sealed class Invocation(string id, ReadOnlyMemory<byte> payload, DateTimeOffset deadline)
{
    private readonly TaskCompletionSource<FunctionAnswer> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Id => id;

    public ReadOnlyMemory<byte> Payload => payload;

    /// <summary>The function is ended when it has not answered by then.</summary>
    public DateTimeOffset Deadline => deadline;

    public Task<FunctionAnswer> Answer => _answer.Task;

    /// <summary>The first answer counts.</summary>
    public bool TryComplete(FunctionAnswer answer) => _answer.TrySetResult(answer with { RequestId = id });
}
