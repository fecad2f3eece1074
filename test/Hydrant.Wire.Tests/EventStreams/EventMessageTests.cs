using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Hydrant.Wire.EventStreams;
using Hydrant.Wire.Shapes;

namespace Hydrant.Wire.Tests.EventStreams;

public sealed class EventMessageTests
{
    private const string Continued =
        """{"ContinuationSequenceNumber":"49598630142999655949899443842509554952738656579378741250","MillisBehindLatest":0,"Records":[]}""";

    [Fact]
    public void The_first_message_is_the_known_one_to_the_byte() =>
        Convert.ToHexString(Write(EventHeaders.Event("initial-response", WireFormat.Json), "{}")).ShouldBe(
            "0000007200000060AB820D9E0B3A6576656E742D747970650700"
            + "10696E697469616C2D726573706F6E73650D3A636F6E74656E742D7479706507001A6170706C69636174696F6E2F782D616D7A2D6A736F"
            + "6E2D312E310D3A6D6573736167652D74797065070005" + "6576656E747B7DACAE6B7D");

    [Fact]
    public void An_event_has_the_known_length_and_sums()
    {
        var message = Write(EventHeaders.Event("SubscribeToShardEvent", WireFormat.Json), Continued);

        message.Length.ShouldBe(242);
        Convert.ToHexString(message.AsSpan(0, 12)).ShouldBe("000000F2000000656A0E4983");
        Convert.ToHexString(message.AsSpan(238)).ShouldBe("6FB44927");
    }

    [Fact]
    public void An_exception_has_the_known_length_and_sums()
    {
        var message = Write(EventHeaders.Exception("ResourceInUseException", WireFormat.Json), """{"message":"m"}""");

        message.Length.ShouldBe(141);
        Convert.ToHexString(message.AsSpan(0, 12)).ShouldBe("0000008D0000006E865EE715");
        Convert.ToHexString(message.AsSpan(137)).ShouldBe("D41C0289");
    }

    [Fact]
    public void A_payload_in_CBOR_says_so() =>
        Encoding.Latin1.GetString(EventHeaders.Event("E", WireFormat.Cbor).Bytes).ShouldContain("application/x-amz-cbor-1.1");

    [Fact]
    public void Every_payload_comes_back_and_both_sums_hold() => Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(),
        payload =>
        {
            var headers = EventHeaders.Event("E", WireFormat.Json);
            var output = new ArrayBufferWriter<byte>();
            EventMessage.Write(output, headers, payload);
            var message = output.WrittenSpan;
            return BinaryPrimitives.ReadInt32BigEndian(message) == message.Length
                && BinaryPrimitives.ReadUInt32BigEndian(message[8..]) == SlowSum(message[..8])
                && BinaryPrimitives.ReadUInt32BigEndian(message[^4..]) == SlowSum(message[..^4])
                && message[(12 + headers.Bytes.Length)..^4].SequenceEqual(payload);
        }).QuickCheckThrowOnFailure();

    private static byte[] Write(EventHeaders headers, string payload)
    {
        var output = new ArrayBufferWriter<byte>();
        EventMessage.Write(output, headers, Encoding.UTF8.GetBytes(payload));
        return output.WrittenSpan.ToArray();
    }

    // The definition, a bit at a time.
    private static uint SlowSum(ReadOnlySpan<byte> bytes)
    {
        var crc = ~0u;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320u;
        }

        return ~crc;
    }
}
