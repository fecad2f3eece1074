namespace Hydrant.Storage.Local.Tests;

public sealed class ObjectMetadataFileTests
{
    [Theory]
    [InlineData("v1.gzip", "text/csv; charset=utf-8", "gzip")]
    [InlineData("v1.plain", "application/json", null)]
    public void The_golden_files_are_what_is_written_and_read(string file, string type, string? encoding)
    {
        var golden = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "testdata/object-metadata", file));
        var metadata = new ObjectMetadata(type, encoding);
        ObjectMetadataFile.Encode(metadata).ShouldBe(golden);
        ObjectMetadataFile.Decode(golden).ShouldBe(metadata);
    }

    [Fact]
    public void No_changed_byte_and_no_shorter_file_is_taken_for_metadata()
    {
        var bytes = ObjectMetadataFile.Encode(new ObjectMetadata("text/csv", "gzip"));
        for (var i = 0; i < bytes.Length; i++)
        {
            ObjectMetadataFile.Decode(bytes.AsSpan(0, i)).ShouldBeNull();
            bytes[i] ^= 1;
            ObjectMetadataFile.Decode(bytes).ShouldBeNull();
            bytes[i] ^= 1;
        }
    }
}
