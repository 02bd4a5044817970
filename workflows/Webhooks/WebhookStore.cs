using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Campaigns.Storage;

namespace Campaigns.Webhooks;

/// <summary>
/// The row <c>webhook</c> of a campaign, its log, and the index row by which the timer finds it. The index row is written before and goes
/// after, so a crash leaves at most one that leads nowhere.
/// </summary>
public sealed class WebhookStore(CampaignTables tables, KeyRing keys)
{
    const string Index = "webhook";
    /// <summary>Attempts that the log shows; older ones go.</summary>
    const int LogKept = 50;

    public async Task<IReadOnlyList<string>> CampaignsAsync(CancellationToken cancellation)
    {
        var rows = tables.Index.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {Index}"), select: ["RowKey"], cancellationToken: cancellation);
        return await rows.Select(row => row.RowKey).ToListAsync(cancellation);
    }

    public async Task<Webhook?> FindAsync(string campaignId, CancellationToken cancellation) => (await ReadAsync(campaignId, cancellation))?.Webhook;

    internal async Task<(Webhook Webhook, ETag ETag)?> ReadAsync(string campaignId, CancellationToken cancellation)
    {
        var row = await tables.Campaigns.GetEntityIfExistsAsync<TableEntity>(campaignId, Rows.Webhook, cancellationToken: cancellation);
        return row.HasValue && await keys.FindAsync(campaignId, cancellation) is { } key ? (SealedRow.Open<Webhook>(row.Value!, key), row.Value!.ETag) : null;
    }

    /// <summary>What the receiver checks the signature with, as Standard Webhooks writes it. It depends on the address and is stored nowhere.</summary>
    public async Task<string> SecretAsync(string campaignId, string address, CancellationToken cancellation) =>
        WebhookSignature.Prefix + Convert.ToBase64String(WebhookSignature.Secret(await keys.GetAsync(campaignId, cancellation), address));

    /// <summary>Sets the address; the telling begins with what is the case now. The same address again only begins anew after it was given up.</summary>
    public async Task SetAsync(string campaignId, string address, CancellationToken cancellation)
    {
        var told = await FindAsync(campaignId, cancellation) is { } known && known.Address == address ? known : new Webhook(address, new());
        await tables.Index.UpsertEntityAsync(new TableEntity(Index, campaignId), TableUpdateMode.Replace, cancellation);
        await tables.Campaigns.UpsertEntityAsync(
            Row(campaignId, told with { Attempts = 0, NextAt = null, GivenUpAt = null }, await keys.GetAsync(campaignId, cancellation)), TableUpdateMode.Replace, cancellation);
    }

    public async Task RemoveAsync(string campaignId, CancellationToken cancellation)
    {
        await tables.Campaigns.DeleteEntityAsync(campaignId, Rows.Webhook, ETag.All, cancellation);
        await RestAsync(campaignId, cancellation);
    }

    /// <summary>The timer need not look any more.</summary>
    internal Task RestAsync(string campaignId, CancellationToken cancellation) => tables.Index.DeleteEntityAsync(Index, campaignId, ETag.All, cancellation);

    /// <returns>The row's new ETag; null when somebody else has changed it, or it is gone.</returns>
    internal async Task<ETag?> ChangeAsync(string campaignId, Webhook webhook, ETag etag, WebhookAttempt? attempt, CancellationToken cancellation)
    {
        var key = await keys.GetAsync(campaignId, cancellation);
        List<TableTransactionAction> actions = [new(TableTransactionActionType.UpdateReplace, Row(campaignId, webhook, key), etag)];
        if (attempt is not null) actions.Add(new(TableTransactionActionType.Add, Line(campaignId, attempt)));
        try
        {
            var answer = await tables.Campaigns.SubmitTransactionAsync(actions, cancellation);
            return answer.Value[0].Headers.ETag;
        }
        catch (RequestFailedException other) when (other.Status is 404 or 412) { return null; }
    }

    /// <summary>The latest attempts, newest first.</summary>
    public async Task<IReadOnlyList<WebhookAttempt>> LogAsync(string campaignId, CancellationToken cancellation)
    {
        var rows = await tables.Campaigns.WithPrefixAsync(campaignId, Rows.WebhookLog, cancellation);
        foreach (var old in rows.SkipLast(LogKept)) await tables.Campaigns.DeleteEntityAsync(campaignId, old.RowKey, ETag.All, cancellation);
        return [.. rows.TakeLast(LogKept).Reverse().Select(row =>
            new WebhookAttempt(row.GetDateTimeOffset("At")!.Value, row.GetString("Event")!, row.GetString("Id")!, row.GetInt32("Number")!.Value, row.GetInt32("Status")!.Value))];
    }

    static TableEntity Line(string campaignId, WebhookAttempt attempt) =>
        new(campaignId, string.Create(CultureInfo.InvariantCulture, $"{Rows.WebhookLog}{attempt.At.UtcTicks:D19}|{attempt.Number:D2}|{attempt.Id}"))
        {
            ["At"] = attempt.At,
            ["Event"] = attempt.Event,
            ["Id"] = attempt.Id,
            ["Status"] = attempt.Status,
            ["Number"] = attempt.Number,
        };

    static TableEntity Row(string campaignId, Webhook webhook, DataKey key) => SealedRow.Of(campaignId, Rows.Webhook, webhook, key);
}
