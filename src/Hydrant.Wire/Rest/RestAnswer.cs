namespace Hydrant.Wire.Rest;

/// <summary>What an operation answers with.</summary>
/// <param name="Status">HTTP status code.</param>
/// <param name="Body">The body; empty when there is none.</param>
public sealed record RestAnswer(int Status, ReadOnlyMemory<byte> Body)
{
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    public string ContentType { get; init; } = "application/json";
}
