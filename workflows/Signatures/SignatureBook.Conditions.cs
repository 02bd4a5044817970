using Azure.Data.Tables;
using Campaigns.Storage;

namespace Campaigns.Signatures;

public sealed partial class SignatureBook
{
    // --- what the letters depend on

    /// <summary>After the deadline: whatever was decided before it is committed when this returns, and nothing that was not. Safe to repeat.</summary>
    /// <remarks>Every transaction stands and falls with its header's ETag, and this writes all headers anew.</remarks>
    public async Task SettleAsync(Campaign campaign, CancellationToken cancellation = default)
    {
        await MoveDeadlineAsync(campaign, cancellation);
        await WriteBackAsync(campaign, cancellation);
    }

    /// <summary>What has been reached, from the rows, never from a cache.</summary>
    public async Task<Reached> ReachedNowAsync(Campaign campaign, CancellationToken cancellation = default) =>
        await ReachedAsync(campaign, await CountNowAsync(campaign, cancellation), cancellation);

    /// <param name="count">Of the same book.</param>
    public async Task<Reached> ReachedAsync(Campaign campaign, Count count, CancellationToken cancellation = default)
    {
        if ((campaign.MustSigns == 0 && campaign.MaximumObjections is null) || await keys.FindAsync(campaign.Id, cancellation) is not { } key) return new(count);
        var signed = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var row in ShardRows.StreamConfirmedAsync(table, campaign, SignatoryKind.Organisation, cancellation)) signed.Add(row.OrganisationKey);
        var declined = campaign.MaximumObjections is null ? [] : await DeclinedAsync(campaign, cancellation);
        var missing = (await campaigns.MustSignsAsync(campaign, cancellation)).Where(one => !signed.Contains(BookRow.OrganisationKeyOf(key, one.Organisation, one.Country)));
        return new(count, declined.Except(signed).Count(), [.. missing]);
    }

    /// <summary>Organisations that said no on the link of their invitation. Of who says "this was not me" no organisation is kept.</summary>
    async Task<HashSet<string>> DeclinedAsync(Campaign campaign, CancellationToken cancellation)
    {
        var declined = new HashSet<string>(StringComparer.Ordinal);
        var filter = TableClient.CreateQueryFilter($" and State eq {nameof(SignatureState.Declined)}");
        await foreach (var row in ShardRows.StreamAsync(table, campaign, filter, cancellation))
            if (row is { Invitation: not null, OrganisationKey.Length: > 0 }) declined.Add(row.OrganisationKey);
        return declined;
    }
}
