using Hydrant.Testing.Files;

namespace Hydrant.Compaction.Tests;

public sealed class FolderDocumentTests
{
    private static readonly FolderDocument Sample = new(3, 12,
    [
        new JoinedObject("b_compacted-0000000011-00000000000040008000000000000001.gz", 1_800_000_000_123, [new SourceObject("a.gz", 17), new SourceObject("b.gz", 0)]),
        new JoinedObject("\"größe\"_compacted-0000000012-00000000000040008000000000000002", null, [new SourceObject("\"größe\"", 1L << 40)]),
    ]);

    [Fact]
    public void A_document_is_read_as_it_was_written()
    {
        Same(FolderDocument.Decode(Sample.Encode()), Sample);
        Same(FolderDocument.Decode(FolderDocument.Empty.Encode()), FolderDocument.Empty);
    }

    [Fact]
    public void Documents_of_version_1_are_read_forever()
    {
        Same(FolderDocument.Decode(Golden.Read("compaction-document", "v1.json")), Sample);
        Sample.Encode().ShouldBe(Golden.Read("compaction-document", "v1.json"));
    }

    [Fact]
    public void A_damaged_document_is_none()
    {
        var bytes = Sample.Encode();
        for (var at = 0; at < bytes.Length; at++)
        {
            var bent = (byte[])bytes.Clone();
            bent[at] ^= 1;
            FolderDocument.Decode(bent).ShouldBeNull($"{at}");
            FolderDocument.Decode(bytes.AsMemory(0, at)).ShouldBeNull($"{at}");
        }
    }

    private static void Same(FolderDocument? read, FolderDocument expected)
    {
        var document = read.ShouldNotBeNull();
        (document.Removed, document.Named).ShouldBe((expected.Removed, expected.Named));
        document.Joined.Count.ShouldBe(expected.Joined.Count);
        for (var i = 0; i < document.Joined.Count; i++)
        {
            (document.Joined[i].Target, document.Joined[i].WrittenMs).ShouldBe((expected.Joined[i].Target, expected.Joined[i].WrittenMs));
            document.Joined[i].Sources.ShouldBe(expected.Joined[i].Sources);
        }
    }
}
