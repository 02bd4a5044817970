using Azure;
using Azure.Data.Tables;

namespace Campaigns.Local.DurableTask.Storage;

/// <summary>The table {hub}Instances.</summary>
sealed class InstanceStore(TableClient table, TableCalls calls, string hub)
{
    static readonly string[] KeyAndDue = ["PartitionKey", InstanceRows.DueColumn];

    /// <summary>Stores a new instance's row. False when there is one, perhaps this very one: a first try may have timed out.</summary>
    public async Task<bool> AddAsync(InstanceRow row, bool untilDone)
    {
        Task<Response> Add() => table.AddEntityAsync(InstanceRows.Write(row, hub), calls.Closed);
        try
        {
            await (untilDone ? calls.UntilDoneAsync("start instance", Add) : calls.OnceAsync("start instance", Add)).ConfigureAwait(false);
            return true;
        }
        catch (RequestFailedException e) when (e.Status == 409)
        {
            return false;
        }
    }

    public Task<InstanceRow?> FindAsync(string id, Action<Exception>? trouble = null) =>
        calls.UntilDoneAsync("read instance", () => GetAsync(id), trouble);

    public Task<InstanceRow?> FindOnceAsync(string id) => calls.OnceAsync("read instance", () => GetAsync(id));

    /// <summary>Also where the row is missing: it was there when the instance was started, so storage has forgotten it.</summary>
    public Task WriteAsync(InstanceRow row) => calls.UntilDoneAsync("write instance", () =>
        table.UpsertEntityAsync(InstanceRows.Write(row, hub), TableUpdateMode.Replace, calls.Closed));

    /// <summary>Makes sure that a restart will look at the instance. False when it is gone.</summary>
    public async Task<bool> MarkAsync(string id, DateTime due, Action<Exception> trouble)
    {
        var mark = new TableEntity(id, string.Empty) { [InstanceRows.DueColumn] = due };
        try
        {
            await calls.UntilDoneAsync(
                "mark instance", () => table.UpdateEntityAsync(mark, ETag.All, TableUpdateMode.Merge, calls.Closed), trouble).ConfigureAwait(false);
            return true;
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return false;
        }
    }

    public async Task DeleteAsync(string id)
    {
        try
        {
            await calls.OnceAsync("delete instance", () => table.DeleteEntityAsync(id, string.Empty, ETag.All, calls.Closed)).ConfigureAwait(false);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
        }
    }

    /// <summary>Every instance that is not over, and when it has to be looked at: all that a restart needs to read.</summary>
    public async Task<List<(string Id, DateTime Due)>> ListUnfinishedAsync()
    {
        const string Filter = "RuntimeStatus eq 'Running' or RuntimeStatus eq 'Pending' or RuntimeStatus eq 'Suspended'";
        var found = new List<(string, DateTime)>();
        string? next = null;
        do
        {
            var page = await PageAsync(Filter, 1000, next, KeyAndDue, untilDone: true).ConfigureAwait(false);
            found.AddRange(page.Values.Select(e => (e.PartitionKey, InstanceRows.Utc(e, InstanceRows.DueColumn) ?? InstanceRow.Never)));
            next = page.ContinuationToken;
        }
        while (next is not null);
        return found;
    }

    public async Task<(List<InstanceRow> Rows, string? Next)> QueryAsync(string? filter, int size, string? token)
    {
        var page = await PageAsync(filter, Math.Clamp(size, 1, 1000), token, InstanceRows.Listed, untilDone: false).ConfigureAwait(false);
        return (page.Values.Select(InstanceRows.Read).ToList(), page.ContinuationToken);
    }

    async Task<Page<TableEntity>> PageAsync(string? filter, int size, string? token, string[]? select, bool untilDone)
    {
        async Task<Page<TableEntity>> Fetch()
        {
            var pages = table.QueryAsync<TableEntity>(filter, size, select, calls.Closed).AsPages(token, size);
            await foreach (var page in pages.ConfigureAwait(false)) return page;
            return Page<TableEntity>.FromValues([], null, null!);
        }

        return await (untilDone ? calls.UntilDoneAsync("list instances", Fetch) : calls.OnceAsync("list instances", Fetch)).ConfigureAwait(false);
    }

    async Task<InstanceRow?> GetAsync(string id)
    {
        try
        {
            var found = await table.GetEntityIfExistsAsync<TableEntity>(id, string.Empty, null, calls.Closed).ConfigureAwait(false);
            return found.HasValue ? InstanceRows.Read(found.Value!) : null;
        }
        catch (RequestFailedException e) when (e.Status == 400)
        {
            return null; // an id that storage refuses as a key is nobody's
        }
    }
}
