using Campaigns.Audit;
using Microsoft.AspNetCore.Http;

namespace Campaigns.Functions.Operators.Audit;

/// <summary>The audit trail for scripts.</summary>
static class AuditJson
{
    public static IResult Page(AuditView view) => Results.Json(new
    {
        rows = view.Page.Lines.Select(line => new
        {
            line.Row.Number,
            line.Row.At,
            line.Row.Act,
            line.Row.Part,
            line.Row.Role,
            who = line.Email,
            line.Row.Person,
            line.Row.Action,
            line.Row.Subject,
            line.Row.Network,
            facts = AuditFacts.Read(line.Row.Facts),
            why = line.Reason,
            line.Row.Hash,
        }),
        next = view.Page.Next,
        verified = view.Finding is not { } found ? null : new
        {
            found.Rows,
            found.Number,
            found.Hash,
            whole = found.Break is null,
            brokenAt = found.Break?.Number,
            found.Break?.What,
            unfinished = found.Unfinished.Select(row => new { row.Number, row.At, row.Action, row.Subject }),
        },
    });

    /// <summary>As <see cref="AuditRow.Canonical"/> writes it, and its hash.</summary>
    public static object Stored(AuditRow row) => new
    {
        format = AuditRow.Format1,
        number = row.Number,
        previous = row.Previous,
        at = AuditRow.Instant(row.At),
        act = row.Act,
        part = row.Part,
        role = row.Role,
        person = row.Person,
        sealedPerson = Convert.ToBase64String(row.SealedPerson ?? []),
        action = row.Action,
        subject = row.Subject,
        network = row.Network,
        facts = row.Facts,
        sealedReason = Convert.ToBase64String(row.SealedReason ?? []),
        hash = row.Hash,
    };
}
