namespace Hydrant.Core;

/// <summary>A value, or the reason why the caller cannot have it. Expected failures travel in it; they are never thrown.</summary>
/// <typeparam name="T">What the caller asked for.</typeparam>
public readonly struct Outcome<T>
{
    private readonly T? _value;
    private readonly Fault? _fault;

    private Outcome(T? value, Fault? fault)
    {
        _value = value;
        _fault = fault;
    }

    /// <summary>True when there is a <see cref="Value"/>.</summary>
    public bool Ok => _fault is null;

    /// <summary>The answer. Asking for it when <see cref="Ok"/> is false is a broken invariant.</summary>
    public T Value => _fault is null ? _value! : throw new InvariantException($"a fault was read as a value: {_fault}");

    /// <summary>The reason. Asking for it when <see cref="Ok"/> is true is a broken invariant.</summary>
    public Fault Fault => _fault ?? throw new InvariantException("a value was read as a fault");

    /// <summary>For interfaces, which have no conversions.</summary>
    public static Outcome<T> Of(T value) => new(value, null);

    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(Fault fault) => new(default, fault);

    public override string ToString() => Ok ? $"{_value}" : $"{_fault}";
}
