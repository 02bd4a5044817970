namespace Campaigns.Bench.Frame;

/// <summary>All parts, and those that were asked for.</summary>
public static class Suite
{
    public static IReadOnlyList<Part> All { get; } =
    [
        .. typeof(Suite).Assembly.GetTypes()
            .Where(type => type is { IsAbstract: false } && type.IsSubclassOf(typeof(Part)))
            .Select(type => (Part)Activator.CreateInstance(type)!)
            .OrderBy(part => part.Names[0], StringComparer.Ordinal),
    ];

    /// <summary>The parts of these measurements; a name's beginning up to a dot stands for all of its group.</summary>
    /// <param name="isLong">Without names, those that take minutes, too.</param>
    /// <exception cref="ArgumentException">A name stands for nothing.</exception>
    public static IReadOnlyList<Part> Named(IReadOnlyList<string> names, bool isLong = false)
    {
        foreach (var name in names)
            if (!All.Any(part => part.Names.Any(known => IsMeant(known, name))))
                throw new ArgumentException($"There is no measurement '{name}'. There are: {string.Join(", ", All.SelectMany(part => part.Names))}");
        return names.Count == 0 ? [.. All.Where(part => isLong || !part.IsLong)] : [.. All.Where(part => part.Names.Any(known => names.Any(name => IsMeant(known, name))))];
    }

    /// <summary>Runs one part, on an Azurite of its own.</summary>
    public static async Task<IReadOnlyList<Measurement>> RunAsync(Part part, bool tiny)
    {
        await using var bench = new Workbench(tiny);
        return await part.MeasureAsync(bench);
    }

    static bool IsMeant(string known, string name) => known == name || known.StartsWith(name + ".", StringComparison.Ordinal);
}
