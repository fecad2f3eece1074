using System.Text;
using Hydrant.Delivery.Processing;

namespace Hydrant.Delivery.Transforms.Delimiter;

/// <summary>AppendDelimiterToRecord: Delimiter, as written; <c>\n</c> spelled out means a newline, as does nothing.</summary>
internal sealed class DelimiterKind : ITransformKind
{
    public string Type => "AppendDelimiterToRecord";

    public int Order => 60;

    public string? Mistake(ProcessorSettings settings) => null;

    public ITransform Build(ProcessorSettings settings, TransformParts parts) =>
        new DelimiterTransform(Encoding.UTF8.GetBytes((settings.Find("Delimiter") ?? "\n").Replace("\\n", "\n", StringComparison.Ordinal)));
}
