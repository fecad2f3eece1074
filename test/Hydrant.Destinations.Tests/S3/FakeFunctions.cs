using Hydrant.Functions;

namespace Hydrant.Destinations.Tests.S3;

/// <summary>A function that is a delegate of the test.</summary>
internal sealed class FakeFunctions : IFunctionInvoker
{
    public Func<string, ReadOnlyMemory<byte>, FunctionAnswer> Answer { get; set; } =
        (name, _) => new FunctionAnswer(FunctionAnswerKind.NotFound, default, $"Function not found: {name}");

    public ValueTask<FunctionAnswer> InvokeAsync(string functionArnOrName, ReadOnlyMemory<byte> payload, CancellationToken ct) =>
        ValueTask.FromResult(Answer(functionArnOrName, payload));
}
