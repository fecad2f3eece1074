using System.Buffers;
using System.Text.Json;
using Hydrant.Core;

namespace Hydrant.Delivery.Transforms.Fields;

/// <summary>
/// Leaves members of a record's JSON out, gives them other names, and adds new ones. Members where a path ends and that
/// have no new name are left out. All other bytes are kept: white space, the texts of numbers, escapes, order.
/// </summary>
internal ref struct FieldEditor
{
    private readonly ReadOnlySpan<byte> _added;
    private JsonSplice _splice;
    private Utf8JsonReader _reader;

    /// <param name="json">The record.</param>
    /// <param name="added">Members that each value at the top gets, with commas between them; empty for none.</param>
    /// <param name="target">Takes what becomes of the record.</param>
    public FieldEditor(ReadOnlySpan<byte> json, ReadOnlySpan<byte> added, IBufferWriter<byte> target)
    {
        _added = added;
        _splice = new JsonSplice(json, target);
        _reader = new Utf8JsonReader(json, JsonText.Reading);
    }

    public readonly bool IsChanged => _splice.IsChanged;

    /// <summary>What is wrong with the record, or null.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    /// <exception cref="InvalidOperationException">A name in it is no text.</exception>
    public string? Run(FieldNode fields)
    {
        var values = 0;
        for (; _reader.Read(); values++)
        {
            if (_reader.TokenType == JsonTokenType.StartObject) EditObject(fields, isTop: true);
            else if (!_added.IsEmpty) return "The record is no JSON object.";
            else Edit(fields);
        }

        _splice.Finish();
        return values == 0 ? "The record is empty." : null;
    }

    private void Edit(FieldNode? fields)
    {
        if (fields is null || fields.Members.Count == 0)
        {
            _reader.Skip();
        }
        else if (_reader.TokenType == JsonTokenType.StartObject)
        {
            EditObject(fields, isTop: false);
        }
        else if (_reader.TokenType == JsonTokenType.StartArray)
        {
            while (Next() != JsonTokenType.EndArray) Edit(fields);
        }
    }

    private void EditObject(FieldNode fields, bool isTop)
    {
        var start = _reader;
        var kept = -1; // Where the last member ends that is kept.
        var dropped = -1; // Where those begin that are not, as long as none is kept before them.
        var end = 0;
        while (Next() == JsonTokenType.PropertyName)
        {
            var (from, nameEnd) = ((int)_reader.TokenStartIndex, (int)_reader.TokenStartIndex + _reader.ValueSpan.Length + 2);
            var member = fields.Find(ref _reader);
            var isDropped = member is { IsEnd: true } || (member is not { NewToken: not null } && IsReplaced(fields, start));
            if (!isDropped)
            {
                if (dropped >= 0) _splice.Replace(dropped, from, []);
                dropped = -1;
                if (member?.NewToken is { } token) _splice.Replace(from, nameEnd, token);
            }

            Next();
            if (isDropped) _reader.Skip();
            else Edit(member);
            end = (int)_reader.BytesConsumed;
            if (!isDropped) kept = end;
            else if (kept >= 0) _splice.Replace(kept, end, []);
            else if (dropped < 0) dropped = from;
            if (isDropped && kept >= 0) kept = end;
        }

        if (dropped >= 0) _splice.Replace(dropped, end, []);
        if (!isTop || _added.IsEmpty) return;
        var at = kept >= 0 ? kept : dropped >= 0 ? end : (int)_reader.TokenStartIndex;
        _splice.Replace(at, at, kept >= 0 ? ","u8 : []);
        _splice.Replace(at, at, _added);
    }

    // A member whose name another one takes; the other must be there.
    private bool IsReplaced(FieldNode fields, Utf8JsonReader start) => fields.FindRenamedTo(ref _reader) is { } other && other.IsIn(start);

    private JsonTokenType Next()
    {
        var isRead = _reader.Read();
        Invariant.That(isRead);
        return _reader.TokenType;
    }
}
