using System.Globalization;
using System.Text.Json;
using Campaigns.Access;
using Campaigns.Audit;
using Campaigns.Functions.Doors;
using Campaigns.Functions.Entrance;
using Campaigns.Functions.Pages;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Campaigns.Functions.Operators.Audit;

/// <summary>
/// The audit trail, the newest first: <c>subject</c>, <c>person</c> (a keyed hash, never an address) and <c>act</c> in the address choose rows, <c>before</c> pages,
/// <c>verify=yes</c> computes the chain again. Operators of networks see what was done in these.
/// </summary>
public sealed class AuditDoor(Guard guard, AuditReading reading)
{
    const int AtOnce = 100;

    [Function("AuditTrail")]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "ops/audit")] HttpRequest request, CancellationToken cancellation) =>
        guard.AdmitAsync(request, Roles.Operator, async staff =>
        {
            var (filter, before) = (Filter(request), Before(request));
            var page = await reading.PageAsync(filter, row => Sees(staff, row), before, AtOnce, cancellation);
            var finding = request.Query["verify"] == "yes" ? await reading.CheckAsync(cancellation) : null;
            if (finding is not null) finding = finding with { Unfinished = [.. finding.Unfinished.Where(row => Sees(staff, row))] };
            var view = new AuditView(staff, filter, before, page, finding);
            return request.WantsJson() ? AuditJson.Page(view) : await request.PageAsync(view);
        }, cancellation);

    /// <summary>Every row as it is stored, a JSON object a line: what is sealed stays sealed, and whoever has the file can compute the chain.</summary>
    [Function("AuditFile")]
    public Task<IResult> File(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "ops/audit.jsonl")] HttpRequest request, CancellationToken cancellation) =>
        guard.AdmitAsync(request, Roles.Operator, staff => Task.FromResult(Results.Stream(async stream =>
        {
            await foreach (var row in reading.RowsAsync(Filter(request), Before(request), cancellation))
                if (Sees(staff, row))
                {
                    await stream.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(AuditJson.Stored(row)), cancellation);
                    await stream.WriteAsync("\n"u8.ToArray(), cancellation);
                }
        }, "application/x-ndjson", "audit.jsonl")), cancellation);

    static bool Sees(Staff staff, AuditRow row) => staff.Scope(Roles.Operator) is var scope && (row.Network.Length > 0 ? scope.SeesNetwork(row.Network) : scope.Unassigned);

    static AuditFilter Filter(HttpRequest request) => new(Word(request, "subject"), Word(request, "person"), Word(request, "act"));

    /// <summary>What can be an id or a code; anything else chooses nothing.</summary>
    static string Word(HttpRequest request, string name) =>
        request.Query[name].ToString().Trim() is { Length: <= 60 } word && word.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-') ? word : "";

    static long Before(HttpRequest request) => long.TryParse(request.Query["before"], NumberStyles.None, CultureInfo.InvariantCulture, out var before) && before <= 999_999_999_998 ? before : 0;
}
