using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Campaigns.Functions.Operators.History;

/// <summary>What is looked for in a history; it stands in the address. What cannot be read there is as if it were not there.</summary>
/// <param name="Instance">The orchestration.</param>
/// <param name="Kind">One of <see cref="Kinds"/>; empty: all.</param>
/// <param name="Name">Part of a name, in any case; empty: all.</param>
/// <param name="Page">From 1.</param>
public sealed record HistoryFilter(string CampaignId, string Instance, string Kind, string Name, int Page)
{
    public const int PageSize = 100;
    const int LongestName = 100;

    /// <summary>Those of <see cref="ActKind"/>, and everything that failed or was cancelled.</summary>
    public static readonly IReadOnlyList<string> Kinds = ["activity", "timer", "child", "event", "run", "failed", "cancelled"];

    public static HistoryFilter Read(string campaignId, IQueryCollection query)
    {
        var (instance, kind, name) = ($"{query["instance"]}", $"{query["kind"]}", $"{query["name"]}".Trim());
        return new(
            campaignId, instance.StartsWith(campaignId + "-", StringComparison.Ordinal) ? instance : campaignId, Kinds.Contains(kind) ? kind : "", name[..Math.Min(name.Length, LongestName)],
            int.TryParse(query["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page > 0 ? page : 1);
    }

    public bool Takes(HistoryAct act) => IsOfKind(act) && (Name.Length == 0 || act.Name.Contains(Name.Replace(" ", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase));

    /// <summary>Where the same is found; what is empty is left out.</summary>
    public string Address
    {
        get
        {
            var parts = new[] { ("instance", Instance == CampaignId ? "" : Instance), ("kind", Kind), ("name", Name), ("page", Page == 1 ? "" : Page.ToString(CultureInfo.InvariantCulture)) }.Where(part => part.Item2.Length > 0);
            var query = string.Join('&', parts.Select(part => $"{part.Item1}={Uri.EscapeDataString(part.Item2)}"));
            return $"/ops/{CampaignId}/history{(query.Length == 0 ? "" : "?")}{query}";
        }
    }

    bool IsOfKind(HistoryAct act) => Kind switch
    {
        "" => true,
        "failed" => act.HasFailed,
        "cancelled" => act.Outcome == ActOutcome.Cancelled,
        _ => act.Kind.ToString().Equals(Kind, StringComparison.OrdinalIgnoreCase),
    };
}
