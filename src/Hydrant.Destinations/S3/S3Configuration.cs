namespace Hydrant.Destinations.S3;

/// <summary>
/// An S3 destination as it stands on the wire, plain or extended: what a caller sends when it is made, and, with the
/// defaults filled in, what a description shows.
/// </summary>
public sealed class S3Configuration
{
    public string? RoleArn { get; set; }

    public string? BucketArn { get; set; }

    public string? Prefix { get; set; }

    public string? ErrorOutputPrefix { get; set; }

    public S3BufferingHints? BufferingHints { get; set; }

    public string? CompressionFormat { get; set; }

    public S3Encryption? Encryption { get; set; }

    public S3Logging? Logging { get; set; }

    public S3Processing? Processing { get; set; }

    public string? BackupMode { get; set; }

    public S3FormatConversion? FormatConversion { get; set; }

    public S3Partitioning? Partitioning { get; set; }

    public string? FileExtension { get; set; }

    public string? CustomTimeZone { get; set; }

    /// <summary>Where source records go too; used when <see cref="BackupMode"/> is Enabled.</summary>
    public S3Configuration? Backup { get; set; }
}
