using System.Globalization;

namespace Hydrant.Jq.Values;

/// <summary>
/// One JSON value in 16 bytes. Objects and arrays of the input are <see cref="LazyJson"/> until somebody looks inside;
/// a default value is no value at all and says that the step that gave it has failed.
/// </summary>
internal readonly struct JqValue
{
    private static readonly object NullTag = new();
    private static readonly object TrueTag = new();
    private static readonly object FalseTag = new();
    private static readonly object NumberTag = new();

    private readonly object? _ref;
    private readonly double _number;

    private JqValue(object? reference, double number = 0)
    {
        _ref = reference;
        _number = number;
    }

    public static JqValue Null => new(NullTag);

    public static JqValue True => new(TrueTag);

    public static JqValue False => new(FalseTag);

    public static JqValue EmptyArray => new(JqArray.Empty);

    public bool IsInvalid => _ref is null;

    public bool IsNull => ReferenceEquals(_ref, NullTag);

    public bool IsNumber => ReferenceEquals(_ref, NumberTag);

    public bool IsString => _ref is string;

    public bool IsArray => _ref is JqArray || _ref is LazyJson { IsObject: false };

    public bool IsObject => _ref is JqObject || _ref is LazyJson { IsObject: true };

    public bool IsBoolean => ReferenceEquals(_ref, TrueTag) || ReferenceEquals(_ref, FalseTag);

    /// <summary>Everything but null and false is true.</summary>
    public bool IsTruthy => !ReferenceEquals(_ref, NullTag) && !ReferenceEquals(_ref, FalseTag);

    public double Number => _number;

    public string String => (string)_ref!;

    public JqArray Array => _ref as JqArray ?? ((LazyJson)_ref!).Array;

    public JqObject Object => _ref as JqObject ?? ((LazyJson)_ref!).Object;

    /// <summary>The part of the input this value still is; null when it has been opened or was made here.</summary>
    public LazyJson? Lazy => _ref as LazyJson;

    public JqKind Kind => _ref switch
    {
        null => JqKind.Invalid,
        string => JqKind.String,
        JqArray => JqKind.Array,
        JqObject => JqKind.Object,
        LazyJson lazy => lazy.IsObject ? JqKind.Object : JqKind.Array,
        _ when ReferenceEquals(_ref, NumberTag) => JqKind.Number,
        _ when ReferenceEquals(_ref, NullTag) => JqKind.Null,
        _ when ReferenceEquals(_ref, TrueTag) => JqKind.True,
        _ => JqKind.False,
    };

    public string TypeName => Kind switch
    {
        JqKind.Null => "null",
        JqKind.False or JqKind.True => "boolean",
        JqKind.Number => "number",
        JqKind.String => "string",
        JqKind.Array => "array",
        _ => "object",
    };

    public static implicit operator JqValue(double number) => new(NumberTag, number);

    public static implicit operator JqValue(bool truth) => truth ? True : False;

    public static implicit operator JqValue(string text) => new(text);

    public static implicit operator JqValue(JqArray array) => new(array);

    public static implicit operator JqValue(JqObject map) => new(map);

    public static implicit operator JqValue(LazyJson lazy) => new(lazy);

    public override string ToString() =>
        IsNumber ? _number.ToString(CultureInfo.InvariantCulture) : IsString ? String : TypeName;
}
