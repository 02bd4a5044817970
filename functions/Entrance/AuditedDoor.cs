using System.Collections.Immutable;
using Campaigns.Audit;
using Campaigns.Checks;
using Campaigns.Functions.Doors;
using Microsoft.AspNetCore.Http;

namespace Campaigns.Functions.Entrance;

/// <summary>
/// Every act of coordinators, operators and scripts behind the <see cref="Guard"/> goes through here into the audit trail, by its address: doors that
/// are added later are in it, too. Not in it are looking, previews, and what an editor types into a draft (its versions tell who).
/// </summary>
public sealed class AuditedDoor(Auditing audit)
{
    static readonly ImmutableArray<string> Typing = ["save", "keep", "discard"];

    /// <summary>Where <c>step</c> says whether it is a preview, and with which words it is not.</summary>
    static readonly ImmutableDictionary<string, ImmutableArray<string>> Previews = new Dictionary<string, ImmutableArray<string>>
    {
        ["desk.bulk"] = ["apply", "finish", "undo"],
        ["desk.updates"] = ["send"],
        ["networks.import"] = ["apply"],
        ["ops.resend"] = ["apply"],
        ["networks.offices.import"] = ["apply"],
    }.ToImmutableDictionary();

    /// <param name="role">As <see cref="AuditAct.Role"/>.</param>
    public async Task<IResult> OpenAsync(HttpRequest request, string role, string? email, Func<Task<IResult>> door, CancellationToken cancellation)
    {
        if (Path(request) is not var (action, subject)) return await door();
        // Read here, so that the reason stands in the row that is written first; the door holds it against its own limit.
        var posted = await PostedForm.ReadAsync(request, Limits.ReplyBytes, cancellation);
        if (posted.Refusal is not null || (Previews.TryGetValue(action, out var acts) && !acts.Contains(posted.Fields.GetValueOrDefault("step", "")))) return await door();
        subject ??= posted.Fields.GetValueOrDefault("id", "");
        if (!AuditFacts.IsSubject(subject)) return await door(); // there is no such thing, as the door will say
        var reason = SingleLine.Read(posted.Fields.GetValueOrDefault("reason"), Limits.Reason, required: false, out var wrong);
        var act = new AuditAct(action, subject, role, email, wrong is null && reason.Length > 0 ? reason : null,
            AuditFacts.Asked(posted.WithNumbers("round", "addressee", "request", "number", "version")));
        request.HttpContext.Items[typeof(AuditAct)] = act;
        return await audit.CarryOutAsync(act, door, answer => (answer as IStatusCodeHttpResult)?.StatusCode ?? StatusCodes.Status200OK, cancellation);
    }

    /// <summary>Of an act on several campaigns, the part that concerns one: a row of its own, by the same person and for the same reason.</summary>
    /// <param name="told">What became of it, for the row of its outcome. No personal data.</param>
    /// <param name="isDone">False: nothing of it could be done.</param>
    public async Task<T> OfOneAsync<T>(HttpRequest request, string subject, Func<Task<T>> carryOut, Func<T, bool> isDone, Func<T, IEnumerable<KeyValuePair<string, string>>> told, CancellationToken cancellation)
    {
        if (request.HttpContext.Items[typeof(AuditAct)] is not AuditAct whole) throw new InvalidOperationException("There is no act that this could be a part of.");
        var part = new AuditAct(whole.Action, subject, whole.Role, whole.Email, whole.Reason, whole.Asked);
        return await audit.CarryOutAsync(part, async () =>
        {
            var result = await carryOut();
            foreach (var (name, value) in told(result)) part.Told[name] = value;
            return result;
        }, result => isDone(result) ? StatusCodes.Status200OK : StatusCodes.Status409Conflict, cancellation);
    }

    /// <summary>For doors that hand out what is stored, to be copied.</summary>
    public Task ReadAsync(string subject, string role, CancellationToken cancellation) => audit.ReadAsync(new("ops.backup.rows", subject, role, null, null, []), cancellation);

    /// <summary>Adds whom it concerns, by the keyed hash that rows name people with.</summary>
    public async Task TellWhomAsync(HttpRequest request, string email, CancellationToken cancellation) => Tell(request, "whom", await audit.PersonAsync(email, cancellation));

    /// <summary>Adds a fact to the row of the outcome. No personal data.</summary>
    public static void Tell(HttpRequest request, string name, string value)
    {
        if (request.HttpContext.Items[typeof(AuditAct)] is AuditAct act) act.Told[name] = value;
    }

    /// <summary>Null for what is no act. A null subject stands in the form.</summary>
    static (string Action, string? Subject)? Path(HttpRequest request)
    {
        if (!HttpMethods.IsPost(request.Method)) return null;
        return PathWords.Of(request) switch
        {
            ["ops", "deliveries", "resend"] => ("ops.resend", ""),
            ["ops", "people", var act] when Is(act) => ($"people.{act}", ""),
            ["ops", "backup", "done"] => ("ops.backup.done", request.Query["id"].ToString()),
            ["ops", "restore", ("begin" or "end") and var act] => ($"ops.restore.{act}", null),
            ["desk", "drafts", var id, var act] when Is(act) && !Typing.Contains(act) => ($"drafts.{act}", id),
            ["desk", var id, "letters", _] => ("desk.letters.test", id),
            ["desk", var id, "letters", _, "reply"] => ("desk.letters.reply", id),
            ["networks"] => ("networks.create", ""),
            ["networks", var id, "offices", var act] when Is(act) => ($"networks.offices.{act}", id),
            [var room and ("ops" or "desk" or "networks"), var id, var act] when Is(act) && id is not ("drafts" or "backup" or "restore") => ($"{room}.{act}", id),
            _ => null,
        };
    }

    static bool Is(string act) => act.Length <= 30 && act.All(c => char.IsAsciiLetterLower(c) || c == '-');
}
