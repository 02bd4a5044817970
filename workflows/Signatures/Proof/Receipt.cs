using System.Text.Json;

namespace Campaigns.Signatures.Proof;

/// <summary>
/// What a person who signed may keep: <c>campaigns-receipt-1</c> of <c>docs/verify/README.md</c>. Holds a name: for the hands
/// of its owner only.
/// </summary>
/// <param name="Statement">The absolute address of the campaign's page.</param>
/// <param name="Language">BCP 47 tag of the language that the person signed in.</param>
/// <param name="Languages">Of the texts that the text hash covers.</param>
/// <param name="Proof">Null before the list is frozen.</param>
public sealed record Receipt(
    string Format, string Campaign, string Title, string Statement, string Language, IReadOnlyList<string> Languages, ListEntry Entry, ListProof? Proof = null)
{
    public const string Format1 = "campaigns-receipt-1";

    public string ToJson() => JsonSerializer.Serialize(this, ProofJson.Written);

    /// <summary>The receipt in a text that may have other words around it; null when there is none.</summary>
    public static Receipt? Read(string text) =>
        ProofJson.Read<Receipt>(text) is { Format: Format1 } receipt && receipt.Proof?.IsWellFormed != false ? receipt : null;
}

/// <summary>That an entry is in a list: all hashes are hexadecimal digits in lower case.</summary>
/// <param name="Salt">16 bytes.</param>
/// <param name="Leaf">Of the entry.</param>
/// <param name="Index">The line's place in the list, from 0.</param>
/// <param name="Size">Lines of the list.</param>
/// <param name="Path">The neighbours on the way to the root, from below.</param>
/// <param name="Root">Of the list, as printed in the letters.</param>
public sealed record ListProof(string Salt, string Leaf, int Index, int Size, IReadOnlyList<string> Path, string Root)
{
    internal bool IsWellFormed =>
        ProofJson.IsHex(Salt, ListEntry.SaltSize) && Path.Prepend(Leaf).Append(Root).All(hash => ProofJson.IsHex(hash, Merkle.Size));

    /// <summary>Whether the path leads from the leaf to the root.</summary>
    internal bool Leads() =>
        Merkle.Climb(Convert.FromHexString(Leaf), Index, Size, [.. Path.Select(Convert.FromHexString)]) is { } root && Convert.ToHexStringLower(root) == Root;
}
