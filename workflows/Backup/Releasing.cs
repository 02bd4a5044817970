using System.Collections.Immutable;
using Azure;
using Azure.Data.Tables;
using Campaigns.Letters;
using Campaigns.Mail;
using Campaigns.Storage;
using Microsoft.DurableTask.Client;

namespace Campaigns.Backup;

/// <summary>What an operator decides about a campaign that came back from a copy.</summary>
/// <param name="Letters"><c>send</c>: nothing left after the copy was made, so letters of which it says nothing leave at their time. <c>hold</c>: they may
/// have left; each stands as unknown, and a person sends it again or leaves it.</param>
/// <param name="Mail"><c>send</c> or <c>drop</c>: the messages that waited when the copy was made.</param>
public sealed record ReleaseChoice(string Letters, string Mail, string Reason)
{
    public static readonly ImmutableArray<string> OfLetters = ["send", "hold"];
    public static readonly ImmutableArray<string> OfMail = ["send", "drop"];
}

/// <summary>Lets a restored campaign go on: letters and messages first, then the word that it is released. Safe to repeat after a crash at any point.</summary>
public sealed class Releasing(CampaignTables tables, LetterLedger letters, CampaignWriter writer, CampaignDesk desk, Outbox outbox)
{
    const int AtOnce = Rows.OfATransaction / 2; // each is one row less and one more

    /// <returns>Null when done; otherwise why not, as in the resource <c>Refusal_{Refusal}</c>: NotHeld, NotFound.</returns>
    public async Task<string?> ReleaseAsync(DurableTaskClient client, Campaign campaign, ReleaseChoice choice, string actor, CancellationToken cancellation = default)
    {
        if (!campaign.IsHeld) return "NotHeld";
        if (choice.Letters == "hold") await letters.MayHaveLeftAsync(campaign, cancellation);
        await TakeUpAsync(tables.Campaigns, campaign.Id, choice.Mail == "send", cancellation);
        foreach (var shard in ShardKeys.All(campaign)) await TakeUpAsync(tables.Signatures, shard, choice.Mail == "send", cancellation);
        var command = new BackupCommand.Release(choice.Letters == "hold", choice.Reason);
        if (await writer.DecideAsync(campaign.Id, command, actor, cancellation: cancellation) is not { } done) return "NotFound";
        if (done.Decision.Refusal is { } refusal) return refusal;
        await desk.WakeAsync(client, campaign.Id, cancellation); // should that fail, the watchdog starts it
        return null;
    }

    async Task TakeUpAsync(TableClient table, string partition, bool send, CancellationToken cancellation)
    {
        foreach (var some in (await table.WithPrefixAsync(partition, Rows.SetAside, cancellation)).Chunk(AtOnce))
            await table.SubmitTransactionAsync(some.SelectMany(row => Moves(row, send)), cancellation);
        if (send) outbox.Ring(table, partition);
    }

    static IEnumerable<TableTransactionAction> Moves(TableEntity row, bool send)
    {
        yield return new(TableTransactionActionType.Delete, new TableEntity(row.PartitionKey, row.RowKey), ETag.All);
        if (!send) yield break;
        var back = new TableEntity(row.PartitionKey, row.RowKey[Rows.SetAside.Length..]);
        foreach (var (name, value) in row)
            if (value is not null && name is not ("odata.etag" or "Timestamp" or "PartitionKey" or "RowKey")) back[name] = value;
        (back["Attempts"], back["LeaseUntil"]) = (0, DateTimeOffset.UnixEpoch);
        yield return new(TableTransactionActionType.UpsertReplace, back);
    }
}
