using System.Diagnostics.Metrics;
using System.Globalization;
using System.Security.Cryptography;
using Azure;
using Azure.Data.Tables;
using Campaigns.Storage;

namespace Campaigns.Letters.Replies.Inbound;

/// <summary>
/// Replies that came by mail. Each waits, sealed, beside the letter until a coordinator says what it is; then it is a reply like those recorded
/// by hand, with the same id and file. A row of it stays without its content, so that the same mail, posted again, is known.
/// </summary>
public sealed class InboundReplies(CampaignTables tables, KeyRing keys, ReplyAddress addresses, InboundWaiting waiting, TimeProvider time)
{
    const string State = "State";
    const string Open = "Open";

    static readonly Meter Meter = new("Campaigns");
    static readonly Counter<long> Mails = Meter.CreateCounter<long>("campaigns.inbound.mails", description: "Mails that the mail service handed over, by what became of them");

    /// <summary>Counts what became of a mail.</summary>
    public static InboundResult Count(InboundResult result)
    {
        Mails.Add(1, new KeyValuePair<string, object?>("result", result.ToString()));
        return result;
    }

    /// <summary>Stores a mail, or says why not. Safe to repeat.</summary>
    public async Task<InboundResult> TakeAsync(InboundMail mail, CancellationToken cancellation = default)
    {
        foreach (var to in mail.To)
            if (await addresses.FindAsync(to, cancellation) is var (campaign, addressee)) return await TakeAsync(campaign, addressee, mail, cancellation);
        return InboundResult.UnknownAddress;
    }

    /// <summary>Those that wait, the oldest first. Empty after the purge.</summary>
    public async Task<IReadOnlyList<IncomingReply>> OpenAsync(Campaign campaign, int addressee, CancellationToken cancellation = default)
    {
        if (await keys.FindAsync(campaign.Id, cancellation) is not { } key) return [];
        var rows = await tables.Campaigns.WithPrefixAsync(campaign.Id, Rows.IncomingOf(addressee), cancellation);
        return [.. rows.Where(IsOpen).Select(row => SealedRow.Open<IncomingReply>(row, key)).OrderBy(one => one.ReceivedAt)];
    }

    /// <summary>How many wait, by addressee; needs no key.</summary>
    public async Task<IReadOnlyDictionary<int, int>> WaitingAsync(string campaignId, CancellationToken cancellation = default)
    {
        var rows = tables.Campaigns.QueryAsync<TableEntity>(Rows.Filter(campaignId, Rows.Incoming), select: ["RowKey", State], cancellationToken: cancellation);
        var counts = new Dictionary<int, int>();
        await foreach (var row in rows)
            if (IsOpen(row) && int.Parse(row.RowKey.Split('|')[1], CultureInfo.InvariantCulture) is var addressee) counts[addressee] = counts.GetValueOrDefault(addressee) + 1;
        return counts;
    }

    /// <summary>It is a reply to this letter: from now on it counts.</summary>
    /// <returns>False when somebody was faster.</returns>
    public async Task<bool> AcceptAsync(Campaign campaign, IncomingReply incoming, ReplyKind kind, string actor, CancellationToken cancellation = default)
    {
        if (await keys.FindAsync(campaign.Id, cancellation) is not { } key) return false;
        return await SettleAsync(campaign, incoming, "Accepted", actor, $"Reply{kind}", [new(TableTransactionActionType.Add, ReplyStore.RowOf(campaign.Id, incoming.As(kind), key))], cancellation);
    }

    /// <summary>It is none: what it said and its file are destroyed.</summary>
    /// <returns>False when somebody was faster.</returns>
    public async Task<bool> DiscardAsync(Campaign campaign, IncomingReply incoming, string actor, CancellationToken cancellation = default)
    {
        var pieces = await tables.Campaigns.WithPrefixAsync(campaign.Id, Rows.ReplyPiecesOf(incoming.Id), cancellation);
        return await SettleAsync(campaign, incoming, "Discarded", actor, "IncomingDiscarded", pieces.Select(piece => new TableTransactionAction(TableTransactionActionType.Delete, piece, ETag.All)), cancellation);
    }

