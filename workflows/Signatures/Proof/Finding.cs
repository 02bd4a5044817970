using System.Collections.Immutable;

namespace Campaigns.Signatures.Proof;

/// <summary>One thing that was looked at, said by the text <c>Verify_{What}</c> with the arguments.</summary>
/// <param name="What">
/// Of a receipt: NotAReceipt, NoProof, Whole, Changed, Included, NotIncluded. Of a list: NotAList, ListWhole, ListChanged, LinesHold,
/// LineChanged. Of both: HasReceipt, LacksReceipt, OtherList. Of the campaign: RootKnown, RootOther, TextOther, NotClosed, NoCampaign.
/// </param>
public sealed record Finding(string What, bool Holds, ImmutableArray<object> Arguments)
{
    internal static Finding Yes(string what, params object[] arguments) => new(what, true, [.. arguments]);
    internal static Finding No(string what, params object[] arguments) => new(what, false, [.. arguments]);
}

/// <summary>What was found, in the order in which it is told. <see cref="Receipt"/> is null when none was readable.</summary>
public sealed record Findings(ImmutableArray<Finding> All, Receipt? Receipt)
{
    public bool Hold => All.Length > 0 && All.All(finding => finding.Holds);
}
