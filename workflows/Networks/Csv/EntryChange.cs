using System.Collections.Immutable;

namespace Campaigns.Networks;

/// <summary>What an import does to one entry of a directory.</summary>
/// <param name="Changes">Which columns change, with what is there now and what will be; empty for a new one, or when nothing does.</param>
public abstract record EntryChange(ImmutableArray<(string Column, string From, string To)> Changes)
{
    /// <summary>What it is called afterwards.</summary>
    public abstract string Name { get; }
    public abstract string Country { get; }
    public abstract bool IsNew { get; }
    public bool IsChanged => !IsNew && !Changes.IsEmpty;

    /// <summary>Those of the columns that differ.</summary>
    internal static ImmutableArray<(string, string, string)> Differences(params ReadOnlySpan<(string Column, string From, string To)> columns)
    {
        var differing = ImmutableArray.CreateBuilder<(string, string, string)>();
        foreach (var column in columns)
            if (column.From != column.To) differing.Add(column);
        return differing.ToImmutable();
    }
}
