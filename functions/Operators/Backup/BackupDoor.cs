using Campaigns.Backup;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Campaigns.Functions.Operators.Backup;

/// <summary>
/// What <c>./campaigns backup</c> reads: which units there are, the mark of a partition, its rows a page at a time. <c>docs/backup.md</c> says in
/// which order. Nothing is kept between two requests, and no answer is large.
/// </summary>
public sealed class BackupDoor(KeyDoor door, CopyReading reading, CampaignStore campaigns)
{
    [Function("BackupUnits")]
    public Task<IResult> Units(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "ops/backup/units")] HttpRequest request, CancellationToken cancellation) =>
        door.AdmitAsync(request, async () => Said(request.Query["id"] is [{ Length: > 0 } id]
            ? await reading.UnitAsync(id, cancellation)
            : await reading.UnitsAsync(request.Query["from"].ToString(), cancellation)));

    [Function("BackupMark")]
    public Task<IResult> Mark(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "ops/backup/mark")] HttpRequest request, CancellationToken cancellation) =>
        door.AdmitAsync(request, async () => PlaceOf(request) is { } place
            ? Results.Json(new { mark = await reading.MarkAsync(place, cancellation) })
            : door.Wrong("partition"));

    [Function("BackupRows")]
    public Task<IResult> Rows(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "ops/backup/rows")] HttpRequest request, CancellationToken cancellation) =>
        door.AdmitAsync(request, async () => PlaceOf(request) is { } place
            ? Results.Bytes(await reading.RowsAsync(place, request.Query["after"].ToString(), cancellation), "application/x-ndjson")
            : door.Wrong("partition"));

    [Function("BackupDone")]
    public Task<IResult> Done(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "ops/backup/done")] HttpRequest request, CancellationToken cancellation) =>
        door.AdmitAsync(request, async () =>
        {
            if (await campaigns.FindAsync(request.Query["id"].ToString(), cancellation) is not { } campaign) return door.Wrong("id");
            await reading.NoteAsync(campaign, KeyDoor.Actor, cancellation);
            return Results.Json(new { noted = true });
        });

    internal static CopyPlace? PlaceOf(HttpRequest request) => CopyPlace.Of(request.Query["table"], request.Query["partition"]);

    static IResult Said(CopyUnits page) => Results.Json(new
    {
        units = page.Units.Select(unit => new { kind = unit.Kind.ToString().ToLowerInvariant(), unit.Id, unit.Shards }),
        page.Next,
        page.At,
    });
}
