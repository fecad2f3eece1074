using Hydrant.Core;
using Hydrant.Delivery.Configuration;
using Hydrant.Wire.Shapes;

namespace Hydrant.Destinations.S3.Preview;

/// <summary>The members of a destination that make its keys, for one that is not there yet.</summary>
internal sealed record PreviewSettings
{
    private const string Role = "arn:aws:iam::000000000000:role/preview";
    private const string PartitionKeyExpression = "!{partitionKeyFrom";

    public string? Prefix { get; init; }

    public string? ErrorOutputPrefix { get; init; }

    public string? CustomTimeZone { get; init; }

    public string? FileExtension { get; init; }

    public string? CompressionFormat { get; init; }

    /// <summary><c>parquet</c> or <c>orc</c>; null for none.</summary>
    public string? Conversion { get; init; }

    /// <summary>The MetadataExtractionQuery; null for none.</summary>
    public string? Query { get; init; }

    /// <summary>The settings as they would be stored, or what is wrong with them in the words of the service.</summary>
    /// <param name="hasFunctionKeys">Whether a function is meant to be there.</param>
    /// <param name="now">The lengths of prefixes are judged by what they are worth at this moment.</param>
    public Outcome<DestinationSettings> Check(bool hasFunctionKeys, DateTimeOffset now)
    {
        if (Conversion is not (null or "parquet" or "orc")) return Fault.InvalidArgument("The conversion is parquet or orc.");
        var configuration = ToConfiguration(hasFunctionKeys);
        var errors = new ConstraintErrors(withValues: false);
        S3Shapes.Extended.Check(configuration, errors);
        return errors.ToFault() is { } fault ? fault : S3Rules.Check(configuration, now, keepsLimits: false);
    }

    private S3Configuration ToConfiguration(bool hasFunctionKeys)
    {
        var processors = new List<S3Processor?>();
        if (hasFunctionKeys) processors.Add(Processor("Lambda", ("LambdaArn", "arn:aws:lambda:us-east-1:000000000000:function:preview")));
        if (Query is not null)
            processors.Add(Processor("MetadataExtraction", ("MetadataExtractionQuery", Query), ("JsonParsingEngine", "JQ-1.6")));
        return new S3Configuration
        {
            RoleArn = Role,
            BucketArn = "arn:aws:s3:::preview",
            Prefix = Prefix,
            ErrorOutputPrefix = ErrorOutputPrefix,
            CustomTimeZone = CustomTimeZone,
            FileExtension = FileExtension,
            CompressionFormat = CompressionFormat,
            Processing = processors.Count > 0 ? new() { Enabled = true, Processors = processors } : null,
            Partitioning = processors.Count > 0 || Prefix?.Contains(PartitionKeyExpression, StringComparison.Ordinal) == true
                ? new() { Enabled = true }
                : null,
            FormatConversion = Conversion is null ? null : new S3FormatConversion
            {
                Schema = new() { RoleArn = Role, DatabaseName = "preview", TableName = "preview" },
                Input = new() { Deserializer = new() { OpenX = new() } },
                Output = new() { Serializer = Conversion == "orc" ? new() { Orc = new() } : new() { Parquet = new() } },
            },
        };
    }

    private static S3Processor Processor(string type, params (string Name, string Value)[] parameters) => new()
    {
        Type = type,
        Parameters = [.. parameters.Select(parameter => new S3ProcessorParameter { Name = parameter.Name, Value = parameter.Value })],
    };
}
