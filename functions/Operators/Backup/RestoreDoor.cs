using System.Globalization;
using System.Text;
using Azure;
using Azure.Data.Tables;
using Campaigns.Backup;
using Campaigns.Functions.Doors;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Campaigns.Functions.Operators.Backup;

/// <summary>
/// What <c>./campaigns restore</c> writes to, for each unit of a copy: begin (again, while it answers "clear"), rows, end. All of it can be sent
/// again. Nothing exists before the end.
/// </summary>
public sealed class RestoreDoor(KeyDoor door, Restoring restoring, RestoreEnd end)
{
    [Function("RestoreBegin")]
    public Task<IResult> Begin(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "ops/restore/begin")] HttpRequest request, CancellationToken cancellation) =>
        door.AdmitAsync(request, async () =>
        {
            var (unit, posted) = await ReadAsync(request, cancellation);
            if (unit is null || Copy(posted.Fields.GetValueOrDefault("copy")) is not { } copy) return door.Wrong(unit is null ? "id" : "copy");
            if (!TryBytes(posted.Fields.GetValueOrDefault("wrapped", ""), out var wrapped)) return door.Wrong("wrapped");
            var overwrite = posted.Fields.GetValueOrDefault("overwrite", "") == unit.Id; // whoever means it spells the id
            var begun = await restoring.BeginAsync(unit, copy, wrapped, overwrite, cancellation);
            return begun.Refusal is { } refusal ? door.Refuse(refusal) : Results.Json(new { state = begun.Action.ToString().ToLowerInvariant() });
        });

    [Function("RestoreRows")]
    public Task<IResult> Rows(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "ops/restore/rows")] HttpRequest request, CancellationToken cancellation) =>
        door.AdmitAsync(request, async () =>
        {
            var unit = CopyUnit.Of(request.Query["kind"], request.Query["id"]);
            if (unit is null || BackupDoor.PlaceOf(request) is not { } place) return door.Wrong(unit is null ? "id" : "partition");
            if (Copy(request.Query["copy"]) is not { } copy) return door.Wrong("copy");
            if (await TextAsync(request, cancellation) is not { } text) return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
            try
            {
                var rows = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => CopyRow.Read(line, place)).ToList();
                return await restoring.WriteAsync(unit, copy, place, rows, cancellation) ? Results.Json(new { rows = rows.Count }) : door.Refuse("NotBegun");
            }
            catch (Exception wrong) when (wrong is FormatException or RequestFailedException { Status: 400 or 413 })
            {
                return door.Refuse("Damaged");
            }
        });

    [Function("RestoreEnd")]
    public Task<IResult> End(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "ops/restore/end")] HttpRequest request, CancellationToken cancellation) =>
        door.AdmitAsync(request, async () =>
        {
            var (unit, posted) = await ReadAsync(request, cancellation);
            if (unit is null || Copy(posted.Fields.GetValueOrDefault("copy")) is not { } copy) return door.Wrong(unit is null ? "id" : "copy");
            if (!DateTimeOffset.TryParse(posted.Fields.GetValueOrDefault("copiedAt"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var copiedAt)) return door.Wrong("copiedAt");
            TableEntity row;
            try
            {
                row = CopyRow.ReadDeciding(posted.Fields.GetValueOrDefault("row", ""), unit);
            }
            catch (FormatException)
            {
                return door.Refuse("Damaged");
            }
            var refusal = await end.EndAsync(unit, copy, copiedAt.ToUniversalTime(), row, KeyDoor.Actor, cancellation);
            return refusal is null ? Results.Json(new { state = "restored" }) : door.Refuse(refusal);
        });

    static async Task<(CopyUnit? Unit, PostedForm Posted)> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        var posted = await PostedForm.ReadAsync(request, Limits.LaunchBytes, cancellation);
        return (CopyUnit.Of(posted.Fields.GetValueOrDefault("kind"), posted.Fields.GetValueOrDefault("id")), posted);
    }

    static string? Copy(string? text) => text is { Length: > 0 and <= 64 } && text.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') ? text : null;

    static bool TryBytes(string text, out byte[]? bytes)
    {
        var room = new byte[text.Length];
        bytes = Convert.TryFromBase64String(text, room, out var length) && length > 0 ? room[..length] : null;
        return bytes is not null || text.Length == 0;
    }

    static async Task<string?> TextAsync(HttpRequest request, CancellationToken cancellation)
    {
        using var body = new MemoryStream();
        var buffer = new byte[65_536];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, cancellation)) > 0)
        {
            body.Write(buffer, 0, read);
            if (body.Length > Limits.RestoreBytes) return null;
        }
        return Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length);
    }
}
