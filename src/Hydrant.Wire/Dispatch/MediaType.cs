using Hydrant.Wire.Shapes;

namespace Hydrant.Wire.Dispatch;

/// <summary>The content types of requests, as far as the protocol tells them apart.</summary>
internal static class MediaType
{
    public const string AwsJson = "application/x-amz-json-1.1";
    public const string AwsCbor = "application/x-amz-cbor-1.1";
    public const string PlainJson = "application/json";

    /// <summary>The type without its parameters, or the empty text.</summary>
    public static string Bare(string? contentType)
    {
        if (contentType is AwsJson or AwsCbor) return contentType;
        var text = contentType ?? "";
        var end = text.IndexOf(';', StringComparison.Ordinal);
        return (end < 0 ? text : text[..end]).Trim().ToLowerInvariant();
    }

    public static string Of(WireFormat format) => format == WireFormat.Json ? AwsJson : AwsCbor;
}
