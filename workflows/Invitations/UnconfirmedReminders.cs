using System.Collections.Concurrent;
using Campaigns.Signatures;
using Microsoft.Extensions.Logging;

namespace Campaigns.Invitations;

/// <summary>
/// Looks through the books of all open campaigns for those who asked to sign and have not confirmed. Who was reminded is in the
/// book; when a book was last looked through only in memory: after a restart it is looked through once more.
/// </summary>
/// <remarks>Writes the journal's entry UnconfirmedReminded (how many).</remarks>
public sealed class UnconfirmedReminders(
    CampaignStore store, SignatureBook book, CampaignWriter journal, TimeProvider time, ILogger<UnconfirmedReminders> log)
{
    readonly ConcurrentDictionary<string, DateTimeOffset> looked = new();

    /// <returns>How many people were reminded.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation = default)
    {
        var now = time.GetUtcNow();
        var open = (await store.ListAsync(active: true, cancellation)).Where(campaign => campaign.TakesSignatures(now) && !campaign.IsHeld).ToList();
        foreach (var over in looked.Keys.Except(open.Select(campaign => campaign.Id))) looked.TryRemove(over, out _);
        var reminded = 0;
        foreach (var campaign in open.Where(campaign => !(now - looked.GetValueOrDefault(campaign.Id) < Unconfirmed.LookEvery(campaign))))
            reminded += await RemindAsync(campaign, now, cancellation);
        return reminded;
    }

    async Task<int> RemindAsync(Campaign campaign, DateTimeOffset now, CancellationToken cancellation)
    {
        try
        {
            var reminded = await book.RemindUnconfirmedAsync(campaign, cancellation);
            looked[campaign.Id] = now;
            if (reminded > 0) await journal.NoteAsync(campaign.Id, JournalEntry.Of(now, JournalEntry.ByItself, "UnconfirmedReminded", reminded), cancellation);
            return reminded;
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            log.LogWarning("The unconfirmed of campaign {CampaignId} were not all reminded ({Failure}); the next look goes on.", campaign.Id, failure.GetType().Name);
            return 0;
        }
    }
}
