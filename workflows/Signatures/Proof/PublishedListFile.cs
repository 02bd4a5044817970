using System.Text.Json;

namespace Campaigns.Signatures.Proof;

/// <summary>The published list as a file, written as the book is read: flat in memory however long it is.</summary>
public static class PublishedListFile
{
    public static Task WriteAsync(Stream to, Campaign campaign, ListSeal list, SignatureBook book, CancellationToken cancellation) =>
        JsonSerializer.SerializeAsync(to, Of(campaign, list, book, cancellation), ProofJson.Compact, cancellation);

    /// <summary>To be serialized with <see cref="ProofJson.Compact"/>.</summary>
    public static object Of(Campaign campaign, ListSeal list, SignatureBook book, CancellationToken cancellation) => new
    {
        Format = PublishedList.Format1,
        Campaign = campaign.Id,
        campaign.Title,
        campaign.TextHash,
        list.Root,
        list.Size,
        Entries = book.PublishedLinesAsync(campaign, cancellation),
    };
}
