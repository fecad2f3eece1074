using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Threading.Channels;
using Hydrant.Delivery.Logging;

namespace Hydrant.Server.Composition;

/// <summary>
/// The error logs of delivery streams as files, one for each log group and stream, with the entries that the service would write
/// to CloudWatch Logs (docs/operations/error-logs.md). A file that is full becomes the one before, of which there is one. Entries
/// beyond what the disk takes are left out. Safe from any thread.
/// </summary>
internal sealed class ErrorLogFiles : IErrorLog, IAsyncDisposable
{
    private const int MaxWaiting = 1_000;
    private const int MaxNameChars = 150;
    private const long MaxFileBytes = 16 * 1024 * 1024;

    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Channel<(ErrorLogEntry Entry, DateTimeOffset At)> _waiting =
        Channel.CreateBounded<(ErrorLogEntry, DateTimeOffset)>(new BoundedChannelOptions(MaxWaiting) { FullMode = BoundedChannelFullMode.DropWrite });

    private readonly string _folder;
    private readonly TimeProvider _clock;
    private readonly Task _writing;

    public ErrorLogFiles(string folder, TimeProvider clock)
    {
        (_folder, _clock) = (folder, clock);
        _writing = WriteAsync();
    }

    public void Add(ErrorLogEntry entry) => _waiting.Writer.TryWrite((entry, _clock.GetUtcNow()));

    /// <summary>What waits is written first.</summary>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.Complete();
        await _writing;
    }

    /// <summary>Of that group and stream. Names that are long for a file are cut, and told apart by their hash.</summary>
    internal static string FileOf(string logGroup, string logStream)
    {
        var name = $"{Uri.EscapeDataString(logGroup)}~{Uri.EscapeDataString(logStream)}";
        if (name.Length > MaxNameChars)
            name = $"{name[..MaxNameChars]}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 8))}";
        return name + ".ndjson";
    }

    private async Task WriteAsync()
    {
        await foreach (var (entry, at) in _waiting.Reader.ReadAllAsync())
        {
            try
            {
                var path = Path.Combine(Directory.CreateDirectory(_folder).FullName, FileOf(entry.LogGroup, entry.LogStream));
                if (new FileInfo(path) is { Exists: true, Length: > MaxFileBytes }) File.Move(path, path + ".1", overwrite: true);
                await File.AppendAllBytesAsync(path, LineOf(entry, at));
            }
            catch (IOException)
            {
                // The disk is full, or the folder is gone; the server's own log has the error too.
            }
        }
    }

    private static byte[] LineOf(ErrorLogEntry entry, DateTimeOffset at)
    {
        using var line = new MemoryStream();
        using (var json = new Utf8JsonWriter(line, Plain))
        {
            json.WriteStartObject();
            json.WriteString("timestamp", at.UtcDateTime);
            json.WriteString("deliveryStreamARN", entry.DeliveryStreamArn);
            json.WriteString("destination", entry.Destination);
            json.WriteNumber("deliveryStreamVersionId", entry.VersionId);
            json.WriteString("message", entry.Message);
            json.WriteString("errorCode", entry.ErrorCode);
            json.WriteEndObject();
        }

        line.WriteByte((byte)'\n');
        return line.ToArray();
    }
}
