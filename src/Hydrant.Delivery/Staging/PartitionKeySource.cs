namespace Hydrant.Delivery.Staging;

/// <summary>Who gave a partition key. The values are persisted.</summary>
public enum PartitionKeySource
{
    /// <summary><c>!{partitionKeyFromQuery:name}</c>: the query of the delivery stream.</summary>
    Query = 'q',

    /// <summary><c>!{partitionKeyFromLambda:name}</c>: the answer of its function.</summary>
    Lambda = 'l',
}
