using System.Runtime.InteropServices;
using Hydrant.Core;
using Hydrant.Formats.Columns;

namespace Hydrant.Formats.Parquet.Codecs;

/// <summary>Zstandard by the system's own library, at its usual level.</summary>
internal sealed partial class ZstdPages : IPageCodec
{
    public const string Library = "libzstd.so.1";
    private const int Level = 3;

    private readonly Context _context = ZSTD_createCCtx();

    /// <summary>Whether the library is there.</summary>
    public static bool IsAvailable { get; } = NativeLibrary.TryLoad(Library, out _);

    public int Code => 6;

    public void Compress(ReadOnlySpan<byte> page, ByteBuffer output)
    {
        var bound = (int)ZSTD_compressBound((nuint)page.Length);
        var room = output.Room(bound);
        var written = ZSTD_compressCCtx(_context, room, (nuint)room.Length, page, (nuint)page.Length, Level);
        Invariant.That(ZSTD_isError(written) == 0);
        output.Advance((int)written);
    }

    public void Dispose() => _context.Dispose();

    [LibraryImport(Library)]
    private static partial Context ZSTD_createCCtx();

    [LibraryImport(Library)]
    private static partial nuint ZSTD_freeCCtx(nint context);

    [LibraryImport(Library)]
    private static partial nuint ZSTD_compressBound(nuint length);

    [LibraryImport(Library)]
    private static partial uint ZSTD_isError(nuint code);

    [LibraryImport(Library)]
    private static partial nuint ZSTD_compressCCtx(
        Context context, Span<byte> output, nuint outputLength, ReadOnlySpan<byte> input, nuint inputLength, int level);

    private sealed class Context : SafeHandle
    {
        public Context()
            : base(0, ownsHandle: true)
        {
        }

        public override bool IsInvalid => handle == 0;

        protected override bool ReleaseHandle() => ZSTD_freeCCtx(handle) == 0;
    }
}
