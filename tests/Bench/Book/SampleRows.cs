using System.Security.Cryptography;
using Campaigns.Signatures;
using Campaigns.Storage;

namespace Campaigns.Bench.Book;

/// <summary>Confirmed signatures as the book stores them, made by the book's own code.</summary>
static class SampleRows
{
    static readonly string[] Countries = ["NO", "PL", "GE", "AM", "KZ", "DE", "FR", "UA"];

    /// <param name="organisations">One of so many people signs for an organisation, and two people sign for each.</param>
    public static BookRow Confirmed(string campaignId, int number, int shards, int organisations, DataKey key)
    {
        var id = Base32.Encode(SHA256.HashData(BitConverter.GetBytes(number)).AsSpan(0, 16));
        return Confirmed(new(ShardKeys.Partition(campaignId, ShardKeys.ShardOf(id, shards)), id), number, organisations, key);
    }

    /// <param name="place">Where it is stored.</param>
    public static BookRow Confirmed(BookRow place, int number, int organisations, DataKey key)
    {
        var isFor = number % organisations == 0;
        var at = DateTimeOffset.UnixEpoch.AddDays(20_000).AddSeconds(number);
        return (place with
        {
            Kind = isFor ? SignatoryKind.Organisation : SignatoryKind.Individual,
            Country = Countries[number / 16 % Countries.Length],
            Publication = Publication.Public,
            Language = "en",
            State = SignatureState.Confirmed,
            TextHash = new string('a', 64),
            RequestedAt = at,
            AskedAt = at,
            MailedAt = at,
            ConfirmedAt = at,
            Mails = 1,
        }).WithDetails(key, new(isFor ? $"Committee {number / organisations / 2}" : "", $"Person {number}", isFor ? "chair" : "", $"person{number}@example.org"));
    }
}
