namespace Hydrant.Conformance.Resharding;

/// <summary>A consumer of a whole stream, whatever way it reads.</summary>
internal interface IStreamConsumer
{
    /// <summary>What it has read.</summary>
    KeyedRecords Seen { get; }

    /// <summary>Reads until it is told to stop; dead servers are waited for.</summary>
    Task RunAsync(CancellationToken stop);
}
