using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using Hydrant.Core;
using Hydrant.Storage;

namespace Hydrant.Api.Lambda.Catalog;

/// <summary>
/// The code of uploaded functions, unpacked in folders named by the hash of their zip file. A folder appears whole and
/// never changes. What a zip file may not do: leave its folder, hold links, or be larger than Lambda allows.
/// </summary>
/// <param name="root">Where the folders are; below <paramref name="state"/>, which is durable already.</param>
internal sealed class CodeStore(string root, string state, IIdSource ids)
{
    /// <summary>As Lambda has it, in bytes.</summary>
    public const long MaxUnzipped = 262_144_000;

    private const int MaxEntries = 100_000;
    private const int LinkType = 0xA000;
    private const int TypeMask = 0xF000;
    private const int DefaultMode = 0b110_100_100;
    private const int ExecutableMode = 0b111_101_101;

    public string DirectoryOf(string hash) => Path.Combine(root, hash);

    /// <summary>Unpacks it, unless it was before; the hash it is found by.</summary>
    public async ValueTask<Outcome<string>> AddAsync(byte[] zip, CancellationToken ct)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(zip));
        if (Directory.Exists(DirectoryOf(hash))) return hash;

        var unfinished = Path.Combine(root, $"unpacking-{ids.NewGuid():N}");
        Directory.CreateDirectory(unfinished);
        try
        {
            if (await UnpackAsync(zip, unfinished, ct) is { } fault) return fault;
            foreach (var each in Directory.EnumerateDirectories(unfinished, "*", SearchOption.AllDirectories)) DirectorySync.Sync(each);
            DirectorySync.Sync(unfinished);
            Directory.Move(unfinished, DirectoryOf(hash));
            for (var at = root; at is not null && at.Length >= state.Length; at = Path.GetDirectoryName(at)) DirectorySync.Sync(at);
            return hash;
        }
        catch (IOException) when (Directory.Exists(DirectoryOf(hash)))
        {
            return hash; // The same code came twice at once.
        }
        catch (IOException failure)
        {
            throw new StorageException(StorageFaultKind.Unavailable, $"The code cannot be unpacked: {failure.Message}", failure);
        }
        catch (InvalidDataException)
        {
            return Fault.InvalidArgument("Could not unzip uploaded file. Please check your file, then try to upload again.");
        }
        finally
        {
            if (Directory.Exists(unfinished)) Directory.Delete(unfinished, recursive: true);
        }
    }

    /// <summary>Removes the folders that no function has. Only before any function runs.</summary>
    public void KeepOnly(IReadOnlySet<string> hashes)
    {
        if (!Directory.Exists(root)) return;
        foreach (var folder in Directory.EnumerateDirectories(root))
        {
            if (!hashes.Contains(Path.GetFileName(folder))) Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<Fault?> UnpackAsync(byte[] zip, string folder, CancellationToken ct)
    {
        await using var archive = new ZipArchive(new MemoryStream(zip, writable: false), ZipArchiveMode.Read);
        if (archive.Entries.Count > MaxEntries) return TooLarge();
        var left = MaxUnzipped;
        foreach (var entry in archive.Entries)
        {
            var mode = entry.ExternalAttributes >> 16;
            if ((mode & TypeMask) == LinkType) return Fault.InvalidArgument($"The zip file holds a link, '{entry.FullName}'.");
            var target = Path.GetFullPath(Path.Combine(folder, entry.FullName));
            if (!target.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal))
                return Fault.InvalidArgument($"The zip file's entry '{entry.FullName}' leaves its folder.");

            if (entry.FullName.EndsWith('/'))
            {
                Directory.CreateDirectory(target);
                continue;
            }

            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            left = await CopyAsync(entry, target, left, ct);
            if (left < 0) return TooLarge();
            SetMode(target, entry.FullName == "bootstrap" ? ExecutableMode : mode);
        }

        return null;
    }

    /// <summary>What is left of the allowance; below zero when the entry is larger, whatever it says of itself.</summary>
    private static async Task<long> CopyAsync(ZipArchiveEntry entry, string target, long left, CancellationToken ct)
    {
        await using var source = await entry.OpenAsync(ct);
        await using var file = new FileStream(target, FileMode.CreateNew, FileAccess.Write);
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await source.ReadAsync(buffer, ct)) > 0)
        {
            left -= read;
            if (left < 0) return left;
            await file.WriteAsync(buffer.AsMemory(0, read), ct);
        }

        file.Flush(flushToDisk: true);
        return left;
    }

    private static void SetMode(string file, int mode)
    {
        if (OperatingSystem.IsWindows()) return;
        var bits = mode & 0b111_111_111;
        File.SetUnixFileMode(file, (UnixFileMode)((bits == 0 ? DefaultMode : bits) | DefaultMode));
    }

    private static Fault TooLarge() => Fault.InvalidArgument(
        string.Create(CultureInfo.InvariantCulture, $"Unzipped size must be smaller than {MaxUnzipped} bytes"));
}
