using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Hydrant.Core;

/// <summary>Checks our own reasoning, in release builds too. A caller's mistake is a <see cref="Fault"/>, never this.</summary>
public static class Invariant
{
    /// <summary>Throws <see cref="InvariantException"/>, with the claim's own text, when the claim does not hold.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void That(
        [DoesNotReturnIf(false)] bool holds,
        [CallerArgumentExpression(nameof(holds))] string claim = "")
    {
        if (!holds) Fail(claim);
    }

    [DoesNotReturn]
    private static void Fail(string claim) => throw new InvariantException(claim);
}
