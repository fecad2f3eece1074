using Hydrant.Jq.Json;

namespace Hydrant.Jq.Values;

/// <summary>An object or array of the input that nobody has opened: where its text is. Opening it opens one level.</summary>
internal sealed class LazyJson(byte[] buffer, int start, int length, bool isObject)
{
    private JqArray? _array;
    private JqObject? _object;

    public bool IsObject => isObject;

    public ReadOnlySpan<byte> Text => buffer.AsSpan(start, length);

    public JqArray Array => _array ??= JsonOpener.Array(buffer, start);

    public JqObject Object => _object ??= JsonOpener.Object(buffer, start);

    /// <summary>A member without opening the others.</summary>
    public JqValue Member(FieldName name)
    {
        if (_object is not null) return _object.GetOrNull(name.Text);
        var at = JsonScan.FindMember(buffer, start, name);
        return at < 0 ? JqValue.Null : JsonOpener.Value(buffer, at, out _);
    }
}
