using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Campaigns.Storage;

namespace Campaigns.Audit;

/// <param name="Email">Null for the key.</param>
/// <param name="Reason">Null where none was given.</param>
/// <param name="ReasonKey">Seals the reason; null when the subject has no key (any more): then it is not written.</param>
sealed record AuditDraft(string Act, string Part, string Role, string? Email, string Action, string Subject, string Network, string Facts, string? Reason, DataKey? ReasonKey);

/// <summary>
/// Writes the trail: one partition of the table <c>Audit</c>, in which a row and the new head are one transaction, so that of two writers the slower one
/// reads the head again and follows. It never refuses to go on: what somebody did to the table by hand is for <see cref="AuditCheck"/> to find.
/// </summary>
public sealed class AuditTrail(CampaignTables tables, KeyRing keys, TimeProvider time) : IDisposable
{
    const int Attempts = 60;

    readonly SemaphoreSlim turn = new(1, 1);
    (AuditHead Head, ETag? ETag)? seen;

    /// <summary>The newest row that this process has written; null: none yet.</summary>
    internal AuditHead? Known { get; private set; }

    public void Dispose() => turn.Dispose();

    /// <exception cref="RequestFailedException">Storage does not answer: then nothing was written, or that is not known.</exception>
    internal async Task<AuditRow> AppendAsync(AuditDraft draft, CancellationToken cancellation)
    {
        await turn.WaitAsync(cancellation);
        try
        {
            var key = await KeyAsync(cancellation);
            for (var attempt = 1; ; attempt++)
            {
                var (head, tag) = seen ??= await HeadAsync(cancellation);
                var row = Row(draft, head, key);
                try
                {
                    var done = await tables.Audit.SubmitTransactionAsync([new(TableTransactionActionType.Add, row.ToEntity()), Move(row, tag)], cancellation);
                    Known = new(row.Number, row.Hash);
                    seen = (Known, done.Value[1].Headers.ETag);
                    return row;
                }
                catch (RequestFailedException conflict) when (conflict.IsOvertaken() && attempt < Attempts)
                {
                    seen = null;
                    if (!await IsThereAsync(row, cancellation)) continue;
                    Known = new(row.Number, row.Hash); // only the answer was lost
                    return row;
                }
            }
        }
        catch
        {
            seen = null;
            throw;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>The key of the trail: seals who acted, and marks rows.</summary>
    internal async Task<DataKey> KeyAsync(CancellationToken cancellation)
    {
        if (await keys.Audit.FindAsync(AuditRow.Partition, cancellation) is { } key) return key;
        try
        {
            await tables.Audit.SubmitTransactionAsync([keys.Audit.Create(AuditRow.Partition).Insert], cancellation);
        }
        catch (RequestFailedException exists) when (exists.Status == 409 && exists.ErrorCode != TableErrorCode.TableNotFound) { } // somebody else was faster
        return await keys.Audit.GetAsync(AuditRow.Partition, cancellation);
    }

    /// <summary>Seals the reasons given for a campaign, draft or network: they go with its key. What concerns none of them lies under the trail's own.</summary>
    internal async Task<DataKey?> KeyOfAsync(string subject, CancellationToken cancellation) => subject.Length == 0
        ? await KeyAsync(cancellation)
        : await keys.FindAsync(subject, cancellation) ?? await keys.Networks.FindAsync(subject, cancellation);

    internal async Task<string> PersonAsync(string email, CancellationToken cancellation) => PersonOf(await KeyAsync(cancellation), email);

    /// <summary>What the head says; should it be gone, or rows stand after it, what the newest row says.</summary>
    internal async Task<(AuditHead Head, ETag? ETag)> HeadAsync(CancellationToken cancellation)
    {
        var found = await FindHeadAsync(cancellation);
        await foreach (var row in tables.Audit.QueryAsync<TableEntity>(Rows(0), maxPerPage: 1, cancellationToken: cancellation))
        {
            var newest = AuditRow.Of(row);
            if (newest.Number > (found?.Head.Number ?? 0)) return (new(newest.Number, newest.Hash), found?.ETag);
            break;
        }
        return found ?? (AuditHead.Empty, null);
    }

    internal async Task<(AuditHead Head, ETag? ETag)?> FindHeadAsync(CancellationToken cancellation)
    {
        var row = await tables.Audit.GetEntityIfExistsAsync<TableEntity>(AuditRow.Partition, AuditRow.Head, cancellationToken: cancellation);
        return row.HasValue ? (new(row.Value!.GetInt64("Number") ?? 0, row.Value.GetString("Hash") ?? ""), row.Value.ETag) : null;
    }

    /// <param name="before">Only rows older than this number; 0: all.</param>
    internal static string Rows(long before) => before > 0
        ? TableClient.CreateQueryFilter($"PartitionKey eq {AuditRow.Partition} and RowKey gt {AuditRow.Key(before)} and RowKey lt {AuditRow.End}")
        : TableClient.CreateQueryFilter($"PartitionKey eq {AuditRow.Partition} and RowKey lt {AuditRow.End}");

    AuditRow Row(AuditDraft draft, AuditHead head, DataKey key)
    {
        var row = new AuditRow(
            head.Number + 1, time.GetUtcNow(), draft.Act, draft.Part, draft.Role, draft.Email is { } who ? PersonOf(key, who) : "",
            draft.Email is { } email ? key.Seal(email, Context(draft.Act, draft.Part, "Person")) : null, draft.Action, draft.Subject, draft.Network, draft.Facts,
            draft.Reason is { } reason && draft.ReasonKey is { } sealing ? sealing.Seal(reason, Context(draft.Act, draft.Part, "Reason")) : null, head.Hash);
        row = row with { Hash = row.HashNow() };
        return row with { Mark = MarkOf(key, row) };
    }

    internal static string PersonOf(DataKey key, string email) => key.Hash("audit", email.ToLowerInvariant());
    internal static byte[] MarkOf(DataKey key, AuditRow row) => key.Mac("audit", System.Text.Encoding.UTF8.GetBytes(row.Hash));
    internal static string Context(string act, string part, string column) => $"{AuditRow.Partition}|{act}|{part}|{column}";

    static TableTransactionAction Move(AuditRow row, ETag? tag)
    {
        var head = new TableEntity(AuditRow.Partition, AuditRow.Head) { ["Number"] = row.Number, ["Hash"] = row.Hash };
        return tag is { } known ? new(TableTransactionActionType.UpdateReplace, head, known) : new(TableTransactionActionType.Add, head);
    }

    async Task<bool> IsThereAsync(AuditRow row, CancellationToken cancellation)
    {
        var there = await tables.Audit.GetEntityIfExistsAsync<TableEntity>(AuditRow.Partition, AuditRow.Key(row.Number), cancellationToken: cancellation);
        return there.HasValue && AuditRow.Of(there.Value!).Hash == row.Hash;
    }
}
