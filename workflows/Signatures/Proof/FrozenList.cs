namespace Campaigns.Signatures.Proof;

/// <summary>What was read from the rows in one go when the list was frozen, so that its parts agree.</summary>
public sealed record FrozenList(Count Count, ListSeal List);
