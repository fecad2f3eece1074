namespace Hydrant.Conformance.Operations;

/// <summary>
/// One operation: a good call with the shape of its answer (<see cref="ShapeText"/>), and a refused call with its error.
/// Texts in braces stand for what the test made: <c>{s}</c>, <c>{arn}</c>, <c>{consumer}</c>, <c>{iterator}</c>, <c>{account}</c>.
/// </summary>
/// <param name="Good">Null for operations that are refused whatever is asked.</param>
/// <param name="Bad">Null where an operation without members cannot be asked wrongly.</param>
internal sealed record OperationRow(
    string Operation, string? Good, string Shape, string? Bad, string Type = "", string Message = "")
{
    /// <summary>Called before the good call, where that needs it.</summary>
    public (string Operation, string Body)? First { get; init; }
}
