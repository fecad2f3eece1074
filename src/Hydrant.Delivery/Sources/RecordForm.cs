namespace Hydrant.Delivery.Sources;

/// <summary>In what form a log has the records that are delivered.</summary>
public enum RecordForm
{
    /// <summary>As callers put them.</summary>
    Plain,

    /// <summary>A shard of a Kinesis stream, whose producers may have packed many records into one.</summary>
    Aggregated,

    /// <summary>Processed: each carries where it came from (<see cref="Staging.StagedRecord"/>).</summary>
    Staged,
}
