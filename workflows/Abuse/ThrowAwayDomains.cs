using System.Collections.Frozen;

namespace Campaigns.Abuse;

/// <summary>Services that give anybody an address for some minutes: <c>ThrowAwayDomains.txt</c>, one domain a line.</summary>
public static class ThrowAwayDomains
{
    static readonly FrozenSet<string> Known = Read().ToFrozenSet(StringComparer.Ordinal);

    public static int Count => Known.Count;

    /// <summary>Whether the domain, or one above it, is such a service.</summary>
    public static bool Has(string domain)
    {
        for (var at = 0; at >= 0 && domain.IndexOf('.', at) >= 0; at = domain.IndexOf('.', at) + 1)
            if (Known.Contains(domain[at..])) return true;
        return false;
    }

    static IEnumerable<string> Read()
    {
        using var file = new StreamReader(typeof(ThrowAwayDomains).Assembly.GetManifestResourceStream("Campaigns.Abuse.ThrowAwayDomains.txt")!);
        while (file.ReadLine() is { } line)
            if (line.Trim() is { Length: > 0 } domain && domain[0] != '#') yield return domain;
    }
}
