using System.Globalization;
using Hydrant.Storage;

namespace Hydrant.Server.Composition;

/// <summary>The directory of one server, locked against a second one for as long as this lives.</summary>
internal sealed class DataDirectory : IDisposable
{
    private readonly FileStream _lock;

    private DataDirectory(FileStream held) => _lock = held;

    /// <exception cref="StorageException">Unavailable: another server has it, or it cannot be written.</exception>
    public static DataDirectory Open(string path)
    {
        var file = Path.Combine(path, "lock");
        try
        {
            Directory.CreateDirectory(path);
            var held = new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            held.SetLength(0);
            held.Write(System.Text.Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture) + "\n"));
            held.Flush();
            return new DataDirectory(held);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StorageException(
                StorageFaultKind.Unavailable,
                $"The data directory '{path}' cannot be used: {failure.Message} If another server has it, stop that one, or "
                + "give this one another directory with --data.",
                failure);
        }
    }

    public void Dispose() => _lock.Dispose();
}
