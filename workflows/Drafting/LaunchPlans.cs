using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Azure.Data.Tables;
using Campaigns.Storage;

namespace Campaigns.Drafting;

/// <summary>The launch form of a campaign that waits for its text, sealed in pieces under the draft's key. Without title and text: those are the draft's.</summary>
public sealed class LaunchPlans(CampaignTables tables, KeyRing keys)
{
    /// <summary>Bytes of one row: sealed and in base64 it stays below the 64 KiB that a property holds.</summary>
    const int Piece = 48_000;
    sealed record Stored(Dictionary<string, string> Fields, Dictionary<string, LaunchLine[]> Lists);

    static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Stores it before anything refers to it; storing the same twice is storing it once.</summary>
    /// <param name="launchKey">Tells a form sent twice from two that are alike.</param>
    /// <returns>Its name.</returns>
    public async Task<string> SaveAsync(StatementDraft draft, LaunchInput input, string launchKey, CancellationToken cancellation = default)
    {
        var key = await keys.GetAsync(draft.Id, cancellation);
        var stored = new Stored(input.Fields.ToDictionary(StringComparer.Ordinal), input.Lists.ToDictionary(list => list.Key, list => list.Value.ToArray(), StringComparer.Ordinal));
        var bytes = JsonSerializer.SerializeToUtf8Bytes(stored, Json);
        var plan = key.Hash("launch", $"{launchKey}|{Convert.ToHexStringLower(SHA256.HashData(bytes))}");
        var rows = bytes.Chunk(Piece).Select((piece, number) => SealedRow.Of(draft.Id, DraftRows.LaunchPiece(plan, number), piece, key));
        await tables.Campaigns.SubmitTransactionAsync(rows.Select(row => new TableTransactionAction(TableTransactionActionType.UpsertReplace, row)), cancellation);
        return plan;
    }

    /// <summary>Null when it is not there any more.</summary>
    public async Task<LaunchInput?> ReadAsync(StatementDraft draft, CancellationToken cancellation = default)
    {
        if (draft.Launch is not { } launch || await keys.FindAsync(draft.Id, cancellation) is not { } key) return null;
        var rows = await tables.Campaigns.WithPrefixAsync(draft.Id, DraftRows.LaunchPieces(launch.Plan), cancellation);
        byte[] bytes = [.. rows.SelectMany(row => SealedRow.Open<byte[]>(row, key))];
        if (bytes.Length == 0) return null;
        var stored = JsonSerializer.Deserialize<Stored>(bytes, Json)!;
        return new(stored.Fields, stored.Lists.ToDictionary(list => list.Key, list => (IReadOnlyList<LaunchLine>)list.Value, StringComparer.Ordinal));
    }

    /// <summary>Deletes every plan but the one that the draft still needs.</summary>
    public async Task ForgetUnusedAsync(StatementDraft draft, CancellationToken cancellation = default)
    {
        var own = draft.Launch is { Campaign: null } launch ? DraftRows.LaunchPieces(launch.Plan) : null;
        foreach (var row in await tables.Campaigns.WithPrefixAsync(draft.Id, DraftRows.Launches, cancellation, ["RowKey"]))
            if (own is null || !row.RowKey.StartsWith(own, StringComparison.Ordinal)) await tables.Campaigns.DeleteEntityAsync(draft.Id, row.RowKey, Azure.ETag.All, cancellation);
    }
}
