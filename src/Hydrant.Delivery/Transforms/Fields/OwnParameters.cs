namespace Hydrant.Delivery.Transforms.Fields;

/// <summary>What is asked of the parameters of every processor that the service does not have.</summary>
internal static class OwnParameters
{
    /// <summary>What is wrong with their names, or null.</summary>
    /// <param name="settings">As given.</param>
    /// <param name="names">Those that the processor has.</param>
    /// <param name="repeated">The one that may be given several times; null for none.</param>
    public static string? Mistake(ProcessorSettings settings, IReadOnlyList<string> names, string? repeated = null)
    {
        foreach (var same in settings.Parameters.GroupBy(parameter => parameter.Key))
        {
            if (!names.Contains(same.Key))
                return $"{same.Key} is no parameter of the {settings.Type} processor, which has {string.Join(", ", names)}.";
            if (same.Key != repeated && same.Count() > 1) return $"{same.Key} is given more than once to the {settings.Type} processor.";
        }

        return null;
    }

    public static string Missing(ProcessorSettings settings, string name) => $"{name} is required when {settings.Type} processor is used.";
}
