using System.Diagnostics;
using System.Text.Json;
using Hydrant.Testing.Server;

namespace Hydrant.Conformance.Pipelines;

/// <summary>A client that only knows the service's processors asks for ours; rows are in the lake, and what fails beside them.</summary>
public sealed class NativeTransformTests
{
    [Fact]
    public async Task Boto3_has_records_masked_and_written_as_rows_without_a_function()
    {
        await using var server = await StartedServer.StartAsync();
        var script = Path.Combine(StartedServer.Root, "test", "Hydrant.Conformance", "clients", "native_transforms.py");
        var start = new ProcessStartInfo("/usr/bin/python3", [script]);
        start.Environment["AWS_ACCESS_KEY_ID"] = start.Environment["AWS_SECRET_ACCESS_KEY"] = "any";
        start.Environment["AWS_DEFAULT_REGION"] = "us-east-1";
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        start.Environment["HYDRANT_ENDPOINT"] = server.Endpoint.GetLeftPart(UriPartial.Authority);

        var (output, errors) = await OtherPrograms.OutputOfAsync(start);

        var lines = output.TrimEnd().Split('\n');
        lines[^1].ShouldBe("done", errors);
        lines[0].ShouldStartWith("ValidationException 10 validation errors detected: ");
        lines[0].ShouldContain(
            "at 'extendedS3DestinationConfiguration.processingConfiguration.processors.2.member.type' failed to satisfy constraint: Member must satisfy "
            + "enum value set: [RecordDeAggregation, Decompression, CloudWatchLogProcessing, Lambda, MetadataExtraction, AppendDelimiterToRecord]");
        lines[1].ShouldBe("AppendDelimiterToRecord JsonToCsv Mask Mask DropFields");
        var lake = Path.Combine(server.Data, "buckets", "lake");
        (await TextAsync(Path.Combine(lake, "rows"))).ShouldBe("1,<mail>,***,-,4111 1111 1111 1111\n2.5,-,none,-,\"write to \"\"<mail>\"\", soon\"\n");
        var failed = JsonDocument.Parse(await TextAsync(Path.Combine(lake, "failed", "processing-failed"))).RootElement;
        failed.GetProperty("errorCode").GetString().ShouldBe("Mask.InvalidText");
        failed.GetProperty("rawData").GetBytesFromBase64().ShouldBe("no JSON"u8.ToArray());
    }

    private static async Task<string> TextAsync(string folder)
    {
        for (var patience = 0; patience < 240; patience++)
        {
            if (Directory.Exists(folder) && Directory.GetFiles(folder, "*", SearchOption.AllDirectories) is [var file]) return await File.ReadAllTextAsync(file);
            await Task.Delay(250, CancellationToken.None);
        }

        throw new TimeoutException($"No file appeared in {folder}.");
    }
}
