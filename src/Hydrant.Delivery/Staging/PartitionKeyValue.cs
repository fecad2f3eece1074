namespace Hydrant.Delivery.Staging;

/// <summary>One key of a partition.</summary>
public readonly record struct PartitionKeyValue(PartitionKeySource Source, string Name, string Value);
