using Hydrant.Formats.Orc.Metadata;

namespace Hydrant.Formats.Orc.Joining;

/// <summary>Where a stripe stands in its file.</summary>
internal sealed class OrcStripe
{
    private readonly ulong _index;
    private readonly ulong _data;
    private readonly ulong _footer;
    private readonly ulong _offset;

    /// <exception cref="InvalidDataException">It is encrypted, or has parts beyond all bounds.</exception>
    public OrcStripe(ProtoMessage message)
    {
        if (message.Fields.Any(field => field.Number > 5)) throw new InvalidDataException("a stripe of it is encrypted");
        _offset = message.NumberOf(1) ?? 0;
        (_index, _data, _footer) = (message.NumberOf(2) ?? 0, message.NumberOf(3) ?? 0, message.NumberOf(4) ?? 0);
        Rows = message.NumberOf(5) ?? 0;
        const ulong most = long.MaxValue / 8;
        if (_offset > most || _index > most || _data > most || _footer > most || Rows > most)
            throw new InvalidDataException("a stripe lies outside of it");
    }

    public ulong Rows { get; }

    public long Offset => (long)_offset;

    public long Length => (long)(_index + _data + _footer);

    public bool LiesIn(long first, long end) => Offset >= first && Offset + Length <= end;

    /// <summary>The same stripe at another place.</summary>
    public ProtoWriter At(long offset) =>
        new StripeInformation(offset, (long)_index, (long)_data, (long)_footer, (long)Rows).ToMessage();
}
