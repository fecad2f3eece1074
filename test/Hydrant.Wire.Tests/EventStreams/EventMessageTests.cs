using System.Buffers;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Hydrant.Testing.EventStreams;
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
    public void Every_payload_comes_back_and_the_sums_hold() => Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(),
        payload =>
        {
            var headers = EventHeaders.Event("E", WireFormat.Json);
            var output = new ArrayBufferWriter<byte>();
            EventMessage.Write(output, headers, payload);
            var read = EventStreamReader.Read(output.WrittenSpan);
            return read.Payload.AsSpan().SequenceEqual(payload) && read.Type == "E";
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_sum_of_any_bytes_taken_in_any_pieces_is_that_of_the_definition() => Prop.ForAll(
        ArbMap.Default.ArbFor<byte[][]>(),
        pieces =>
        {
            var sum = new Crc32();
            foreach (var piece in pieces) sum.Append(piece);
            return sum.Value == EventStreamReader.Crc32(pieces.SelectMany(piece => piece).ToArray());
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_message_cut_short_or_changed_in_one_bit_is_noticed() => Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(), ArbMap.Default.ArbFor<PositiveInt>(),
        (payload, at) =>
        {
            var message = Write(EventHeaders.Event("E", WireFormat.Json), Convert.ToBase64String(payload));
            message[at.Get % message.Length] ^= (byte)(1 << (at.Get % 8));
            return Throws(() => new EventStreamReader(new MemoryStream(message)).ReadAsync(default).GetAwaiter().GetResult());
        }).QuickCheckThrowOnFailure();

    private static bool Throws(Action read)
    {
        try
        {
            read();
            return false;
        }
        catch (Exception refused) when (refused is InvalidDataException or EndOfStreamException)
        {
            return true;
        }
    }

    private static byte[] Write(EventHeaders headers, string payload)
    {
        var output = new ArrayBufferWriter<byte>();
        EventMessage.Write(output, headers, Encoding.UTF8.GetBytes(payload));
        return output.WrittenSpan.ToArray();
    }
}
