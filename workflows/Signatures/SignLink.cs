namespace Campaigns.Signatures;

/// <summary>What stands behind a <c>/sign/{token}</c> link.</summary>
public enum SignLinkState
{
    /// <summary>The link is not one of ours, or was cut.</summary>
    Invalid,
    /// <summary>Can be confirmed now.</summary>
    Ready,
    /// <summary>The campaign is not open yet.</summary>
    TooEarly,
    /// <summary>The window has closed without this person's confirmation.</summary>
    TooLate,
    /// <summary>Confirmed; waits for vetting.</summary>
    InVetting,
    Signed,
    Withdrawn,
    /// <summary>Withdrawn after the letters had left.</summary>
    WithdrawnLate,
    Declined,
    Refused,
    /// <summary>The coordinator does not count the signature.</summary>
    Invalidated,
    /// <summary>The campaign was cancelled.</summary>
    Cancelled,
    /// <summary>The campaign's personal data was destroyed: nobody knows any more what the link was for.</summary>
    Purged,
    /// <summary>This person had themselves removed.</summary>
    Erased,
}

/// <summary>
/// A link's meaning at this moment. <see cref="Campaign"/> is null only when invalid; <see cref="Signature"/> is null for
/// an invitation that has no answer yet, <see cref="Invitation"/> for a signature asked for through the public form.
/// </summary>
/// <param name="CanWithdraw">For those who have signed: until the list is frozen, and again when the letters have left.</param>
public sealed record SignLink(SignLinkState State, Campaign? Campaign, Signature? Signature, Invitation? Invitation, bool CanWithdraw)
{
    /// <summary>True until the list is frozen, for those who have signed: whether they may choose anew who sees the name.</summary>
    public bool CanChange { get; init; }

    /// <summary>Whether updates on the campaign are mailed to this person.</summary>
    public bool GetsUpdates => Signature?.UpdatesAt is not null;
}
