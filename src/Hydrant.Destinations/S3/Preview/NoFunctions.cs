using Hydrant.Core;
using Hydrant.Functions;

namespace Hydrant.Destinations.S3.Preview;

/// <summary>A preview calls no function: processors that do are left out of it.</summary>
internal sealed class NoFunctions : IFunctionInvoker
{
    public ValueTask<FunctionAnswer> InvokeAsync(string functionArnOrName, ReadOnlyMemory<byte> payload, CancellationToken ct) =>
        throw new InvariantException("A preview called a function.");
}
