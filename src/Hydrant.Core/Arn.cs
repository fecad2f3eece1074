using System.Globalization;

namespace Hydrant.Core;

/// <summary>
/// An Amazon Resource Name: <c>arn:partition:service:region:account:resource</c>. The resource keeps its own colons.
/// </summary>
public sealed record Arn(string Partition, string Service, string Region, string Account, string Resource)
{
    private const int Parts = 6;

    public static Arn Stream(Tenant tenant, StreamName name) =>
        new("aws", "kinesis", tenant.Region, tenant.Account, $"stream/{name}");

    /// <param name="createdAtSeconds">Epoch seconds; tells the consumer from earlier ones of the same name.</param>
    public static Arn Consumer(Arn stream, string name, long createdAtSeconds) =>
        stream with
        {
            Resource = string.Create(CultureInfo.InvariantCulture, $"{stream.Resource}/consumer/{name}:{createdAtSeconds}"),
        };

    public static Arn DeliveryStream(Tenant tenant, string name) =>
        new("aws", "firehose", tenant.Region, tenant.Account, $"deliverystream/{name}");

    /// <summary>The account and Region the resource lives in.</summary>
    public Tenant Tenant => new(Account, Region);

    public static bool TryParse(string text, out Arn arn)
    {
        arn = null!;
        Span<Range> part = stackalloc Range[Parts];
        if (text.AsSpan().Split(part, ':') != Parts || text.AsSpan()[part[0]] is not "arn") return false;

        arn = new Arn(text[part[1]], text[part[2]], text[part[3]], text[part[4]], text[part[5]]);
        return true;
    }

    /// <summary>The name behind <c>stream/</c>, or false when the resource is something else.</summary>
    public bool TryStreamName(out StreamName name)
    {
        name = default;
        const string prefix = "stream/";
        if (Service != "kinesis" || !Resource.StartsWith(prefix, StringComparison.Ordinal)) return false;
        var parsed = StreamName.Parse(Resource[prefix.Length..]);
        if (!parsed.Ok) return false;

        name = parsed.Value;
        return true;
    }

    /// <summary>The parts of <c>stream/NAME/consumer/NAME:SECONDS</c>, or false when the resource is something else.</summary>
    public bool TryConsumer(out StreamName stream, out string name, out long createdAtSeconds)
    {
        (stream, name, createdAtSeconds) = (default, "", 0);
        if (Resource.Split('/') is not ["stream", var streamName, "consumer", var consumer]) return false;
        if (!(this with { Resource = $"stream/{streamName}" }).TryStreamName(out stream)) return false;
        if (consumer.Split(':') is not [var text, var seconds]) return false;

        name = text;
        return long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out createdAtSeconds);
    }

    public override string ToString() => $"arn:{Partition}:{Service}:{Region}:{Account}:{Resource}";
}
