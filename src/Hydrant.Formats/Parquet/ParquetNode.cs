using Hydrant.Core;
using Hydrant.Formats.Columns;
using Hydrant.Formats.Parquet.Codecs;
using Hydrant.Formats.Parquet.Footer;
using Hydrant.Formats.Parquet.Leaves;
using Hydrant.Formats.Schema;

namespace Hydrant.Formats.Parquet;

/// <summary>
/// A column, or a column within it: what it is called in the file, and how the levels of its leaves follow from nulls
/// and lengths. Definition counts what is there on the way from the row to the value, repetition says which list goes
/// on.
/// </summary>
internal sealed class ParquetNode
{
    private const string List = "list";
    private const string Entry = "key_value";
    private const int Required = 0;
    private const int Optional = 1;
    private const int Repeated = 2;

    private readonly string _name;
    private readonly HiveType _type;
    private readonly bool _isOptional;
    private readonly int _definition;
    private readonly int _repetition;
    private readonly ParquetNode[] _children;
    private readonly LeafWriter? _leaf;
    private readonly Levels _own = new();
    private readonly Levels _inner = new();

    public ParquetNode(HiveField field, bool isOptional, Parent parent)
    {
        (_name, _type, _isOptional) = (field.Name, field.Type, isOptional);
        _definition = parent.Definition + (isOptional ? 1 : 0);
        _repetition = parent.Repetition;
        string[] path = [.. parent.Path, _name];
        var here = parent with { Path = path, Definition = _definition };
        var within = here with { Definition = _definition + 1, Repetition = _repetition + 1 };
        _children = _type.Kind switch
        {
            HiveKind.Struct => [.. _type.Fields.Select(member => new ParquetNode(member, true, here))],
            HiveKind.Array => [new ParquetNode(_type.Fields[0], true, within with { Path = [.. path, List] })],
            HiveKind.Map =>
            [
                new ParquetNode(_type.Fields[0], false, within with { Path = [.. path, Entry] }),
                new ParquetNode(_type.Fields[1], true, within with { Path = [.. path, Entry] }),
            ],
            _ => [],
        };
        if (_type.IsNested) return;
        var shape = new LeafShape(path, _type, _definition, _repetition);
        _leaf = shape.Physical is PhysicalType.ByteArray or PhysicalType.FixedLenByteArray or PhysicalType.Int96
            ? new BytesLeafWriter(shape, parent.Options, parent.Codec, parent.Scratch)
            : new LongLeafWriter(shape, parent.Options, parent.Codec, parent.Scratch);
    }

    /// <summary>The leaves below, in the file's order.</summary>
    public IEnumerable<LeafWriter> Leaves => _leaf is null ? _children.SelectMany(child => child.Leaves) : [_leaf];

    /// <summary>Schema elements this node takes.</summary>
    public int Elements =>
        1 + (_type.Kind is HiveKind.Array or HiveKind.Map ? 1 : 0) + _children.Sum(child => child.Elements);

    /// <summary>Bytes of memory held, leaves included.</summary>
    public long MemoryBytes =>
        (_leaf?.MemoryBytes ?? 0) + _own.Bytes + _inner.Bytes + _children.Sum(child => child.MemoryBytes);

    /// <summary>Appends a column of the table, whose every slot is a row.</summary>
    public void AppendRows(Column column)
    {
        if (_leaf is not null)
        {
            // One optional step and no other: a slot's presence is its level.
            _leaf.Append(column, column.Present, default, column.Slots);
            return;
        }

        _own.Clear();
        _own.Definitions.Add(0, column.Slots);
        Append(column, _own);
    }

    public void WriteSchema(CompactWriter thrift)
    {
        SchemaElements.Write(thrift, _name, _type, _isOptional ? Optional : Required);
        if (_type.Kind is HiveKind.Array or HiveKind.Map)
            SchemaElements.WriteGroup(thrift, _type.Kind == HiveKind.Array ? List : Entry, Repeated, _children.Length);
        foreach (var child in _children) child.WriteSchema(thrift);
    }

    /// <summary>Gives the memory back. Between row groups it may be called, and the node used on.</summary>
    public void Dispose()
    {
        foreach (var child in _children) child.Dispose();
        _leaf?.Dispose();
        _own.Release();
        _inner.Release();
    }

    // The levels end where the parent does: those at its largest definition stand for this column's slots, in order.
    private void Append(Column column, Levels levels)
    {
        if (!ReferenceEquals(levels, _own)) _own.CopyFrom(levels);
        if (_isOptional) AddPresence(column);
        switch (column)
        {
            case StructColumn structs:
                for (var i = 0; i < _children.Length; i++) _children[i].Append(structs.Members[i], _own);
                break;
            case ListColumn lists:
                Expand(lists.Ends);
                _children[0].Append(lists.Element, _inner);
                break;
            case MapColumn maps:
                Expand(maps.Ends);
                _children[0].Append(maps.Key, _inner);
                _children[1].Append(maps.Value, _inner);
                break;
            default:
                Invariant.That(_leaf is not null);
                _leaf.Append(column, _own.Definitions.Items, _own.Repetitions.Items, _own.Definitions.Count);
                break;
        }
    }

    private void AddPresence(Column column)
    {
        var parent = (byte)(_definition - 1);
        var present = column.Present;
        var slot = 0;
        foreach (ref var level in _own.Definitions.Items)
        {
            if (level != parent) continue;
            level += present.IsEmpty ? (byte)1 : present[slot];
            slot++;
        }

        Invariant.That(slot == column.Slots);
    }

    // Every element gets a level of its own; an empty list keeps the one it has.
    private void Expand(ReadOnlySpan<int> ends)
    {
        _inner.Clear();
        var definitions = _own.Definitions.Items;
        var repetitions = _own.Repetitions.Items;
        var list = 0;
        var start = 0;
        for (var i = 0; i < definitions.Length; i++)
        {
            var repetition = repetitions.IsEmpty ? (byte)0 : repetitions[i];
            _inner.Repetitions.Add(repetition);
            if (definitions[i] != _definition)
            {
                _inner.Definitions.Add(definitions[i]);
                continue;
            }

            var count = ends[list] - start;
            start = ends[list++];
            if (count == 0)
            {
                _inner.Definitions.Add((byte)_definition);
                continue;
            }

            _inner.Definitions.Add((byte)(_definition + 1), count);
            _inner.Repetitions.Add((byte)(_repetition + 1), count - 1);
        }
    }

    /// <summary>What a node takes over from the one above.</summary>
    internal sealed record Parent(
        IReadOnlyList<string> Path,
        int Definition,
        int Repetition,
        ParquetOptions Options,
        IPageCodec Codec,
        PageScratch Scratch);

    private sealed class Levels
    {
        public PooledList<byte> Definitions = new();
        public PooledList<byte> Repetitions = new();

        public long Bytes => Definitions.Bytes + Repetitions.Bytes;

        public void CopyFrom(Levels other)
        {
            Clear();
            Definitions.Add(other.Definitions.Items);
            Repetitions.Add(other.Repetitions.Items);
        }

        public void Clear()
        {
            Definitions.Truncate(0);
            Repetitions.Truncate(0);
        }

        public void Release()
        {
            Definitions.Release();
            Repetitions.Release();
        }
    }
}
