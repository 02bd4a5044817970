using Campaigns.Audit;
using Campaigns.Functions.Entrance;
using Campaigns.Functions.Pages;

namespace Campaigns.Functions.Operators.Audit;

/// <param name="Before">The number before which the page begins; 0: the newest.</param>
/// <param name="Finding">Null when nobody asked for it.</param>
public sealed record AuditView(Staff Staff, AuditFilter Filter, long Before, AuditLines Page, AuditFinding? Finding) : IView<AuditPage>
{
    /// <summary>The same rows at another address; names in it are ids and codes, never people.</summary>
    public string Link(string path, long before = 0, string? person = null, bool verify = false)
    {
        var parts = new (string Name, string Value)[]
        {
            ("subject", Filter.Subject), ("person", person ?? Filter.Person), ("act", Filter.Action), ("before", before > 0 ? FormattableString.Invariant($"{before}") : ""), ("verify", verify ? "yes" : ""),
        };
        var query = string.Join('&', parts.Where(part => part.Value.Length > 0).Select(part => $"{part.Name}={Uri.EscapeDataString(part.Value)}"));
        return query.Length == 0 ? path : $"{path}?{query}";
    }
}
