using Campaigns.Storage;

namespace Campaigns.Networks;

/// <summary>Rows of the table <c>Networks</c>. The partition is the network's id; the partition <c>index</c> lists them.</summary>
static class NetworkRows
{
    public const string Index = "index";
    public const string Organisations = "organisation|";
    public const string Members = "member|";
    public const string Lists = "list|";
    /// <summary>Partition of what belongs to campaigns of no network. No network can have this id: it is too short.</summary>
    public const string Unassigned = "unassigned";
    const int IdLength = 16;

    public static string NewId() => Base32.Random(IdLength);

    /// <summary>Whether the text can be an id: anything else never reaches the table.</summary>
    public static bool IsId(string? text) => text?.Length == IdLength && Base32.Is(text);

    /// <summary>An address always has the same rows; whoever has the tables without the key cannot test one against them.</summary>
    public static string Member(DataKey key, string addressKey, NetworkRole role) => $"{Members}{key.Hash("member", addressKey)}|{role}";
}
