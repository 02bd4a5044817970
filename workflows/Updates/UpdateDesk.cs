using Azure;
using Campaigns.Signatures;
using Campaigns.Storage;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Campaigns.Updates;

/// <summary>Writes updates: texts, number and journal in one transaction, then the orchestration that sends them. Should it not start, the watchdog starts it.</summary>
public sealed class UpdateDesk(CampaignTables tables, CampaignWriter writer, SignatureBook book, KeyRing keys, TimeProvider time, ILogger<UpdateDesk> logger)
{
    /// <summary>Says of texts whether they are the same; null after the purge.</summary>
    public async Task<string?> MarkAsync(Campaign campaign, IEnumerable<UpdateText> texts, CancellationToken cancellation = default) =>
        await keys.FindAsync(campaign.Id, cancellation) is { } key ? Mark(key, texts) : null;

    /// <summary>Sends an update to everyone who has asked for it by now.</summary>
    /// <param name="texts">The campaign's own language first.</param>
    /// <returns>Refused as NotOpen, Archived, UpdatedLately, TooManyUpdates, NobodyAsked or Busy.</returns>
    public async Task<DeskResult> SendAsync(
        DurableTaskClient client, Campaign campaign, IReadOnlyList<UpdateText> texts, string actor, CancellationToken cancellation = default)
    {
        if (await keys.FindAsync(campaign.Id, cancellation) is not { } key) return new("Archived");
        if ((await book.UpdateReadersAsync(campaign, cancellation)).Count == 0) return new("NobodyAsked");
        // It may have ended: then it goes on until everybody's mail is written, and is among the active ones before anything says so.
        if (CampaignIndex.IsOver(campaign)) await new CampaignIndex(tables).AddAsync(campaign.Id, time.GetUtcNow(), cancellation);
        try
        {
            var command = new DeskCommand.WriteUpdate(Mark(key, texts));
            if (await writer.DecideAsync(campaign.Id, command, actor, rows: after => UpdateStore.Insert(after, texts, actor, key), cancellation: cancellation) is not { } done) return new("NotFound");
            if (done.Decision.Refusal is null && done.Campaign.IsUpdating) await TryToStartAsync(client, done.Campaign, cancellation);
            return new(done.Decision.Refusal);
        }
        catch (RequestFailedException conflict) when (conflict.Status == 412)
        {
            return new("Busy");
        }
    }

    /// <summary>How the instance ids of a campaign's updates begin; the number follows.</summary>
    public static string InstancesOf(string campaignId) => $"{campaignId}-update-";

    /// <summary>Starts the sending of the newest update, unless it is at work.</summary>
    internal static Task StartAsync(Orchestrations orchestrations, Campaign campaign, CancellationToken cancellation)
    {
        var number = campaign.Update!.Number;
        var id = FormattableString.Invariant($"{InstancesOf(campaign.Id)}{number}");
        return orchestrations.StartBesideAsync(nameof(UpdateOrchestrator), id, new UpdateInput(campaign.Id, number, campaign.Shards), cancellation);
    }

    async Task TryToStartAsync(DurableTaskClient client, Campaign campaign, CancellationToken cancellation)
    {
        try
        {
            await StartAsync(new(client, logger), campaign, cancellation);
        }
        catch (Exception error) when (!cancellation.IsCancellationRequested)
        {
            logger.LogWarning(error, "The update of campaign {CampaignId} could not be started; the watchdog does it.", campaign.Id);
        }
    }

    static string Mark(DataKey key, IEnumerable<UpdateText> texts) =>
        key.Hash("update", string.Join('\0', texts.SelectMany(text => new[] { text.Language, text.Subject, text.Markdown })));
}