    async Task<InboundResult> TakeAsync(Campaign campaign, int addressee, InboundMail mail, CancellationToken cancellation)
    {
        if (await keys.FindAsync(campaign.Id, cancellation) is not { } key) return InboundResult.UnknownAddress;
        var words = InboundText.Clean(mail.Words);
        var (name, bytes, leftOut) = InboundFiles.Pack(mail.Files, words.Length > Limits.ReplyWords ? words : null);
        if (words.Length == 0 && bytes.Length == 0 && leftOut.Count == 0) return InboundResult.Empty;
        var file = bytes.Length == 0 ? null : new ReplyFile(name, bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes)));
        var (from, subject) = (InboundText.Line(mail.From), InboundText.Line(mail.Subject));
        var id = key.Hash("incoming", string.Create(CultureInfo.InvariantCulture, $"{addressee}|{from}|{subject}|{file?.Sha256}|{words}"));
        var earlier = await tables.Campaigns.WithPrefixAsync(campaign.Id, Rows.IncomingOf(addressee), cancellation, ["RowKey", State]);
        if (earlier.Any(row => row.RowKey == Rows.IncomingReply(addressee, id))) return InboundResult.Known;
        var open = earlier.Count(IsOpen);
        waiting.Note(campaign.Id, addressee, open);
        if (open >= Limits.Replies) return InboundResult.TooMany;
        var kept = words.Length > Limits.ReplyWords ? words[..Limits.ReplyWords] : words;
        var result = await StoreAsync(campaign, new(id, addressee, time.GetUtcNow(), from, subject, kept, file, leftOut), bytes, key, cancellation);
        if (result == InboundResult.Taken) waiting.Note(campaign.Id, addressee, open + 1);
        return result;
    }

    async Task<InboundResult> StoreAsync(Campaign campaign, IncomingReply incoming, byte[] bytes, DataKey key, CancellationToken cancellation)
    {
        var row = SealedRow.Of(campaign.Id, Rows.IncomingReply(incoming.Addressee, incoming.Id), incoming, key);
        row[State] = Open;
        var arrived = JournalEntry.Of(incoming.ReceivedAt, JournalEntry.ByItself, "ReplyArrived", incoming.Addressee);
        var rows = ReplyStore.PiecesOf(campaign.Id, incoming.Id, bytes, key).Append(row).Select(one => new TableTransactionAction(TableTransactionActionType.Add, one));
        try
        {
            await tables.Campaigns.SubmitTransactionAsync([.. rows, JournalRow.Insert(campaign.Id, arrived, key, id: incoming.Id)], cancellation);
            return InboundResult.Taken;
        }
        catch (RequestFailedException known) when (known.Status == 409) // at the same moment, or its answer was lost
        {
            return InboundResult.Known;
        }
    }

    async Task<bool> SettleAsync(
        Campaign campaign, IncomingReply incoming, string state, string actor, string what, IEnumerable<TableTransactionAction> more, CancellationToken cancellation)
    {
        var name = Rows.IncomingReply(incoming.Addressee, incoming.Id);
        var found = await tables.Campaigns.GetEntityIfExistsAsync<TableEntity>(campaign.Id, name, cancellationToken: cancellation);
        if (!found.HasValue || !IsOpen(found.Value!)) return false;
        var entry = JournalEntry.Of(time.GetUtcNow(), actor, what, incoming.Addressee);
        var isDone = await tables.Campaigns.TrySubmitAsync(
            [new(TableTransactionActionType.UpdateReplace, new TableEntity(campaign.Id, name) { [State] = state }, found.Value!.ETag), JournalRow.Insert(campaign.Id, entry, null), .. more], cancellation);
        if (isDone) waiting.Settled(campaign.Id, incoming.Addressee);
        return isDone;
    }

    static bool IsOpen(TableEntity row) => row.GetString(State) == Open;
}
