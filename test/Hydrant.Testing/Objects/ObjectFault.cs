namespace Hydrant.Testing.Objects;

/// <summary>How one object of a <see cref="FaultyObjectStore"/> goes wrong.</summary>
public enum ObjectFault
{
    /// <summary>It does not.</summary>
    None,

    /// <summary>The writer cannot be had.</summary>
    OnCreate,

    /// <summary>A write fails after the store took some of its bytes.</summary>
    MidWrite,

    /// <summary>The completion fails and nothing is visible.</summary>
    BeforeComplete,

    /// <summary>The completion fails though the object is visible: the answer was lost on the way.</summary>
    AfterComplete,

    /// <summary>The completion takes until somebody cancels it, and nothing is visible.</summary>
    Hang,
}
