namespace Hydrant.Wire.Shapes;

/// <summary>The types of the AWS models. A service's own shapes are made of these.</summary>
public static class Shape
{
    public static readonly Shape<bool?> Boolean = new BooleanShape();

    public static readonly Shape<long?> Long = new LongShape();

    public static readonly Shape<long?> Timestamp = new TimestampShape();

    public static readonly Shape<string?> AnyString = String();

    /// <summary>Text of so many UTF-16 units that matches the pattern as a whole.</summary>
    public static Shape<string?> String(int min = 0, int max = int.MaxValue, string? pattern = null) =>
        new StringShape(min, max, pattern, values: null);

    /// <summary>The same for a member whose value the service repeats in each constraint error.</summary>
    public static Shape<string?> PrintedString(int min, int max, string pattern) =>
        new StringShape(min, max, pattern, values: null) { IsPrinted = true };

    /// <summary>One of these texts, named in the service's own order.</summary>
    public static Shape<string?> Enum(params string[] values) => new StringShape(0, int.MaxValue, pattern: null, values);

    /// <summary>One of the service's texts, or one of this server's own where quotas are not kept; errors name the service's.</summary>
    public static Shape<string?> WideEnum(string[] values, IEnumerable<string> own) =>
        new StringShape(0, int.MaxValue, pattern: null, values, [.. own]);

    public static Shape<int?> Integer(int min = int.MinValue, int max = int.MaxValue) => new IntegerShape(min, max, max);

    /// <summary>A number with a quota of the service, and what it may be where quotas are not kept.</summary>
    public static Shape<int?> Integer(int min, int quota, int max) => new IntegerShape(min, quota, max);

    public static Shape<double?> Double(double min, double max) => new DoubleShape(min, max);

    /// <summary>Up to so many bytes.</summary>
    public static Shape<byte[]?> Blob(int max) => new BlobShape(max);

    public static Shape<List<T>?> List<T>(Shape<T> item, int min = 0, int max = int.MaxValue) =>
        new ListShape<T>(item, min, max);

    public static Shape<Dictionary<string, string>?> TextMap(
        int max, int maxKey, int maxValue, int min = 1) => new TextMapShape(max, maxKey, maxValue, min);
}
