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
        door.AdmitAsync(request, async () =>
        {
            if (request.Query["id"] is [{ Length: > 0 } id]) return Said(await reading.UnitAsync(id, cancellation));
            return NameOf(request, "from") is { } from ? Said(await reading.UnitsAsync(from, cancellation)) : door.Wrong("from");
        });

    [Function("BackupMark")]
    public Task<IResult> Mark(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "ops/backup/mark")] HttpRequest request, CancellationToken cancellation) =>
        door.AdmitAsync(request, async () => PlaceOf(request) is { } place
            ? Results.Json(new { mark = await reading.MarkAsync(place, cancellation) })
            : door.Wrong("partition"));

    [Function("BackupRows")]
    public Task<IResult> Rows(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "ops/backup/rows")] HttpRequest request, CancellationToken cancellation) =>
        door.AdmitAsync(request, async () =>
        {
            if (PlaceOf(request) is not { } place || NameOf(request, "after") is not { } after) return door.Wrong(PlaceOf(request) is null ? "partition" : "after");
            await door.ReadAsync(place.Owner, cancellation);
            return Results.Bytes(await reading.RowsAsync(place, after, cancellation), "application/x-ndjson");
        });

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

    /// <summary>Empty where nothing was given; null for what cannot be the name of a row.</summary>
    static string? NameOf(HttpRequest request, string parameter) =>
        request.Query[parameter].ToString() is { Length: <= 512 } name && !name.Any(char.IsControl) ? name : null;

    static IResult Said(CopyUnits page) => Results.Json(new
    {
        units = page.Units.Select(unit => new { kind = unit.Kind.ToString().ToLowerInvariant(), unit.Id, unit.Shards }),
        page.Next,
        page.At,
    });
}
