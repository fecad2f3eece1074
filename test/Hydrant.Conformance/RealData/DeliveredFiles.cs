using System.Diagnostics;
using System.Text;
using Hydrant.Formats.Tests.Compression;

namespace Hydrant.Conformance.RealData;

/// <summary>The files of a bucket in the order of their making, decoded by programs and code not the server's.</summary>
internal sealed class DeliveredFiles(string bucket, string format)
{
    private readonly Dictionary<string, List<string>> _read = new(StringComparer.Ordinal);

    public int Count => _read.Count;

    /// <summary>Reads files until they hold so many lines, or for a minute.</summary>
    public async Task<List<string>> LinesAsync(int expected)
    {
        for (var patience = 0; patience < 240; patience++)
        {
            if (Directory.Exists(bucket))
            {
                foreach (var file in Directory.GetFiles(bucket, "*", SearchOption.AllDirectories))
                {
                    if (!_read.ContainsKey(file)) _read[file] = Lines(await DecodeAsync(file));
                }
            }

            if (_read.Values.Sum(lines => lines.Count) >= expected) break;
            await Task.Delay(250, CancellationToken.None);
        }

        return [.. _read.OrderBy(file => File.GetLastWriteTimeUtc(file.Key)).SelectMany(file => file.Value)];
    }

    private async Task<string> DecodeAsync(string file)
    {
        Path.GetExtension(file).ShouldBe(format switch
        {
            "GZIP" => ".gz",
            "ZIP" => ".zip",
            "UNCOMPRESSED" => "",
            _ => ".snappy",
        });
        return format switch
        {
            "GZIP" => (await OtherPrograms.OutputOfAsync(new ProcessStartInfo("zcat", [file]))).Output,
            "ZIP" => (await OtherPrograms.OutputOfAsync(new ProcessStartInfo("unzip", ["-p", file]))).Output,
            _ => Encoding.UTF8.GetString(CompressedReaders.Read(format, await File.ReadAllBytesAsync(file))),
        };
    }

    private static List<string> Lines(string text)
    {
        text.ShouldEndWith("\n");
        return [.. text[..^1].Split('\n')];
    }
}
