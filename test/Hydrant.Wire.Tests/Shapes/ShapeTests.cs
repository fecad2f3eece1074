using System.Text;
using Hydrant.Wire.Shapes;

namespace Hydrant.Wire.Tests.Shapes;

public sealed class ShapeTests
{
    private static readonly StructureShape<Sample> Shapes = new StructureShape<Sample>()
        .Required("Name", Shape.String(1, 5, "[a-z]+"), s => s.Name, (s, v) => s.Name = v)
        .Optional("Count", Shape.Integer(1, 10), s => s.Count, (s, v) => s.Count = v)
        .Optional("Flag", Shape.Boolean, s => s.Flag, (s, v) => s.Flag = v)
        .Optional("Data", Shape.Blob(4), s => s.Data, (s, v) => s.Data = v)
        .Optional("When", Shape.Timestamp, s => s.When, (s, v) => s.When = v)
        .Optional("Tags", Shape.TextMap(2, 3, 3), s => s.Tags, (s, v) => s.Tags = v)
        .Optional("Items", Shape.List(Shape.String(1, 3)), s => s.Items, (s, v) => s.Items = v)
        .Unsupported(s => s.NotSupported, "Later");

    [Theory]
    [InlineData(WireFormat.Json)]
    [InlineData(WireFormat.Cbor)]
    public void What_is_written_is_read_back_in_both_encodings(WireFormat format)
    {
        var sample = new Sample
        {
            Name = "abc", Count = 7, Flag = true, Data = [1, 2, 255], When = 1_700_000_000_123,
            Tags = new() { ["k\"ey"] = "ü" }, Items = ["a", "b"],
        };
        using var writer = new WireWriter(format);
        Shapes.Write(writer, sample);

        var read = Read(writer.Written.ToArray(), format);

        read.ShouldBeEquivalentTo(sample);
    }

    [Fact]
    public void A_published_CBOR_request_is_read()
    {
        var body = Convert.FromHexString("bf6a53747265616d4e616d65676578616d706c656c506172746974696f6e4b6579616164446174614268 69ff".Replace(" ", ""));
        var reader = new WireReader(body, WireFormat.Cbor);
        var members = new List<string>();
        reader.Read();
        while (reader.Read() && reader.Token == WireToken.Name)
        {
            var name = reader.GetString();
            reader.Read();
            members.Add($"{name}={(reader.Token == WireToken.Bytes ? Encoding.ASCII.GetString(BytesOf(reader.GetBlob())) : reader.GetString())}");
        }

        members.ShouldBe(["StreamName=example", "PartitionKey=a", "Data=hi"]);
        reader.Read().ShouldBeFalse();
    }

    [Fact]
    public void A_time_is_tagged_milliseconds_in_CBOR_and_seconds_in_JSON()
    {
        using var cbor = new WireWriter(WireFormat.Cbor);
        using var json = new WireWriter(WireFormat.Json);
        cbor.Timestamp(1_700_000_000_123);
        json.Timestamp(1_700_000_000_120);

        Convert.ToHexStringLower(cbor.Written.Span).ShouldBe("c11b0000018bcfe5687b");
        Encoding.ASCII.GetString(json.Written.Span).ShouldBe("1700000000.12");
    }

    [Theory]
    [InlineData("""{"Name":true}""", "class java.lang.Boolean can not be converted to an String")]
    [InlineData("""{"Name":1}""", "class com.amazon.coral.value.json.numbers.TruncatingBigNumber can not be converted to an String")]
    [InlineData("""{"Name":[]}""", "Start of list found where not expected")]
    [InlineData("""{"Name":{}}""", "Start of structure or map found where not expected.")]
    [InlineData("""{"Count":"1"}""", "class java.lang.String can not be converted to an Integer")]
    [InlineData("""{"Count":true}""", "class java.lang.Boolean can not be converted to an Integer")]
    [InlineData("""{"Flag":1}""", "class com.amazon.coral.value.json.numbers.TruncatingBigNumber can not be converted to an Boolean")]
    [InlineData("""{"Flag":"maybe"}""", "'MAYBE' can not be converted to an Boolean")]
    [InlineData("""{"Data":true}""", "class java.lang.Boolean can not be converted to a Blob")]
    [InlineData("""{"Data":"abc"}""", "'abc' can not be converted to a Blob: Base64 encoded length is expected a multiple of 4 bytes but found: 3")]
    [InlineData("""{"Data":"ab!c"}""", "'ab!c' can not be converted to a Blob: Invalid Base64 character: '!'")]
    [InlineData("""{"Data":"a b="}""", "'a b=' can not be converted to a Blob: Invalid Base64 character: ' '")]
    [InlineData("""{"Data":"ab=c"}""", "'ab=c' can not be converted to a Blob: Invalid Base64 character: '='")]
    [InlineData("""{"Data":"YWJjZB=="}""", "'YWJjZB==' can not be converted to a Blob: Invalid last non-pad Base64 character dectected")]
    [InlineData("""{"When":"now"}""", "class java.lang.String can not be converted to milliseconds since epoch")]
    [InlineData("""{"Items":"a"}""", "Expected list or null")]
    [InlineData("""{"Items":{}}""", "Start of structure or map found where not expected.")]
    [InlineData("""{"Tags":"a"}""", "Expected map or null")]
    [InlineData("""{"Tags":[]}""", "Start of list found where not expected")]
    public void A_wrong_type_is_told_in_the_words_of_the_service(string body, string message) =>
        Should.Throw<WireTypeException>(() => Read(Encoding.UTF8.GetBytes(body), WireFormat.Json)).Message.ShouldBe(message);

