namespace Hydrant.Aggregation;

/// <summary>One record of an aggregate, valid as long as the bytes it was opened from.</summary>
/// <param name="number">Its place in the aggregate.</param>
/// <param name="key">Its partition key.</param>
/// <param name="explicitHashKey">Its explicit hash key.</param>
/// <param name="data">What the producer put.</param>
public readonly ref struct UserRecord(
    int number, ReadOnlySpan<byte> key, ReadOnlySpan<byte> explicitHashKey, ReadOnlySpan<byte> data)
{
    /// <summary>Counted from 0; beside the sequence number of the aggregate it says which record this is.</summary>
    public int SubSequenceNumber { get; } = number;

    /// <summary>UTF-8, as the producer wrote it.</summary>
    public ReadOnlySpan<byte> Key { get; } = key;

    /// <summary>Decimal digits, as the producer wrote them; empty when there is none.</summary>
    public ReadOnlySpan<byte> ExplicitHashKey { get; } = explicitHashKey;

    public ReadOnlySpan<byte> Data { get; } = data;
}
