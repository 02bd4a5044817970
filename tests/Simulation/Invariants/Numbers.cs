using Campaigns.Signatures;

namespace Campaigns.Tests.Simulation;

/// <summary>The count on the page, the confirmed rows, the count of the letters and the leaves of the list are one number.</summary>
static class Numbers
{
    public static IEnumerable<string> Judge(Ending ending)
    {
        var rows = Counted(ending);
        if (ending.Count != rows) yield return $"the page counts {ending.Count}, the rows are {rows}.";
        if (ending.Campaign.FinalCount is { } final && final != rows) yield return $"the letters' count is {final}, the rows are {rows}.";
        if (ending.Campaign.List is { } list && list.Size != rows.Signatures) yield return $"the list has {list.Size} leaves, the rows are {rows}.";
        if (Lifecycle.IsEnded(ending.Campaign) && ending.Campaign.Phase == Phase.Dispatched && ending.Campaign.FinalCount is null) yield return "dispatched without a count.";
    }

    static Count Counted(Ending ending)
    {
        var confirmed = Confirmed(ending).ToList();
        return new(
            confirmed.Where(one => one.Kind == SignatoryKind.Organisation).Select(OrganisationOf).Distinct().Count(),
            confirmed.Select(one => one.Country).Distinct().Count(),
            confirmed.Count(one => one.Kind == SignatoryKind.Individual));
    }

    public static IEnumerable<Signature> Confirmed(Ending ending) => ending.Signatures.Where(one => one.State == SignatureState.Confirmed);

    public static string OrganisationOf(Signature one) => $"{one.Details.Organisation.ToUpperInvariant()} {one.Country}";
}