    [Theory]
    [InlineData("{}", "1 validation error detected: Value null at 'name' failed to satisfy constraint: Member must not be null")]
    [InlineData("""{"Name":"ABCDEF"}""", "2 validation errors detected: Value 'ABCDEF' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-z]+; Value 'ABCDEF' at 'name' failed to satisfy constraint: Member must have length less than or equal to 5")]
    [InlineData("""{"Name":"a","Count":100000000000}""", "1 validation error detected: Value '2147483647' at 'count' failed to satisfy constraint: Member must have value less than or equal to 10")]
    [InlineData("""{"Name":"a","Count":0.9}""", "1 validation error detected: Value '0' at 'count' failed to satisfy constraint: Member must have value greater than or equal to 1")]
    [InlineData("""{"Name":"a","Items":["long!"]}""", "1 validation error detected: Value 'long!' at 'items.1.member' failed to satisfy constraint: Member must have length less than or equal to 3")]
    [InlineData("""{"Name":"a","Data":"AAECAwQ="}""", "1 validation error detected: Value 'java.nio.HeapByteBuffer[pos=0 lim=5 cap=5]' at 'data' failed to satisfy constraint: Member must have length less than or equal to 4")]
    [InlineData("""{"Name":"a","Later":1}""", "Later is not supported by this server.")]
    public void Broken_constraints_are_told_in_the_words_of_the_service(string body, string message)
    {
        var errors = new ConstraintErrors(withValues: true);

        Shapes.Check(Read(Encoding.UTF8.GetBytes(body), WireFormat.Json), errors);

        errors.ToFault()!.Message.ShouldBe(message);
    }

    [Fact]
    public void Unknown_members_and_nulls_are_stepped_over_at_every_level() =>
        Read("""{"What":{"is":[1,{"this":null}]},"Name":"a","Count":null}"""u8.ToArray(), WireFormat.Json)
            .ShouldBeEquivalentTo(new Sample { Name = "a" });

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("""{"a":1}x""")]
    [InlineData("true")]
    [InlineData("{a:1}")]
    public void What_is_not_a_whole_structure_is_not_well_formed(string body) =>
        WireReader.IsWellFormed(Encoding.UTF8.GetBytes(body), WireFormat.Json).ShouldBeFalse();

    [Theory]
    [InlineData("a0")] // {}
    [InlineData("bfff")] // {} of indefinite length
    [InlineData("a16161c11a00000001")] // a tagged time
    [InlineData("a161617f6162ff")] // text in chunks
    public void What_is_CBOR_is_well_formed(string hex) =>
        WireReader.IsWellFormed(Convert.FromHexString(hex), WireFormat.Cbor).ShouldBeTrue();

    [Theory]
    [InlineData("a1")]
    [InlineData("a10101")] // a name that is a number
    [InlineData("a161619b7fffffffffffffff")] // a list longer than the body
    [InlineData("a16161c2 01")]
    [InlineData("a16161c1c101")] // a tag on a tag
    [InlineData("a0a0")]
    [InlineData("a161f4")]
    public void What_is_no_CBOR_is_not_well_formed(string hex)
    {
        var bytes = Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
        WireReader.IsWellFormed(bytes, WireFormat.Cbor).ShouldBeFalse();
    }

    private static Sample Read(byte[] body, WireFormat format)
    {
        var reader = new WireReader(body, format);
        reader.Read();
        return Shapes.Read(ref reader)!;
    }

    private static byte[] BytesOf(WireBlob blob)
    {
        var bytes = new byte[blob.MaxLength];
        return bytes[..blob.Decode(bytes)];
    }

    internal sealed class Sample
    {
        public string? Name { get; set; }

        public int? Count { get; set; }

        public bool? Flag { get; set; }

        public byte[]? Data { get; set; }

        public long? When { get; set; }

        public Dictionary<string, string>? Tags { get; set; }

        public List<string?>? Items { get; set; }

        public List<string> NotSupported { get; } = [];
    }
}
