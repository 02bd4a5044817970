using System.Collections.Concurrent;
using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.Logging;

namespace Campaigns.Local.DurableTask.Storage;

/// <summary>
/// One process owns a hub: a row in {hub}Partitions names it. On the same machine a dead owner is recognised at once,
/// by its process; an owner on another machine only when it has not renewed its row for a while.
/// </summary>
sealed class Ownership(TableClient table, TableCalls calls, EngineOptions options, TimeProvider time, ILogger log) : IAsyncDisposable
{
    const string Key = "owner";

    /// <summary>The owners inside this process that have not given up.</summary>
    static readonly ConcurrentDictionary<string, bool> Here = new();

    readonly string id = Guid.NewGuid().ToString("N");
    ITimer? timer;
    ETag etag;

    /// <summary>Called when another process has taken the hub.</summary>
    public Action<Exception> Lost { get; set; } = _ => { };

    /// <summary>Makes the tables of the hub that are missing.</summary>
    public required Func<Task> MakeTables { get; init; }

    /// <exception cref="InvalidOperationException">Another process owns the hub.</exception>
    public async Task AcquireAsync()
    {
        Here[id] = true;
        try
        {
            while (!await TryAcquireAsync().ConfigureAwait(false))
            {
            }
        }
        catch
        {
            Here.TryRemove(id, out _);
            throw;
        }

        timer = time.CreateTimer(_ => _ = BeatAsync(), null, options.Heartbeat, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Gives up without a word to storage, as a killed process does.</summary>
    public void Abandon()
    {
        timer?.Dispose();
        Here.TryRemove(id, out _);
    }

    /// <summary>Frees the hub for the next. The row stays and names nobody, so that one that is missing can only have been forgotten.</summary>
    public async ValueTask DisposeAsync()
    {
        Abandon();
        try
        {
            var free = new TableEntity(options.HubName, Key);
            await calls.OnceAsync("release hub", () => table.UpdateEntityAsync(free, etag, TableUpdateMode.Replace)).ConfigureAwait(false);
        }
        catch (Exception e) when (e is RequestFailedException or EngineStoppedException or AggregateException)
        {
            log.LogWarning("The hub could not be released ({Error}); the next owner will see that this process is gone", e.Message);
        }
    }

    /// <summary>True: it is ours. False: the row changed under us, look again.</summary>
    async Task<bool> TryAcquireAsync()
    {
        var found = await calls.UntilDoneAsync("read owner", () =>
            table.GetEntityIfExistsAsync<TableEntity>(options.HubName, Key, null, calls.Closed)).ConfigureAwait(false);
        if (found.HasValue) await ThrowIfAliveAsync(found.Value!).ConfigureAwait(false);
        try
        {
            var response = await calls.UntilDoneAsync("take hub", () => found.HasValue
                ? table.UpdateEntityAsync(Row(), found.Value!.ETag, TableUpdateMode.Replace, calls.Closed)
                : table.AddEntityAsync(Row(), calls.Closed)).ConfigureAwait(false);
            etag = response.Headers.ETag!.Value;
            return true;
        }
        catch (RequestFailedException e) when (e.Status is 404 or 409 or 412)
        {
            return false;
        }
    }

    async Task ThrowIfAliveAsync(TableEntity row)
    {
        var owner = row.GetString("CurrentOwner");
        if (owner is null || owner == id) return;
        var process = new ProcessIdentity(row.GetString("Host")!, row.GetInt32("ProcessId")!.Value, row.GetString("ProcessStart")!);
        if (process.Host == ProcessIdentity.Own.Host)
        {
            if (process == ProcessIdentity.Own ? Here.ContainsKey(owner) : process.IsAlive()) Refuse(process);
            log.LogInformation("The hub {Hub} was left by process {Process}, which is gone; taking it over", options.HubName, process.Id);
            return;
        }

        var expires = InstanceRows.Utc(row, "ExpiresAt")!.Value;
        var wait = expires - time.GetUtcNow().UtcDateTime;
        if (wait <= TimeSpan.Zero) return;
        log.LogInformation("Waiting {Wait} for a sign of life of the hub's owner on {Host}", wait, process.Host);
        await Task.Delay(wait, time, calls.Closed).ConfigureAwait(false);
        var again = await calls.UntilDoneAsync("read owner", () =>
            table.GetEntityIfExistsAsync<TableEntity>(options.HubName, Key, null, calls.Closed)).ConfigureAwait(false);
        if (again.HasValue && again.Value!.ETag != row.ETag) Refuse(process);
    }

    void Refuse(ProcessIdentity process) => throw new InvalidOperationException(
        $"The task hub '{options.HubName}' is in use by process {process.Id} on {process.Host}. "
        + "Stop that process, or give this one another hub name (CAMPAIGNS_HUB) or another storage account.");

    /// <summary>One after the other: when the clock leaps, or storage is slow, beats must not pile up.</summary>
    async Task BeatAsync()
    {
        await RenewAsync().ConfigureAwait(false);
        if (Here.ContainsKey(id)) timer!.Change(options.Heartbeat, Timeout.InfiniteTimeSpan);
    }

    async Task RenewAsync()
    {
        try
        {
            var response = await calls.OnceAsync("renew hub", () =>
                table.UpdateEntityAsync(Row(), etag, TableUpdateMode.Replace, calls.Closed)).ConfigureAwait(false);
            etag = response.Headers.ETag!.Value;
        }
        catch (RequestFailedException e) when (e.Status is 404 or 412)
        {
            if (await IsOursAsync().ConfigureAwait(false)) return;
            Lost(new HubLostException($"Another process has taken the task hub '{options.HubName}'; this one stops."));
        }
#pragma warning disable CA1031 // the next beat tries again
        catch (Exception e)
#pragma warning restore CA1031
        {
            if (!calls.Closed.IsCancellationRequested) log.LogWarning("The hub's owner row was not renewed: {Error}", e.Message);
        }
    }

    /// <summary>
    /// What the row says. A renewal that seemed to fail may have been stored, and has changed the ETag. A row that is missing was
    /// forgotten by storage, perhaps with its table, which is no reason to stop, and is written again.
    /// </summary>
    public async Task<bool> IsOursAsync()
    {
        while (true)
        {
            var found = await calls.UntilDoneAsync("read owner", () =>
                table.GetEntityIfExistsAsync<TableEntity>(options.HubName, Key, null, calls.Closed)).ConfigureAwait(false);
            if (!found.HasValue)
            {
                await MakeTables().ConfigureAwait(false);
                if (await TryAcquireAsync().ConfigureAwait(false)) return true;
                continue;
            }

            if (found.Value!.GetString("CurrentOwner") != id) return false;
            etag = found.Value.ETag;
            return true;
        }
    }

    TableEntity Row() => new(options.HubName, Key)
    {
        ["CurrentOwner"] = id,
        ["Host"] = ProcessIdentity.Own.Host,
        ["ProcessId"] = ProcessIdentity.Own.Id,
        ["ProcessStart"] = ProcessIdentity.Own.Start,
        ["LastRenewal"] = time.GetUtcNow().UtcDateTime,
        ["ExpiresAt"] = time.GetUtcNow().UtcDateTime + options.OwnerExpiry,
    };
}
