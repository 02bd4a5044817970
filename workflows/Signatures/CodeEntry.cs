using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Azure.Data.Tables;
using Campaigns.Access;
using Campaigns.Checks;
using Campaigns.Storage;

namespace Campaigns.Signatures;

/// <summary>
/// Finds the link that an address and a typed code stand for. It reads no signature: the work and the answer are the same
/// whether or not the address has signed anything, and a code that is right says only what its reader has in the mail.
/// </summary>
/// <remarks>Guessing: 40 bits for each address and campaign, ten tries an hour for an address, and a bound for all addresses together.
/// Past a limit every code is wrong; the links in the mails still serve.</remarks>
public sealed class CodeEntry(CampaignTables tables, KeyRing keys, ICampaignSource campaigns, TimeProvider time)
{
    /// <summary>Tries with one address in <see cref="Span"/>, right ones too.</summary>
    public const int TriesOfAnAddress = 10;
    /// <summary>Tries with all addresses together, whatever campaign they aim at.</summary>
    public const int TriesInAll = 60_000;
    public static readonly TimeSpan Span = TimeSpan.FromHours(1);

    /// <summary>How long after its end the codes of a campaign still lead to the receipt.</summary>
    static readonly TimeSpan Aftermath = TimeSpan.FromDays(90);

    readonly SignInQuota quota = new(tables.Access, time);

    /// <returns>The path of the link (<c>/sign/{token}</c>); null when the two do not belong together, or after too many tries.</returns>
    public async Task<string?> FindAsync(string email, string code, CancellationToken cancellation = default)
    {
        if (!EmailAddress.TryParse(email, out var address)) return null;
        var typed = Encoding.ASCII.GetBytes(SignCodes.Read(code) ?? "");
        var within = await TakeAsync(keys.Access.Hash("code", address.Key), TriesOfAnAddress, cancellation)
            & await TakeAsync("codes", TriesInAll, cancellation);
        string? path = null;
        await foreach (var id in CampaignsAsync(cancellation))
            if (await KeyAsync(id, cancellation) is { } key)
                path ??= await PathAsync(id, key, address, typed, cancellation);
        return within ? path : null;
    }

    /// <summary>Null also for one that the master key does not open: a single broken campaign must not close the page for all.</summary>
    async Task<DataKey?> KeyAsync(string id, CancellationToken cancellation)
    {
        try
        {
            return await keys.FindAsync(id, cancellation);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    async Task<string?> PathAsync(string campaignId, DataKey key, EmailAddress address, byte[] typed, CancellationToken cancellation)
    {
        var id = SignatureBook.IdOf(key, address);
        var signature = Is(SignCodes.ForSignature(key, id));
        var invitation = Is(SignCodes.ForInvitation(key, id));
        if (signature) return SignatureBook.Path(SignTokens.ForSignature(key, campaignId, id));
        if (!invitation || await campaigns.FindAsync(campaignId, cancellation) is not { } campaign) return null;
        var invited = (await campaigns.InvitationsAsync(campaign, cancellation)).Where(one => !one.IsErased)
            .SelectMany(one => Enumerable.Range(0, one.Place + 1).Select(one.At)).FirstOrDefault(one => one is not null && SignatureBook.IdOf(key, one.Email) == id);
        return invited is null ? null : SignatureBook.Path(SignTokens.ForInvitation(key, campaignId, invited.Number, invited.Place));

        bool Is(string right) => CryptographicOperations.FixedTimeEquals(typed, Encoding.ASCII.GetBytes(right));
    }

    Task<bool> TakeAsync(string who, int limit, CancellationToken cancellation) =>
        quota.TakeAsync(who, "code", limit, Span, cancellation);

    async IAsyncEnumerable<string> CampaignsAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var since = time.GetUtcNow() - Aftermath;
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {"active"} or (PartitionKey eq {"ended"} and Since ge {since})");
        await foreach (var row in tables.Index.QueryAsync<TableEntity>(filter, select: ["RowKey"], cancellationToken: cancellation))
            yield return row.RowKey;
    }
}
