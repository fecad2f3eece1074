using System.Text.Encodings.Web;
using System.Text.Json;

namespace Hydrant.Delivery.Transforms.Fields;

/// <summary>How the transforms read and write JSON.</summary>
internal static class JsonText
{
    /// <summary>Several values may stand behind each other; what is nested deeper is refused, as reading goes down with it.</summary>
    public static readonly JsonReaderOptions Reading = new() { AllowMultipleValues = true, MaxDepth = 128 };

    /// <summary>For text that is nobody's page.</summary>
    public static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A JSON string, with its quotes.</summary>
    public static byte[] Quoted(string text) =>
        [(byte)'"', .. JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes, (byte)'"'];
}
