namespace Hydrant.Formats.Orc;

/// <summary>The format's version, hence the encodings a file may use.</summary>
public enum OrcVersion
{
    /// <summary>Hive 0.11: integers in run length encoding version 1.</summary>
    V011,

    /// <summary>Hive 0.12: integers in run length encoding version 2.</summary>
    V012,
}
