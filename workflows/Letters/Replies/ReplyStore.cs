using System.Globalization;
using System.Security.Cryptography;
using Azure;
using Azure.Data.Tables;
using Campaigns.Storage;

namespace Campaigns.Letters.Replies;

/// <summary>
/// Replies of a campaign: one sealed row each, and its file in sealed pieces beside it, written in one transaction. They go with the purge.
/// </summary>
public sealed class ReplyStore(CampaignTables tables, KeyRing keys)
{
    /// <summary>Bytes of a file in one row: sealed and in base64 it stays below the 64 KiB that a property holds.</summary>
    const int Piece = 48_000;
    const string Kind = "Kind";

    /// <summary>The replies of a campaign, by addressee, then in the order in which they came. Empty after the purge.</summary>
    public async Task<IReadOnlyList<Reply>> AllAsync(Campaign campaign, CancellationToken cancellation = default)
    {
        if (await keys.FindAsync(campaign.Id, cancellation) is not { } key) return [];
        var rows = await tables.Campaigns.WithPrefixAsync(campaign.Id, Rows.Replies, cancellation);
        return [.. rows.Select(row => SealedRow.Open<Reply>(row, key)).OrderBy(reply => reply.Addressee).ThenBy(reply => reply.ReceivedAt)];
    }

    /// <summary>The addressees that have answered; needs no key.</summary>
    public async Task<IReadOnlySet<int>> AnsweredAsync(string campaignId, CancellationToken cancellation = default)
    {
        var rows = tables.Campaigns.QueryAsync<TableEntity>(Rows.Filter(campaignId, Rows.Replies), select: ["RowKey", Kind], cancellationToken: cancellation);
        var answered = new HashSet<int>();
        await foreach (var row in rows)
            if (row.GetString(Kind) == nameof(ReplyKind.Answer)) answered.Add(int.Parse(row.RowKey.Split('|')[1], CultureInfo.InvariantCulture));
        return answered;
    }

    /// <returns>Null when the campaign's key is gone.</returns>
    public async Task<Reply?> AddAsync(Campaign campaign, NewReply recorded, CancellationToken cancellation = default)
    {
        if (await keys.FindAsync(campaign.Id, cancellation) is not { } key) return null;
        var reply = Of(recorded, key);
        var rows = PiecesOf(campaign.Id, reply.Id, recorded.Bytes.ToArray(), key).Append(RowOf(campaign.Id, reply, key));
        try
        {
            await tables.Campaigns.SubmitTransactionAsync([.. rows.Select(one => new TableTransactionAction(TableTransactionActionType.Add, one))], cancellation);
        }
        catch (RequestFailedException known) when (known.Status == 409) { } // the same form, sent twice
        return reply;
    }

    /// <summary>The bytes of its file; null when there is no such reply, or none with it.</summary>
    public async Task<byte[]?> FileAsync(Campaign campaign, Reply reply, CancellationToken cancellation = default)
    {
        if (reply.File is null || await keys.FindAsync(campaign.Id, cancellation) is not { } key) return null;
        var rows = await tables.Campaigns.WithPrefixAsync(campaign.Id, Rows.ReplyPiecesOf(reply.Id), cancellation);
        return [.. rows.OrderBy(row => row.RowKey, StringComparer.Ordinal).SelectMany(row => SealedRow.Open<byte[]>(row, key))];
    }

    /// <summary>Takes a reply back that was recorded by mistake. Safe to repeat.</summary>
    public async Task RemoveAsync(Campaign campaign, Reply reply, CancellationToken cancellation = default)
    {
        var pieces = await tables.Campaigns.WithPrefixAsync(campaign.Id, Rows.ReplyPiecesOf(reply.Id), cancellation);
        var rows = pieces.Select(piece => piece.RowKey).Append(Rows.Reply(reply.Addressee, reply.Id));
        try
        {
            await tables.Campaigns.SubmitTransactionAsync(
                [.. rows.Select(row => new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(campaign.Id, row), ETag.All))], cancellation);
        }
        catch (RequestFailedException gone) when (gone.Status == 404) { }
    }

    internal static TableEntity RowOf(string campaignId, Reply reply, DataKey key)
    {
        var row = SealedRow.Of(campaignId, Rows.Reply(reply.Addressee, reply.Id), reply, key);
        row[Kind] = reply.Kind.ToString();
        return row;
    }

    internal static IEnumerable<TableEntity> PiecesOf(string campaignId, string replyId, byte[] bytes, DataKey key) =>
        bytes.Chunk(Piece).Select((piece, number) => SealedRow.Of(campaignId, Rows.ReplyPiece(replyId, number), piece, key));

    static Reply Of(NewReply recorded, DataKey key)
    {
        var file = recorded.Bytes.IsEmpty ? null
            : new ReplyFile(recorded.FileName, recorded.Bytes.Length, Convert.ToHexStringLower(SHA256.HashData(recorded.Bytes.Span)));
        var id = key.Hash("reply", string.Create(CultureInfo.InvariantCulture, $"{recorded.Addressee}|{recorded.ReceivedAt:O}|{recorded.Kind}|{file?.Sha256}|{recorded.Words}"));
        return new(id, recorded.Addressee, recorded.ReceivedAt, recorded.Kind, recorded.Words, file);
    }
}
