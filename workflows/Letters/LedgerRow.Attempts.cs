using Azure;
using Campaigns.Storage;

namespace Campaigns.Letters;

/// <summary>What tells one attempt at a letter from another.</summary>
internal sealed partial class LedgerRow
{
    /// <summary>The address that this attempt went to; null: the addressee's first.</summary>
    public byte[]? SealedAddress { get; set; }
    /// <summary>Whether the receiving side refused this address for good, and not only this message.</summary>
    public bool? Hard { get; set; }
    /// <summary>Set when no further address is left to be tried by itself.</summary>
    public bool? NoAlternate { get; set; }
    /// <summary>One of <see cref="HandedOver.Ways"/>; null for a letter that went by mail.</summary>
    public string? Way { get; set; }

    /// <param name="key">Null when the campaign was purged.</param>
    public string? Address(DataKey? key) => SealedAddress is { } sealedOne ? key?.Open<string>(sealedOne, AddressContext) : null;

    public void SendTo(string? address, DataKey key) => SealedAddress = address is null ? null : key.Seal(address, AddressContext);

    string AddressContext => $"{PartitionKey}|{RowKey}|{nameof(SealedAddress)}";

    /// <summary>As it is kept beside the latest attempt.</summary>
    /// <param name="state">Where it ended: a claim that nobody heard of again is of unknown outcome.</param>
    public LedgerRow AsEarlier(LetterState state, DataKey key)
    {
        var earlier = Under(Rows.Attempt(Round, Addressee, Attempt), key);
        earlier.State = state.ToString();
        return earlier;
    }

    /// <summary>As it stood before there was a later attempt.</summary>
    public LedgerRow AsLatest(DataKey key) => Under(Rows.Letter(Round, Addressee), key);

    LedgerRow Under(string name, DataKey key)
    {
        var row = (LedgerRow)MemberwiseClone();
        (row.RowKey, row.ETag) = (name, default(ETag));
        row.Say(Reason(key), key); // what is sealed is bound to the name of its row
        row.SendTo(Address(key), key);
        return row;
    }
}
