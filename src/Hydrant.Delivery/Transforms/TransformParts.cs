using Hydrant.Core;
using Hydrant.Functions;

namespace Hydrant.Delivery.Transforms;

/// <summary>What transforms of one delivery stream are built with.</summary>
/// <param name="Stream">The delivery stream.</param>
/// <param name="Functions">Calls functions.</param>
/// <param name="Ids">Names calls.</param>
/// <param name="Clock">Times repetitions.</param>
public sealed record TransformParts(Arn Stream, IFunctionInvoker Functions, IIdSource Ids, TimeProvider Clock)
{
    /// <summary>The keys that the prefix takes from the answers of the function.</summary>
    public IReadOnlyList<string> LambdaKeys { get; init; } = [];
}
