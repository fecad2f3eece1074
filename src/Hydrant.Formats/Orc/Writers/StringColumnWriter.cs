using Hydrant.Formats.Columns;
using Hydrant.Formats.Orc.Encodings;
using Hydrant.Formats.Orc.Metadata;
using Hydrant.Formats.Orc.Statistics;
using Hydrant.Formats.Orc.Streams;
using Hydrant.Formats.Schema;

namespace Hydrant.Formats.Orc.Writers;

/// <summary>
/// string, char and varchar. A stripe begins with a dictionary; whether it is worth it is seen at the end of the first
/// row group and again at the end of the stripe, and if it is not, what was gathered is written directly.
/// </summary>
internal sealed class StringColumnWriter : ColumnWriter
{
    private readonly OutStream _bytes;
    private readonly OutStream _lengthBytes;
    private readonly OutStream _dictionaryBytes;
    private readonly IIntegerWriter _lengths;
    private readonly IIntegerWriter _references;
    private readonly StringStatistics _group;
    private readonly TextValues _values;
    private readonly StringDictionary _dictionary = new();
    private readonly List<int> _groupStarts = [];
    private PooledList<int> _numbers = new();
    private readonly bool _isAlwaysDirect;
    private bool _isDirect;

    public StringColumnWriter(WriterContext context, HiveType type, BloomFilter? bloom, bool isMapKey)
        : base(context, static () => new StringStatistics(), bloom)
    {
        // ClickHouse cannot make out the schema of a file whose map keys are in a dictionary.
        _isAlwaysDirect = isMapKey;
        _isDirect = isMapKey;
        _values = new TextValues(type);
        _group = (StringStatistics)Index.Group;
        _bytes = context.NewStream();
        _lengthBytes = context.NewStream();
        _dictionaryBytes = context.NewStream();
        _lengths = context.NewIntegers(_lengthBytes, signed: false);
        _references = context.NewIntegers(_bytes, signed: false);
    }

    public override long EncodedBytes =>
        base.EncodedBytes + _bytes.Length + _lengthBytes.Length + _dictionary.DataBytes + _dictionary.Count
        + ((long)_numbers.Count * BitWidths.Of((ulong)_dictionary.Count) / 8);

    public override long Memory =>
        base.Memory + _bytes.Memory + _lengthBytes.Memory + _dictionaryBytes.Memory + _dictionary.Memory
        + _numbers.Bytes;

    private bool IsDictionaryWorthIt =>
        _dictionary.Count <= Context.Options.DictionaryKeyThreshold * _numbers.Count;

    public override void Clear()
    {
        base.Clear();
        _bytes.Clear();
        _lengthBytes.Clear();
        _dictionaryBytes.Clear();
        ClearDictionary();
        _isDirect = _isAlwaysDirect;
    }

    protected override void BindValues(Column column) => _values.Bind((BytesColumn)column);

    protected override void WriteValues(int from, int count)
    {
        if (_isDirect) WriteDirect(from, count);
        else AddToDictionary(from, count);
    }

    protected override void BeginValueGroup(List<ulong> positions)
    {
        if (_isDirect) RecordDirect(positions);
        else _groupStarts.Add(_numbers.Count);
    }

    protected override void EndValueGroup()
    {
        if (!_isDirect && Index.Groups == 0 && !IsDictionaryWorthIt) TurnDirect();
    }

    protected override void EndValues(StripeParts parts)
    {
        if (!_isDirect && !IsDictionaryWorthIt) TurnDirect();
        var size = _isDirect ? (int?)null : _dictionary.Count;
        if (!_isDirect) WriteDictionary();
        _lengths.Flush();
        parts.AddData(StreamKind.Data, Id, _bytes);
        parts.AddData(StreamKind.Length, Id, _lengthBytes);
        if (!_isDirect) parts.AddData(StreamKind.DictionaryData, Id, _dictionaryBytes);
        parts.AddEncoding(_isDirect ? Context.Direct : Context.Dictionary, size, Index.Bloom is not null);
    }

    private void AddToDictionary(int from, int count)
    {
        var bytes = 0L;
        for (var i = from; i < from + count; i++)
        {
            var value = _values[i];
            var number = _dictionary.Add(value);
            _numbers.Add(number);
            bytes += value.Length;
            if (!_dictionary.IsFirstIn(Index.Groups, number)) continue;
            _group.AddValue(value);
            Index.Bloom?.Add(BloomHash.Of(value));
        }

        _group.AddBytes(bytes);
    }

    private void WriteDirect(int from, int count)
    {
        var bytes = 0L;
        for (var i = from; i < from + count; i++)
        {
            var value = _values[i];
            _group.AddValue(value);
            Index.Bloom?.Add(BloomHash.Of(value));
            _lengths.Write(value.Length);
            bytes += value.Length;
            if (!_values.AreAsStored) _bytes.Write(value);
        }

        _group.AddBytes(bytes);
        if (!_values.AreAsStored) return;
        var ends = _values.Ends;
        _bytes.Write(_values.Data[(from == 0 ? 0 : ends[from - 1])..ends[from + count - 1]]);
    }

    private void RecordDirect(List<ulong> positions)
    {
        _bytes.RecordPosition(positions);
        _lengths.Flush();
        _lengthBytes.RecordPosition(positions);
        positions.Add(0);
    }

    private void TurnDirect()
    {
        var numbers = _numbers.Items;
        for (var group = 0; group < _groupStarts.Count; group++)
        {
            RecordDirect(Index.Positions);
            foreach (var number in numbers[GroupRange(group)])
            {
                var value = _dictionary[number];
                _bytes.Write(value);
                _lengths.Write(value.Length);
            }
        }

        ClearDictionary();
        _isDirect = true;
    }

    // Values by their bytes, then for each row its value's place in that order.
    private void WriteDictionary()
    {
        var sorted = _dictionary.Sorted();
        var places = new int[sorted.Length];
        for (var place = 0; place < sorted.Length; place++)
        {
            var value = _dictionary[sorted[place]];
            places[sorted[place]] = place;
            _dictionaryBytes.Write(value);
            _lengths.Write(value.Length);
        }

        var numbers = _numbers.Items;
        for (var group = 0; group < _groupStarts.Count; group++)
        {
            _references.Flush();
            _bytes.RecordPosition(Index.Positions);
            Index.Positions.Add(0);
            foreach (var number in numbers[GroupRange(group)]) _references.Write(places[number]);
        }

        _references.Flush();
    }

    private Range GroupRange(int group) =>
        _groupStarts[group]..(group + 1 < _groupStarts.Count ? _groupStarts[group + 1] : _numbers.Count);

    private void ClearDictionary()
    {
        _dictionary.Clear();
        _numbers.Release();
        _groupStarts.Clear();
    }
}
