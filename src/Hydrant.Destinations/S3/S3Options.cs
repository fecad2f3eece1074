using Hydrant.Core;
using Hydrant.Delivery.Transforms;

namespace Hydrant.Destinations.S3;

/// <summary>An S3 destination as it was configured, defaults filled in and rules kept (see <c>S3Rules</c>).</summary>
public sealed record S3Options
{
    /// <summary>The role AWS would write with; kept and shown, not used.</summary>
    public required string RoleArn { get; init; }

    public required string BucketArn { get; init; }

    /// <summary>As given; empty means the default.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>As given; empty means the default.</summary>
    public string ErrorOutputPrefix { get; init; } = "";

    public int BufferMiB { get; init; } = FirehoseLimits.DefaultS3BufferMiB;

    public int BufferSeconds { get; init; } = FirehoseLimits.DefaultS3BufferSeconds;

    /// <summary>A name of the compression catalogue.</summary>
    public string Compression { get; init; } = "UNCOMPRESSED";

    /// <summary>Replaces the compression's extension; empty leaves it.</summary>
    public string FileExtension { get; init; } = "";

    /// <summary>A name of the IANA database; empty for UTC.</summary>
    public string CustomTimeZone { get; init; } = "";

    /// <summary>The key of the store that objects are encrypted with; null for none.</summary>
    public string? KmsKeyArn { get; init; }

    /// <summary>Whether errors are written to an error log.</summary>
    public bool IsLogged { get; init; }

    /// <summary>Of the error log; also when it is off.</summary>
    public string? LogGroupName { get; init; }

    /// <summary>Of the error log; also when it is off.</summary>
    public string? LogStreamName { get; init; }

    /// <summary>How long a failing partition is tried again; null when its structure was not given.</summary>
    public int? PartitioningRetrySeconds { get; init; }

    /// <summary>Whether prefixes are made of the records.</summary>
    public bool IsPartitioned { get; init; }

    /// <summary>Whether the processors are used.</summary>
    public bool IsProcessing { get; init; }

    /// <summary>In their order.</summary>
    public IReadOnlyList<ProcessorSettings> Processors { get; init; } = [];

    /// <summary>As given; null for none.</summary>
    public S3FormatConversion? FormatConversion { get; init; }

    /// <summary>Whether source records go to the backup too.</summary>
    public bool IsBackedUp { get; init; }

    /// <summary>As given, also when it is not used.</summary>
    public S3Options? Backup { get; init; }

    /// <summary>Whether files of columns are written.</summary>
    public bool IsConverted => FormatConversion is { Enabled: not false };

    /// <summary>The name behind <c>arn:aws:s3:::</c>.</summary>
    public string Bucket => BucketArn[(BucketArn.LastIndexOf(':') + 1)..];
}
