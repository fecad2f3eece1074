using System.Collections.Immutable;

namespace Hydrant.Streams.Settings;

/// <summary>
/// When a stream was encrypted and with which key. A record keeps what held when it arrived, whatever was changed later.
/// </summary>
/// <param name="Changes">From the oldest to the newest.</param>
public sealed record EncryptionHistory(ImmutableArray<EncryptionChange> Changes)
{
    /// <summary>More changes than this within one retention forget the oldest; the document stays small.</summary>
    public const int MaxChanges = 1_000;

    public static readonly EncryptionHistory None = new(ImmutableArray<EncryptionChange>.Empty);

    /// <summary>The key of new records; null when they are not encrypted.</summary>
    public string? KeyId => Changes.IsEmpty ? null : Changes[^1].KeyId;

    /// <summary>Whether a record that arrived then is encrypted.</summary>
    public bool IsEncrypted(long arrivedAtMs)
    {
        for (var i = Changes.Length - 1; i >= 0; i--)
        {
            if (Changes[i].AtMs <= arrivedAtMs) return Changes[i].KeyId is not null;
        }

        return false;
    }

    /// <summary>With that key, or none, from now on.</summary>
    /// <param name="keyId">Null stops encryption.</param>
    /// <param name="nowMs">Epoch milliseconds.</param>
    /// <param name="horizonMs">What held before no longer matters, because no record is that old.</param>
    public EncryptionHistory With(string? keyId, long nowMs, long horizonMs)
    {
        if (keyId == KeyId) return this;
        var at = Changes.IsEmpty ? nowMs : Math.Max(nowMs, Changes[^1].AtMs);
        var changes = Changes.Add(new EncryptionChange(at, keyId));
        var first = 0;
        while (first + 1 < changes.Length && (changes[first + 1].AtMs <= horizonMs || changes.Length - first > MaxChanges)) first++;
        return new EncryptionHistory(changes[first..]);
    }

    public bool Equals(EncryptionHistory? other) => other is not null && Changes.SequenceEqual(other.Changes);

    public override int GetHashCode() => Changes.Length == 0 ? 0 : Changes[^1].GetHashCode();
}
