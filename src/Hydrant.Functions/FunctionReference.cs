using Hydrant.Core;

namespace Hydrant.Functions;

/// <summary>How a caller names a function: by name alone, or by an ARN that says whose it is.</summary>
/// <param name="Name">1 to 64 letters, digits, hyphens and underscores.</param>
/// <param name="Tenant">Null when only the name is given.</param>
/// <param name="Qualifier">Empty, or what stands behind the name.</param>
public readonly record struct FunctionReference(string Name, Tenant? Tenant, string Qualifier)
{
    private const int MaxName = 64;

    /// <summary>Reads <c>NAME</c>, <c>NAME:QUALIFIER</c>, <c>ACCOUNT:function:NAME</c> or an ARN.</summary>
    public static bool TryParse(string text, out FunctionReference reference)
    {
        reference = default;
        var parts = text.Split(':');
        FunctionReference? found = parts switch
        {
            [var name] => new FunctionReference(name, null, ""),
            ["arn", _, "lambda", var region, var account, "function", var name] => new FunctionReference(name, new Tenant(account, region), ""),
            ["arn", _, "lambda", var region, var account, "function", var name, var qualifier] =>
                new FunctionReference(name, new Tenant(account, region), qualifier),
            [_, "function", var name] => new FunctionReference(name, null, ""),
            [_, "function", var name, var qualifier] => new FunctionReference(name, null, qualifier),
            [var name, var qualifier] => new FunctionReference(name, null, qualifier),
            _ => null,
        };
        if (found is not { } valid || !IsName(valid.Name)) return false;

        reference = valid;
        return true;
    }

    public static bool IsName(string text) =>
        text.Length is > 0 and <= MaxName && text.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    public static Arn ArnOf(Tenant tenant, string name) => new("aws", "lambda", tenant.Region, tenant.Account, $"function:{name}");
}
