using Campaigns.Functions.Doors;
using Campaigns.Functions.Entrance;
using Campaigns.Functions.Pages;
using Microsoft.AspNetCore.Http;

namespace Campaigns.Functions.Operators.Backup;

/// <summary>For doors that only the key of scripts opens: nobody signs in for them, whatever their role.</summary>
public sealed class KeyDoor(ScriptKey key, AuditedDoor audited, EntranceLog log, Texts texts)
{
    /// <summary>As the journal names whoever has the key.</summary>
    public const string Actor = "script";

    public async Task<IResult> AdmitAsync(HttpRequest request, Func<Task<IResult>> door)
    {
        if (key.IsWith(request)) return await audited.OpenAsync(request, Guard.KeyRole, null, door, request.HttpContext.RequestAborted);
        log.Refused(request, "wrong key");
        return Problem.Of(StatusCodes.Status401Unauthorized, texts["NotSignedIn_Title"]);
    }

    /// <summary>Writes into the audit trail that this is copied.</summary>
    public Task ReadAsync(string subject, CancellationToken cancellation) => audited.ReadAsync(subject, Guard.KeyRole, cancellation);

    /// <summary>409, with the reason in words.</summary>
    public IResult Refuse(string refusal) => Problem.Of(StatusCodes.Status409Conflict, texts["Refusal_" + refusal]);

    /// <summary>422: what was sent names nothing that can be copied.</summary>
    public IResult Wrong(string field) => Problem.Of(texts, [new(field, "Unknown")]);
}
