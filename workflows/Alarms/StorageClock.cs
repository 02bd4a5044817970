using Azure.Data.Tables;
using Campaigns.Storage;

namespace Campaigns.Alarms;

/// <summary>How far this machine's clock is off that of storage, which says the time with every answer.</summary>
public sealed class StorageClock(CampaignTables tables, TimeProvider time)
{
    /// <summary>A clock that is made up (a rehearsal's, a test's) agrees with nobody's.</summary>
    public bool IsCompared { get; init; } = ReferenceEquals(time, TimeProvider.System);

    /// <returns>Positive: this machine is ahead. Null: storage did not say. Right to a second or two.</returns>
    public async Task<TimeSpan?> OffAsync(CancellationToken cancellation = default)
    {
        if (!IsCompared) return null;
        var answer = await tables.Alarms.GetEntityIfExistsAsync<TableEntity>(AlarmRow.Watch, AlarmRow.Last, cancellationToken: cancellation);
        return answer.GetRawResponse().Headers.Date is { } said ? time.GetUtcNow() - said : null;
    }
}
