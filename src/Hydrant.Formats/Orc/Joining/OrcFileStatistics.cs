using Hydrant.Formats.Orc.Metadata;

namespace Hydrant.Formats.Orc.Joining;

/// <summary>
/// Statistics of a file that is made of others. What cannot be merged is left out, which readers take for "not known";
/// stripes keep theirs as they are.
/// </summary>
internal sealed class OrcFileStatistics
{
    private const int CountField = 1;
    private const int HasNullField = 10;
    private const int BytesField = 11;

    private Column[]? _columns;

    public void Add(IReadOnlyList<ReadOnlyMemory<byte>> columns)
    {
        var parsed = columns.Select(column => new ProtoMessage(column)).ToList();
        if (_columns is null) _columns = [.. parsed.Select(_ => new Column())];

        // Without a statement of one file about each column nothing is known of any.
        if (_columns.Length != parsed.Count) _columns = [];
        for (var i = 0; i < _columns.Length; i++) _columns[i].Add(parsed[i]);
    }

    public IEnumerable<ProtoWriter> Written() => (_columns ?? []).Select(column => column.Written());

    private sealed class Column
    {
        private ulong? _count = 0;
        private ulong? _bytes = 0;
        private bool _hasNull;
        private OrcBounds? _bounds;
        private bool _isUnknown;

        public void Add(ProtoMessage column)
        {
            var count = column.NumberOf(CountField);
            _count = _count + count;
            _bytes = _bytes + column.NumberOf(BytesField);
            _hasNull |= column.NumberOf(HasNullField) is not 0; // Not said is not known.
            if (count == 0) return;
            var bounds = OrcBounds.Of(column);
            if (bounds is null || (_bounds is not null && !_bounds.TryAdd(bounds))) _isUnknown = true;
            _bounds ??= bounds;
        }

        public ProtoWriter Written()
        {
            var message = new ProtoWriter();
            if (_count is { } count) message.Varint(CountField, count);
            if (!_isUnknown) _bounds?.Write(message);
            message.Varint(HasNullField, _hasNull ? 1UL : 0);
            if (_bytes is { } bytes) message.Varint(BytesField, bytes);
            return message;
        }
    }
}
