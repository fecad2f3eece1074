using Hydrant.Core;
using Hydrant.Delivery.Configuration;

namespace Hydrant.Destinations.S3;

/// <summary>
/// Changes of an S3 destination: members that are not given keep their values, structures are replaced as a whole, and only
/// format conversion is merged member by member. What comes out is checked like a new one.
/// </summary>
public static class S3Updates
{
    /// <summary>The settings to be stored, or what is wrong with the change.</summary>
    /// <param name="present">What is stored.</param>
    /// <param name="update">What the caller sent.</param>
    /// <param name="now">As in <see cref="S3Rules.Check"/>.</param>
    /// <param name="keepsLimits">As there.</param>
    public static Outcome<DestinationSettings> Apply(
        DestinationSettings present, S3Configuration update, DateTimeOffset now, bool keepsLimits)
    {
        var options = S3Document.Read(present.Json.Span);
        var stored = S3Rules.Describe(present);
        stored.FormatConversion = options.FormatConversion; // A description shows one that was never given.
        if (FirstRefused(options, update) is { } refused) return refused;

        return S3Rules.Check(Merge(stored, update), now, keepsLimits);
    }

    private static Fault? FirstRefused(S3Options present, S3Configuration update)
    {
        if (present.IsBackedUp && update.BackupMode == "Disabled")
            return Fault.InvalidArgument("S3 backup cannot be disabled once it is enabled.");
        if (present.IsPartitioned && update.Partitioning is { Enabled: not true })
            return Fault.InvalidArgument("Dynamic Partitioning cannot be disabled once it is enabled.");
        return present.Backup is null && update.Backup is { } backup && (backup.RoleArn is null || backup.BucketArn is null)
            ? Fault.InvalidArgument("RoleARN and BucketARN must be given for an S3 backup that is not configured yet.")
            : null;
    }

    private static S3Configuration Merge(S3Configuration stored, S3Configuration update) => new()
    {
        RoleArn = update.RoleArn ?? stored.RoleArn,
        BucketArn = update.BucketArn ?? stored.BucketArn,
        Prefix = update.Prefix ?? stored.Prefix,
        ErrorOutputPrefix = update.ErrorOutputPrefix ?? stored.ErrorOutputPrefix,
        BufferingHints = update.BufferingHints ?? stored.BufferingHints,
        CompressionFormat = update.CompressionFormat ?? stored.CompressionFormat,
        Encryption = update.Encryption ?? stored.Encryption,
        Logging = update.Logging ?? stored.Logging,
        Processing = update.Processing is { Enabled: not true } ? new() { Enabled = false } : update.Processing ?? stored.Processing,
        BackupMode = update.BackupMode ?? stored.BackupMode,
        FormatConversion = update.FormatConversion is { } conversion
            ? Merge(stored.FormatConversion ?? new(), conversion)
            : stored.FormatConversion,
        Partitioning = update.Partitioning ?? stored.Partitioning,
        FileExtension = update.FileExtension ?? stored.FileExtension,
        CustomTimeZone = update.CustomTimeZone ?? stored.CustomTimeZone,
        Backup = update.Backup is { } backup ? Merge(stored.Backup ?? new(), backup) : stored.Backup,
    };

    private static S3FormatConversion Merge(S3FormatConversion stored, S3FormatConversion update) => new()
    {
        Enabled = update.Enabled ?? stored.Enabled,
        Schema = update.Schema is { } schema ? Merge(stored.Schema ?? new(), schema) : stored.Schema,
        Input = update.Input ?? stored.Input,
        Output = update.Output ?? stored.Output,
    };

    private static S3TableSchema Merge(S3TableSchema stored, S3TableSchema update) => new()
    {
        RoleArn = update.RoleArn ?? stored.RoleArn,
        CatalogId = update.CatalogId ?? stored.CatalogId,
        DatabaseName = update.DatabaseName ?? stored.DatabaseName,
        TableName = update.TableName ?? stored.TableName,
        Region = update.Region ?? stored.Region,
        VersionId = update.VersionId ?? stored.VersionId,
    };
}
