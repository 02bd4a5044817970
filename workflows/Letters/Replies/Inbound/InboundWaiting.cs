using System.Collections.Concurrent;

namespace Campaigns.Letters.Replies.Inbound;

/// <summary>
/// At which letters replies that came by mail wait, and how many: as far as this process took them or settled them. Whatever is over <see cref="Limits.Replies"/> is
/// not taken, so the fullest letter is the one to know. Only in memory.
/// </summary>
public sealed class InboundWaiting
{
    readonly ConcurrentDictionary<(string Campaign, int Addressee), int> letters = new();

    /// <summary>How many wait at the fullest letter.</summary>
    public int Most => letters.Values.DefaultIfEmpty().Max();

    internal void Note(string campaignId, int addressee, int waiting)
    {
        if (waiting > 0) letters[(campaignId, addressee)] = waiting;
        else letters.TryRemove((campaignId, addressee), out _);
    }

    /// <summary>A coordinator has said what one of them is.</summary>
    internal void Settled(string campaignId, int addressee)
    {
        if (letters.TryGetValue((campaignId, addressee), out var waiting)) Note(campaignId, addressee, waiting - 1);
    }
}
