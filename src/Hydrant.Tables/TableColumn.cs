namespace Hydrant.Tables;

/// <summary>A column of a table.</summary>
/// <param name="Name">As it is spelled in the catalogue.</param>
/// <param name="HiveType">Its type in Hive's words, e.g. <c>struct&lt;a:int,b:array&lt;string&gt;&gt;</c>; not checked here.</param>
public readonly record struct TableColumn(string Name, string HiveType);
