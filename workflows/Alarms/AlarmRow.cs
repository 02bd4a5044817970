using System.Text.Json;
using Azure;
using Azure.Data.Tables;

namespace Campaigns.Alarms;

/// <summary>
/// The rows of the table <c>Alarms</c>: partition <c>open</c>, row <c>{campaign}|{place}</c>; partition <c>mended</c>, row
/// <c>{ticks, newest first}|{campaign}|{place}</c>; partition <c>watch</c>, row <c>last</c>: when the watchdog last looked.
/// </summary>
static class AlarmRow
{
    public const string Open = "open";
    public const string Mended = "mended";
    public const string Watch = "watch";
    public const string Last = "last";

    public static TableEntity OfOpen(Alarm alarm) => new(Open, Key(alarm)) { ["State"] = JsonSerializer.Serialize(alarm) };

    public static TableEntity OfMended(Alarm alarm, DateTimeOffset at) =>
        new(Mended, $"{DateTimeOffset.MaxValue.UtcTicks - at.UtcTicks:D19}|{Key(alarm)}") { ["State"] = JsonSerializer.Serialize(alarm), ["MendedAt"] = at };

    public static Alarm Read(TableEntity row) => JsonSerializer.Deserialize<Alarm>(row.GetString("State")!)!;

    public static string Key(Alarm alarm) => $"{alarm.CampaignId}|{alarm.Place}";

    /// <summary>Adds the row; that it is there already is success.</summary>
    public static async Task AddOnceAsync(this TableClient table, TableEntity row, CancellationToken cancellation)
    {
        try
        {
            await table.AddEntityAsync(row, cancellation);
        }
        catch (RequestFailedException exists) when (exists.Status == 409) { }
    }
}
