using Campaigns.Mail;
using Campaigns.Signatures;
using Campaigns.Storage;

namespace Campaigns.Updates;

/// <summary>
/// Looks once more, just before an update leaves: is it still the newest, does this person still want it? Then it gets its text, which is kept once
/// and not with every mail.
/// </summary>
public sealed class UpdateLastWord(CampaignTables tables, CampaignStore store, UpdateStore updates)
{
    const int AtOnce = 16;

    /// <returns>For each, in their order, what is sent now; null: nothing any more.</returns>
    internal async Task<IReadOnlyList<Envelope?>> OfAsync(IReadOnlyList<(string Partition, string Row, Envelope Envelope)> waiting, CancellationToken cancellation)
    {
        var ready = new Envelope?[waiting.Count];
        var numbered = waiting.Select((one, index) => (one.Partition, one.Row, one.Envelope, Index: index));
        foreach (var ofCampaign in numbered.GroupBy(one => ShardKeys.CampaignOf(one.Partition)))
        {
            if (await store.FindAsync(ofCampaign.Key, cancellation) is not { Update: { } newest, Purge: null } campaign) continue;
            var texts = await updates.TextsAsync(campaign, newest.Number, cancellation);
            if (texts.Count == 0) continue;
            await Parallel.ForEachAsync(ofCampaign, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation }, async (one, stop) =>
            {
                var message = (UpdateToSignatory)one.Envelope.Message();
                if (message.Number != newest.Number || !await IsWantedAsync(one.Partition, UpdateMail.SignatureOf(one.Row), stop)) return;
                ready[one.Index] = Envelope.Of(one.Envelope.To, message with { Text = UpdateText.For(texts, message.Language) }, discard: false);
            });
        }
        return ready;
    }

    async Task<bool> IsWantedAsync(string partition, string signatureId, CancellationToken cancellation)
    {
        var row = await tables.Signatures.GetEntityIfExistsAsync<Azure.Data.Tables.TableEntity>(partition, Rows.Signature(signatureId), cancellationToken: cancellation);
        return row.HasValue && BookDecisions.GetsUpdates(BookRow.Read(row.Value!));
    }
}
