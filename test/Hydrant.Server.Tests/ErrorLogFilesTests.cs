using System.Text.Json;
using Hydrant.Delivery.Logging;
using Hydrant.Server.Composition;

namespace Hydrant.Server.Tests;

public sealed class ErrorLogFilesTests
{
    private static ErrorLogEntry Entry(string group, string stream, string message) => new(
        group, stream, "arn:aws:firehose:us-east-1:000000000000:deliverystream/c", 3, "arn:aws:s3:::lake", "S3.NoSuchBucket", message);

    [Fact]
    public async Task Entries_are_lines_of_a_file_for_each_group_and_stream()
    {
        var folder = Directory.CreateTempSubdirectory("hydrant-error-logs-").FullName;
        await using (var log = new ErrorLogFiles(folder, TimeProvider.System))
        {
            log.Add(Entry("/aws/kinesisfirehose/c", "DestinationDelivery", "no \"bucket\""));
            log.Add(Entry("/aws/kinesisfirehose/c", "BackupDelivery", "other"));
            log.Add(Entry("/aws/kinesisfirehose/c", "DestinationDelivery", "again"));
        }

        var lines = await File.ReadAllLinesAsync(Path.Combine(folder, "%2Faws%2Fkinesisfirehose%2Fc~DestinationDelivery.ndjson"));
        lines.Length.ShouldBe(2);
        using var first = JsonDocument.Parse(lines[0]);
        first.RootElement.EnumerateObject().Select(member => member.Name).ShouldBe(
            ["timestamp", "deliveryStreamARN", "destination", "deliveryStreamVersionId", "message", "errorCode"]);
        first.RootElement.GetProperty("message").GetString().ShouldBe("no \"bucket\"");
        Directory.GetFiles(folder).Length.ShouldBe(2);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void No_name_of_a_group_leaves_the_folder_or_is_too_long_for_it()
    {
        string[] names =
        [
            ErrorLogFiles.FileOf("..", "../../x"), ErrorLogFiles.FileOf(new string('g', 512), "s"), ErrorLogFiles.FileOf(new string('g', 512), "t"),
        ];

        names.ShouldAllBe(name => name.Length < 200 && !name.Contains('/') && name.EndsWith(".ndjson", StringComparison.Ordinal));
        names.Distinct().Count().ShouldBe(3);
    }
}
