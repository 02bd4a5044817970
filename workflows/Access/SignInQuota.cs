using Azure;
using Azure.Data.Tables;
using Campaigns.Storage;

namespace Campaigns.Access;

/// <summary>Counts what was asked for in a span of time, in a row that expires with it.</summary>
internal sealed class SignInQuota(TableClient table, TimeProvider time)
{
    /// <summary>Counts one more for <paramref name="who"/> (a keyed hash).</summary>
    /// <returns>Whether it was within the limit.</returns>
    public async Task<bool> TakeAsync(string who, string partition, int limit, TimeSpan span, CancellationToken cancellation)
    {
        while (true)
        {
            var found = await table.GetEntityIfExistsAsync<TableEntity>(partition, "asked|" + who, cancellationToken: cancellation);
            var row = found.HasValue ? found.Value! : new TableEntity(partition, "asked|" + who);
            if (row.GetDateTimeOffset("ExpiresAt") is not { } end || end <= time.GetUtcNow())
                (row["Count"], row["ExpiresAt"]) = (0, time.GetUtcNow() + span);
            var count = row.GetInt32("Count")!.Value + 1;
            row["Count"] = count;
            try
            {
                if (found.HasValue) await table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, cancellation);
                else await table.AddEntityAsync(row, cancellation);
                return count <= limit;
            }
            catch (RequestFailedException failure) when (failure.IsOvertaken())
            {
                // Somebody asked at the same moment: count again.
            }
        }
    }
}
