namespace Hydrant.Destinations.S3;

/// <summary>When a buffer is delivered; both members or none.</summary>
public sealed class S3BufferingHints
{
    public int? SizeInMBs { get; set; }

    public int? IntervalInSeconds { get; set; }
}

/// <summary>Encryption of objects by the store; at most one of them.</summary>
public sealed class S3Encryption
{
    public string? NoEncryption { get; set; }

    public S3KmsKey? Kms { get; set; }
}

/// <summary>The key objects are to be encrypted with.</summary>
public sealed class S3KmsKey
{
    public string? KeyArn { get; set; }
}

/// <summary>The error log.</summary>
public sealed class S3Logging
{
    public bool? Enabled { get; set; }

    public string? LogGroupName { get; set; }

    public string? LogStreamName { get; set; }
}

/// <summary>What is done to records before they are buffered.</summary>
public sealed class S3Processing
{
    public bool? Enabled { get; set; }

    public List<S3Processor?>? Processors { get; set; }
}

/// <summary>One step of it.</summary>
public sealed class S3Processor
{
    public string? Type { get; set; }

    public List<S3ProcessorParameter?>? Parameters { get; set; }
}

/// <summary>A setting of a step; its value always is text.</summary>
public sealed class S3ProcessorParameter
{
    public string? Name { get; set; }

    public string? Value { get; set; }
}

/// <summary>Keys made of records.</summary>
public sealed class S3Partitioning
{
    public bool? Enabled { get; set; }

    public S3Retry? Retry { get; set; }
}

/// <summary>How long something is tried again.</summary>
public sealed class S3Retry
{
    public int? DurationInSeconds { get; set; }
}
