using System.Collections.Immutable;
using System.Text;

namespace Campaigns.Networks.Offices;

/// <summary>
/// Offices that come with the product, as structure: who is written to at such a place, and how. The addresses are made up (example.org), and
/// stay so until the network fills in its own.
/// </summary>
public static class OfficePresets
{
    /// <summary>The delegations of the 57 participating States of the OSCE; the members of a session of the UN Human Rights Council; institutions of the EU.</summary>
    public static readonly ImmutableArray<string> Names = ["participating-states", "un-session", "eu-institutions"];

    /// <summary>The offices of a preset that the directory does not have. What is there stays untouched.</summary>
    public static IReadOnlyList<Office> Missing(string preset, IReadOnlyList<Office> directory) =>
        [.. OfficeImport.Plan(directory, Read(preset)).Where(change => change.IsNew).Select(change => change.After)];

    internal static IReadOnlyList<OfficeLine> Read(string preset) => OfficeCsv.Read(Text(preset)) is { Errors.Count: 0 } file
        ? file.Lines
        : throw new InvalidOperationException($"The preset {preset} has broken lines.");

    static string Text(string preset)
    {
        using var file = new StreamReader(
            typeof(OfficePresets).Assembly.GetManifestResourceStream($"Campaigns.Networks.Offices.{preset}.csv")
            ?? throw new InvalidOperationException($"The preset {preset} is not in the assembly."), Encoding.UTF8);
        return file.ReadToEnd();
    }
}
