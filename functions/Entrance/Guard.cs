using Campaigns.Access;
using Campaigns.Functions.Doors;
using Campaigns.Functions.Pages;
using Campaigns.Functions.Signatories;
using Microsoft.AspNetCore.Http;

namespace Campaigns.Functions.Entrance;

/// <summary>
/// Stands at every door of coordinators and operators: who comes in needs a session with the role, or the key of scripts.
/// People without a session are led to sign in, scripts are told 401; the wrong role is 403. A campaign of a network that is not theirs is
/// 404, as one that does not exist: whatever stands below <c>/desk/{id}</c> and <c>/ops/{id}</c> is guarded here, for doors still to come too.
/// What they do lands in the audit trail, and so does what is refused to those who may only look; every refusal is a line in the log.
/// </summary>
public sealed class Guard(Sessions sessions, FormTokens tokens, ScriptKey key, AuditedDoor audited, CampaignReading campaigns, CampaignsOptions options, EntranceLog log, Texts texts)
{
    /// <summary>As the audit trail names whoever has the key of scripts.</summary>
    public const string KeyRole = "key";

    public async Task<IResult> AdmitAsync(HttpRequest request, Roles role, Func<Staff, Task<IResult>> door, CancellationToken cancellation)
    {
        if (key.IsWith(request)) return await audited.OpenAsync(request, KeyRole, null, () => door(Staff.Script), cancellation);
        if (await SessionAsync(request, cancellation) is not { } session) return NotSignedIn(request);
        if (session.NeedsFactor) return FactorFirst(request);
        var staff = StaffOf(session);
        if (!staff.LooksAs(role)) return await WrongRoleAsync(request, staff);
        var opened = staff.Is(role) || IsLooking(request) ? door : acting => OnlyLooksAsync(request, acting);
        return await IsHiddenAsync(request, staff, role, cancellation) ? await HiddenAsync(request)
            : await audited.OpenAsync(request, staff.Actor(role), session.Email, () => opened(staff), cancellation);
    }

    /// <summary>For what belongs to the person and not to a role: whoever is signed in. A script is nobody here.</summary>
    public async Task<IResult> AdmitPersonAsync(HttpRequest request, Func<Staff, Session, Task<IResult>> door, CancellationToken cancellation) =>
        await SessionAsync(request, cancellation) is { } session
            ? await door(StaffOf(session), session)
            : NotSignedIn(request);

    /// <summary>Only people of the settings' list, who see every network, and scripts.</summary>
    public Task<IResult> AdmitListedAsync(HttpRequest request, Roles role, Func<Staff, Task<IResult>> door, CancellationToken cancellation) =>
        AdmitAsync(request, role, staff => staff.Scope(role).Everything ? door(staff) : WrongRoleAsync(request, staff), cancellation);

    Staff StaffOf(Session session) => new(session, tokens.Create(SignOutDoor.Path, session.SessionId));

    public Task<Session?> SessionAsync(HttpRequest request, CancellationToken cancellation) =>
        SessionCookie.Read(request, options) is { } secret ? sessions.FindAsync(secret, cancellation) : Task.FromResult<Session?>(null);

    /// <summary>A form that this person can post to <paramref name="action"/>.</summary>
    public FormState Form(Staff staff, string action) =>
        new(action, tokens.Create(action, staff.Session?.SessionId ?? "")) { Scope = action[(action.LastIndexOf('/') + 1)..] + "-" };

    /// <summary>Whether the POST was meant: a script's key, JSON (which no other site can post), or our page's hidden input.</summary>
    public bool IsOurs(Staff staff, PostedForm posted, string action) =>
        staff.Session is null || posted.Json is not null || tokens.IsValid(posted.Fields.GetValueOrDefault(FormState.TokenField), action, staff.Session.SessionId);

    async Task<bool> IsHiddenAsync(HttpRequest request, Staff staff, Roles role, CancellationToken cancellation)
    {
        if (staff.Scope(role).Everything || PathWords.Of(request) is not ["desk" or "ops", var id, ..]) return false;
        return await campaigns.FindAsync(id, cancellation) is { } campaign && !staff.Sees(campaign, role);
    }

    async Task<IResult> HiddenAsync(HttpRequest request)
    {
        log.Refused(request, "not their network");
        return await campaigns.NotFoundAsync(request);
    }

    static bool IsLooking(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);

    async Task<IResult> OnlyLooksAsync(HttpRequest request, Staff staff)
    {
        log.Refused(request, "may only look");
        if (request.AnswersJson()) return Problem.Of(StatusCodes.Status403Forbidden, texts["OnlyLooks_Text"]);
        return await request.PageAsync(new StaffNoticeView(staff, texts["OnlyLooks_Title"], texts["OnlyLooks_Text"]), StatusCodes.Status403Forbidden);
    }

    IResult FactorFirst(HttpRequest request)
    {
        log.Refused(request, "no second factor");
        return request.WantsJson() ? Problem.Of(StatusCodes.Status403Forbidden, texts["Factor_Required"]) : request.SeeOther(Accounts.FactorDoor.Path);
    }

    IResult NotSignedIn(HttpRequest request)
    {
        var hasKey = request.Headers.ContainsKey("x-functions-key");
        if (hasKey) log.Refused(request, "wrong key");
        else log.LedToSignIn(request);
        if (request.WantsJson() || request.HasJsonContentType() || hasKey) return Problem.Of(StatusCodes.Status401Unauthorized, texts["NotSignedIn_Title"]);
        return request.SeeOther($"/signin?next={Uri.EscapeDataString(Landing.After(request))}");
    }

    async Task<IResult> WrongRoleAsync(HttpRequest request, Staff staff)
    {
        log.Refused(request, "wrong role");
        if (request.WantsJson()) return Problem.Of(StatusCodes.Status403Forbidden, texts["WrongRole_Title"]);
        var view = new StaffNoticeView(staff, texts["WrongRole_Title"], texts["WrongRole_Text"]);
        return await request.PageAsync(view, StatusCodes.Status403Forbidden);
    }
}
