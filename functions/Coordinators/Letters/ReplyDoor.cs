using Campaigns.Access;
using Campaigns.Functions.Doors;
using Campaigns.Functions.Entrance;
using Campaigns.Functions.Signatories;
using Campaigns.Letters.Replies;
using Campaigns.Letters.Replies.Inbound;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Campaigns.Functions.Coordinators.Letters;

/// <summary>What an office wrote back: recorded, read, taken back; what came by mail: accepted, discarded.</summary>
public sealed class ReplyDoor(Guard guard, CampaignReading campaigns, LetterReading reading, ReplyStore replies, InboundReplies incoming, CampaignWriter journal, TimeProvider time)
{
    [Function("ReplyRecord")]
    public Task<IResult> Post(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "desk/{id}/letters/{number}/reply")] HttpRequest request, string id, string number, CancellationToken cancellation) =>
        guard.AdmitAsync(request, Roles.Coordinator, staff => TakeAsync(request, staff, id, number, cancellation), cancellation);

    [Function("ReplyFile")]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "desk/{id}/letters/{number}/replies/{reply}")] HttpRequest request, string id, string number, string reply,
        CancellationToken cancellation) =>
        guard.AdmitAsync(request, Roles.Coordinator, async staff =>
            await reading.ViewAsync(staff, id, number, cancellation) is { } view
                && (view.Replies.FirstOrDefault(one => one.Id == reply) ?? view.Incoming.FirstOrDefault(one => one.Id == reply)?.As(ReplyKind.Answer)) is { File: { } file } found
                && await replies.FileAsync(view.Campaign, found, cancellation) is { } bytes
                ? Results.Bytes(bytes, "application/octet-stream", file.Name) // never shown by the browser: it comes from outside
                : await campaigns.NotFoundAsync(request), cancellation);

    async Task<IResult> TakeAsync(HttpRequest request, Staff staff, string id, string number, CancellationToken cancellation)
    {
        var posted = await PostedForm.ReadAsync(request, Limits.ReplyBytes, cancellation);
        if (posted.Refusal is { } status) return await campaigns.RefusedAsync(request, status, $"/desk/{id}/letters/{number}");
        if (await reading.ViewAsync(staff, id, number, cancellation) is not { HasLeft: true } view) return await campaigns.NotFoundAsync(request);
        var form = view.ReplyForm with { Values = posted.Fields };
        if (!guard.IsOurs(staff, posted, form.Action))
            return await reading.ShowAsync(request, view with { ReplyForm = form with { Expired = true } }, StatusCodes.Status400BadRequest);
        if (posted.Fields.ContainsKey("accept") || posted.Fields.ContainsKey("discard")) return await SettleAsync(request, staff, view, posted, cancellation);
        if (posted.Fields.TryGetValue("remove", out var mistaken)) return await RemoveAsync(request, staff, view, mistaken, cancellation);
        var read = ReplyInput.Read(posted, view.Campaign, view.Addressee.Number, view.Rows.Min(row => row.SentAt) ?? view.Campaign.LaunchedAt, time.GetUtcNow());
        if (!read.IsValid) return await reading.ShowAsync(request, view with { ReplyForm = form with { Errors = read.Errors } }, StatusCodes.Status422UnprocessableEntity);
        if (view.Replies.Count >= Limits.Replies)
            return await reading.ShowAsync(request, view with { Refusal = "TooManyReplies" }, StatusCodes.Status409Conflict);
        if (await replies.AddAsync(view.Campaign, read.Value!, cancellation) is { } added && view.Replies.All(one => one.Id != added.Id))
            await NoteAsync(view, staff, $"Reply{added.Kind}", cancellation);
        return await DoneAsync(request, staff, view, cancellation);
    }

    /// <summary>What came by mail: a reply of that kind, or none.</summary>
    async Task<IResult> SettleAsync(HttpRequest request, Staff staff, LetterView view, PostedForm posted, CancellationToken cancellation)
    {
        var (accept, actor) = (posted.Fields.GetValueOrDefault("accept"), staff.Actor(Roles.Coordinator));
        if (view.Incoming.FirstOrDefault(one => one.Id == (accept ?? posted.Fields["discard"])) is not { } mail) return await campaigns.NotFoundAsync(request);
        var kind = ReplyInput.Kind(posted);
        if (accept is not null && kind.Errors is [_, ..])
            return await reading.ShowAsync(request, view with { ReplyForm = view.ReplyForm with { Errors = kind.Errors } }, StatusCodes.Status422UnprocessableEntity);
        var isDone = accept is null
            ? await incoming.DiscardAsync(view.Campaign, mail, actor, cancellation)
            : await incoming.AcceptAsync(view.Campaign, mail, kind.Kind, actor, cancellation);
        return isDone ? await DoneAsync(request, staff, view, cancellation) : await reading.ShowAsync(request, view with { Refusal = "IncomingSettled" }, StatusCodes.Status409Conflict);
    }

    async Task<IResult> RemoveAsync(HttpRequest request, Staff staff, LetterView view, string id, CancellationToken cancellation)
    {
        if (view.Replies.FirstOrDefault(reply => reply.Id == id) is not { } mistaken) return await campaigns.NotFoundAsync(request);
        await replies.RemoveAsync(view.Campaign, mistaken, cancellation);
        await NoteAsync(view, staff, "ReplyRemoved", cancellation);
        return await DoneAsync(request, staff, view, cancellation);
    }

    Task NoteAsync(LetterView view, Staff staff, string what, CancellationToken cancellation) =>
        journal.NoteAsync(view.Campaign.Id, JournalEntry.Of(time.GetUtcNow(), staff.Actor(Roles.Coordinator), what, view.Addressee.Number), cancellation);

    async Task<IResult> DoneAsync(HttpRequest request, Staff staff, LetterView view, CancellationToken cancellation) => request.AnswersJson()
        ? await reading.ShowAsync(request, (await reading.ViewAsync(staff, view.Campaign.Id, $"{view.Addressee.Number}", cancellation))!, StatusCodes.Status200OK)
        : request.SeeOther($"{view.Path}#replies");
}
