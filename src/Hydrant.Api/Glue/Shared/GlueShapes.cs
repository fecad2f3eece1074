using Hydrant.Wire.Shapes;

namespace Hydrant.Api.Glue.Shared;

/// <summary>Types that several operations of Glue share, with the constraints of its model.</summary>
internal static class GlueShapes
{
    // One line: everything but control characters; halves of pairs count as characters here.
    private const string Line = @"[\u0020-\uFFFD\t]*";
    private const string Lines = @"[\u0020-\uFFFD\r\n\t]*";
    private const int MaxParameterChars = 512_000;

    public static readonly Shape<string?> Name = Shape.String(1, 255, Line);

    public static readonly Shape<string?> Description = Shape.String(0, 2048, Lines);

    public static readonly Shape<string?> LocationUri = Shape.String(1, 1024, Lines);

    public static readonly Shape<string?> Location = Shape.String(0, 2056, Lines);

    public static readonly Shape<string?> ColumnType = Shape.String(0, 131_072, Line);

    public static readonly Shape<string?> Comment = Shape.String(0, 255, Line);

    public static readonly Shape<string?> Format = Shape.String(0, 128, Line);

    public static readonly Shape<string?> Version = Shape.String(1, 255, Line);

    public static readonly Shape<string?> ViewText = Shape.String(0, 409_600);

    public static readonly Shape<Dictionary<string, string>?> Parameters =
        Shape.TextMap(int.MaxValue, 255, MaxParameterChars, min: 0);

    public static readonly Shape<Dictionary<string, string>?> Tags = Shape.TextMap(50, 128, 256, min: 0);

    public static readonly Shape<int?> PageSize = Shape.Integer(1, 100);

    public static readonly Shape<string?> NextToken = Shape.AnyString;
}
