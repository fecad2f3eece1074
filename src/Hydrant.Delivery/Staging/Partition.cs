using System.Collections.Immutable;
using System.Text;
using Hydrant.Core;

namespace Hydrant.Delivery.Staging;

/// <summary>
/// Where a record goes: the values that its prefix is made with, or the error output. Records of equal partitions share
/// a buffer and its objects.
/// </summary>
public sealed class Partition : IEquatable<Partition>
{
    private readonly int _hash;

    /// <summary>Of records that are neither partitioned nor failed.</summary>
    public static readonly Partition None = new(ImmutableArray<PartitionKeyValue>.Empty, "");

    private Partition(ImmutableArray<PartitionKeyValue> values, string errorOutputType)
    {
        (Values, ErrorOutputType) = (values, errorOutputType);
        var identity = new StringBuilder(errorOutputType);
        foreach (var value in values)
            identity.Append('\0').Append((char)value.Source).Append(value.Name).Append('\0').Append(value.Value);
        Identity = identity.ToString();
        _hash = string.GetHashCode(Identity, StringComparison.Ordinal); // Every record's partition is looked up.
    }

    /// <summary>In the order of their sources and names.</summary>
    public ImmutableArray<PartitionKeyValue> Values { get; }

    /// <summary>The folder of the error output; empty for records that did not fail.</summary>
    public string ErrorOutputType { get; }

    /// <summary>The same for equal partitions only.</summary>
    public string Identity { get; }

    public bool IsError => ErrorOutputType.Length > 0;

    public static Partition Of(IEnumerable<PartitionKeyValue> values) =>
        new([.. values.OrderBy(value => value.Source).ThenBy(value => value.Name, StringComparer.Ordinal)], "");

    /// <summary>The error output of that name.</summary>
    public static Partition Failed(string errorOutputType)
    {
        Invariant.That(errorOutputType.Length > 0);
        return new Partition([], errorOutputType);
    }

    /// <summary>These values and further ones.</summary>
    public Partition With(IEnumerable<PartitionKeyValue> more) => Of(Values.Concat(more));

    /// <summary>The value of a key, or null when the partition has none of that source and name.</summary>
    public string? Find(PartitionKeySource source, string name)
    {
        foreach (var value in Values)
        {
            if (value.Source == source && value.Name == name) return value.Value;
        }

        return null;
    }

    public bool Equals(Partition? other) =>
        ReferenceEquals(other, this) || (other is not null && other._hash == _hash && other.Identity == Identity);

    public override bool Equals(object? obj) => Equals(obj as Partition);

    public override int GetHashCode() => _hash;

    public override string ToString() =>
        IsError ? ErrorOutputType : string.Join('/', Values.Select(value => $"{value.Name}={value.Value}"));
}
