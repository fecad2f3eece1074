using System.Globalization;
using Hydrant.Core;
using Hydrant.Delivery.Buffering;
using Hydrant.Delivery.Processing;

namespace Hydrant.Delivery.Transforms.Lambda;

/// <summary>Lambda: LambdaArn, NumberOfRetries, RoleArn, BufferSizeInMBs, BufferIntervalInSeconds.</summary>
internal sealed class LambdaKind : ITransformKind
{
    private const int DefaultRetries = 3;
    private const int MaxRetries = 300;
    private const double DefaultMB = 1;
    private const int DefaultSeconds = 60;

    public string Type => "Lambda";

    public int Order => 40;

    public string? Mistake(ProcessorSettings settings)
    {
        if (settings.Find("LambdaArn") is null) return "LambdaArn is required when Lambda processor is used.";
        if (settings.Find("NumberOfRetries") is { } retries && (!TryWhole(retries, out var count) || count is < 0 or > MaxRetries))
            return "Number of retries for lambda must be between 0 and 300.";
        if (settings.Find("BufferSizeInMBs") is { } size && (!TryNumber(size, out var megabytes) || megabytes is < 0.2 or > 3))
            return "BufferSizeInMBs for lambda processor must be between 0.2 and 3.";
        if (settings.Find("BufferIntervalInSeconds") is { } interval
            && (!TryWhole(interval, out var seconds) || seconds is < 0 or > FirehoseLimits.MaxBufferSeconds))
            return "BufferIntervalInSeconds for lambda processor must be between 0 and 900.";
        return null;
    }

    public ITransform Build(ProcessorSettings settings, TransformParts parts) => new LambdaTransform(
        new LambdaSettings(
            settings.Find("LambdaArn")!,
            settings.Find("NumberOfRetries") is { } retries && TryWhole(retries, out var count) ? count : DefaultRetries,
            parts.Stream)
        {
            PartitionKeys = parts.LambdaKeys,
        },
        parts.Functions,
        parts.Ids,
        parts.Clock);

    public BufferingHints? Batching(ProcessorSettings settings)
    {
        var size = settings.Find("BufferSizeInMBs") is { } given && TryNumber(given, out var megabytes) ? megabytes : DefaultMB;
        var seconds = settings.Find("BufferIntervalInSeconds") is { } text && TryWhole(text, out var interval) ? interval : DefaultSeconds;
        return new BufferingHints(new ByteSize((long)(size * 1024 * 1024)), TimeSpan.FromSeconds(seconds));
    }

    private static bool TryWhole(string text, out int number) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);

    private static bool TryNumber(string text, out double number) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
}
