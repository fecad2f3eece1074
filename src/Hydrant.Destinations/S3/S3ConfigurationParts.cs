namespace Hydrant.Destinations.S3;

/// <summary>When a buffer is delivered; both members or none.</summary>
public sealed class S3BufferingHints
{
    public int? SizeInMBs { get; set; }

    public int? IntervalInSeconds { get; set; }
}

/// <summary>Encryption of objects by the store; only none can be had.</summary>
public sealed class S3Encryption
{
    public string? NoEncryption { get; set; }

    public List<string> NotSupported { get; } = [];
}

/// <summary>Error logging; only off can be had.</summary>
public sealed class S3Logging
{
    public bool? Enabled { get; set; }

    public string? LogGroupName { get; set; }

    public string? LogStreamName { get; set; }
}

/// <summary>Transformations; only off can be had.</summary>
public sealed class S3Processing
{
    public bool? Enabled { get; set; }

    public List<S3Processor?>? Processors { get; set; }
}

/// <summary>One transformation; only that it is there counts.</summary>
public sealed class S3Processor
{
    public string? Type { get; set; }
}

/// <summary>Conversion to columns; only off can be had.</summary>
public sealed class S3FormatConversion
{
    public bool? Enabled { get; set; }

    public List<string> NotSupported { get; } = [];
}

/// <summary>Keys made of records; only off can be had.</summary>
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
