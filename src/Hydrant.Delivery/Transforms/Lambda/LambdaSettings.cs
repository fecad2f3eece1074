using Hydrant.Core;

namespace Hydrant.Delivery.Transforms.Lambda;

/// <summary>What the calls of a delivery stream's function are made with.</summary>
/// <param name="FunctionArn">As it was configured.</param>
/// <param name="Retries">How often a call that failed is repeated.</param>
/// <param name="DeliveryStream">For the function to read.</param>
internal sealed record LambdaSettings(string FunctionArn, int Retries, Arn DeliveryStream)
{
    /// <summary>
    /// The keys that the prefix takes from the function's answers: a record without one of them cannot be delivered.
    /// </summary>
    public IReadOnlyList<string> PartitionKeys { get; init; } = [];
}
