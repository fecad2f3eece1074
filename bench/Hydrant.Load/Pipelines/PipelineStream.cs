using Hydrant.Load.Contestants;

namespace Hydrant.Load.Pipelines;

/// <summary>A delivery stream with a query for partitions, and what else the options ask for.</summary>
internal static class PipelineStream
{
    public const string Name = "pipeline";
    public const string Bucket = "lake";
    public const int BufferMiB = 64;
    private const string Role = "arn:aws:iam::000000000000:role/r";

    private const string Function = """
        def handler(event, context):
            return {"records": [{"recordId": r["recordId"], "result": "Ok", "data": r["data"]} for r in event["records"]]}
        """;

    /// <summary>Before the server starts.</summary>
    public static void WriteFunction(string data)
    {
        var folder = Path.Combine(data, "functions", "pass");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "lambda_function.py"), Function);
        File.WriteAllText(
            Path.Combine(folder, "function.json"),
            """{"runtime":"python3.12","handler":"lambda_function.handler","timeout":60,"memorySize":256}""");
    }

    public static async Task CreateAsync(Contestant hydrant, LoadOptions options)
    {
        var columns = string.Join(',', PipelineRecords.Columns.Select(column => $$"""{"Name":"{{column.Name}}","Type":"{{column.Type}}"}"""));
        await DoAsync(hydrant, "glue", "AWSGlue.CreateDatabase", """{"DatabaseInput":{"Name":"logs"} }""");
        await DoAsync(hydrant, "glue", "AWSGlue.CreateTable",
            $$"""{"DatabaseName":"logs","TableInput":{"Name":"access","StorageDescriptor":{"Columns":[{{columns}}]} } }""");
        await DoAsync(hydrant, "firehose", "Firehose_20150804.CreateDeliveryStream",
            $$"""
            {"DeliveryStreamName":"{{Name}}","ExtendedS3DestinationConfiguration":{"RoleARN":"{{Role}}",
            "BucketARN":"arn:aws:s3:::{{Bucket}}","Prefix":"access/customer=!{partitionKeyFromQuery:customer}/",
            "ErrorOutputPrefix":"failed/!{firehose:error-output-type}/",
            "BufferingHints":{"SizeInMBs":{{BufferMiB}},"IntervalInSeconds":{{options.Interval}}},
            "DynamicPartitioningConfiguration":{"Enabled":true},
            "ProcessingConfiguration":{"Enabled":true,"Processors":[{{Processors(options)}}]}{{Conversion(options)}} } }
            """);
        for (var patience = 0; patience < 200; patience++)
        {
            var (_, body) = await hydrant.CallAsync(
                "firehose", "Firehose_20150804.DescribeDeliveryStream", $$"""{"DeliveryStreamName":"{{Name}}"}""");
            if (body.Contains("\"ACTIVE\"", StringComparison.Ordinal)) return;
            await Task.Delay(50);
        }

        throw new InvalidOperationException("The delivery stream did not become ACTIVE.");
    }

    private static string Processors(LoadOptions options)
    {
        const string query = """
            {"Type":"MetadataExtraction","Parameters":[{"ParameterName":"JsonParsingEngine","ParameterValue":"JQ-1.6"},
            {"ParameterName":"MetadataExtractionQuery","ParameterValue":"{customer: .customer}"}]}
            """;
        const string function = """
            {"Type":"Lambda","Parameters":[{"ParameterName":"BufferIntervalInSeconds","ParameterValue":"1"},
            {"ParameterName":"LambdaArn","ParameterValue":"arn:aws:lambda:us-east-1:000000000000:function:pass"}]},
            """;
        var delimiter = options.Convert == "none" ? """,{"Type":"AppendDelimiterToRecord"}""" : "";
        return (options.Function ? function : "") + query + delimiter;
    }

    private static string Conversion(LoadOptions options)
    {
        if (options.Convert == "none") return "";
        var serializer = options.Convert == "orc" ? "OrcSerDe" : "ParquetSerDe";
        return $$"""
            ,"DataFormatConversionConfiguration":{
            "SchemaConfiguration":{"RoleARN":"{{Role}}","DatabaseName":"logs","TableName":"access"},
            "InputFormatConfiguration":{"Deserializer":{"OpenXJsonSerDe":{} } },
            "OutputFormatConfiguration":{"Serializer":{"{{serializer}}":{} } } }
            """;
    }

    private static async Task DoAsync(Contestant hydrant, string service, string target, string json)
    {
        var (status, body) = await hydrant.CallAsync(service, target, json);
        if (status != 200) throw new InvalidOperationException($"{target}: {status} {body}");
    }
}
