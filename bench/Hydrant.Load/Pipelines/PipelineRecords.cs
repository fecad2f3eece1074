using System.Globalization;
using System.Text;
using Hydrant.Load.Columns;
using Hydrant.Load.Http;

namespace Hydrant.Load.Pipelines;

/// <summary>
/// The records of a web server's log with the customer they belong to, each customer as often as the others, in requests made
/// before the clock runs.
/// </summary>
internal sealed class PipelineRecords
{
    public const int PerRequest = 500;
    private const int Requests = 200;

    public static readonly IReadOnlyList<(string Name, string Type)> Columns =
        [.. AccessRecords.Columns, ("session", "string"), ("referrer", "string")];

    private readonly List<byte[]> _bodies = [];

    public PipelineRecords(string stream, int partitions)
    {
        var random = new Random(11);
        var time = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        var order = Enumerable.Range(0, Math.Max(partitions, Requests * PerRequest) / partitions * partitions).Select(i => i % partitions).ToArray();
        random.Shuffle(order);
        for (var request = 0; request < Requests; request++)
        {
            var body = new StringBuilder($$"""{"DeliveryStreamName":"{{stream}}","Records":[""");
            for (var i = 0; i < PerRequest; i++)
            {
                var number = (request * PerRequest) + i;
                time = time.AddMilliseconds(random.Next(40));
                var record = Encoding.ASCII.GetBytes(Record(random, number, time, order[number % order.Length]));
                Bytes += record.Length;
                body.Append(i == 0 ? "" : ",").Append("""{"Data":""").Append('"').Append(Convert.ToBase64String(record)).Append("\"}");
            }

            _bodies.Add(Encoding.ASCII.GetBytes(body.Append("]}").ToString()));
        }
    }

    /// <summary>Of all requests, as delivered.</summary>
    public long Bytes { get; }

    public double BytesPerRequest => (double)Bytes / Requests;

    public IReadOnlyList<byte[]> Prepare(string authority) =>
        [.. _bodies.Select(body => SignedRequest.Build(authority, "firehose", "Firehose_20150804.PutRecordBatch", body, cbor: false))];

    private static string Record(Random random, long id, DateTime time, int customer)
    {
        Span<byte> session = stackalloc byte[16];
        random.NextBytes(session);
        return AccessRecords.Line(random, id, time)[..^1] + string.Create(
            CultureInfo.InvariantCulture,
            $$""","session":"{{new Guid(session)}}","referrer":"https://www.example.com/search?q={{random.Next(5000)}}&page={{random.Next(9)}}","customer":"c{{customer}}"}""");
    }
}
