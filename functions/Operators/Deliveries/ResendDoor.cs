using System.Collections.Immutable;
using System.Text.Json;
using Campaigns.Access;
using Campaigns.Deliveries;
using Campaigns.Functions.Doors;
using Campaigns.Functions.Entrance;
using Campaigns.Functions.Pages;
using Campaigns.Functions.Signatories;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Campaigns.Functions.Operators.Deliveries;

/// <summary>
/// Sends letters and mails again: the chosen ones, or with <c>all</c> those that the filter shows. The field <c>step</c> says what is asked for: preview (changes nothing), apply.
/// What is chosen is posted by its key, which names the attempt that was seen.
/// </summary>
public sealed class ResendDoor(Guard guard, AuditedDoor audited, CampaignReading campaigns, DeliveryReading reading, DeliveryRetry retry, Texts texts, TimeProvider time)
{
    /// <summary>Fields of the form that hold a key begin so; in JSON there is a list <c>deliveries</c>.</summary>
    public const string One = "one-";

    [Function("ResendDeliveries")]
    public Task<IResult> Post(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "ops/deliveries/resend")] HttpRequest request, CancellationToken cancellation) =>
        guard.AdmitAsync(request, Roles.Operator, staff => ActAsync(request, staff, cancellation), cancellation);

    async Task<IResult> ActAsync(HttpRequest request, Staff staff, CancellationToken cancellation)
    {
        var posted = await PostedForm.ReadAsync(request, Limits.FormBytes, cancellation);
        if (posted.Refusal is { } status) return await campaigns.RefusedAsync(request, status, DeliveriesDoor.Path);
        var form = guard.Form(staff, DeliveriesDoor.Path) with { Values = posted.Fields };
        if (DeliveryQuery.Read(posted.Fields.GetValueOrDefault) is not { } query) return await campaigns.RefusedAsync(request, StatusCodes.Status400BadRequest, DeliveriesDoor.Path);
        var (chosen, more, wrong) = await ChosenAsync(staff, posted, query, cancellation);
        if (wrong is not null) return await ShowAsync(request, new(staff, time.GetUtcNow(), form with { Errors = [wrong] }, [], false), StatusCodes.Status422UnprocessableEntity);

        if (!guard.IsOurs(staff, posted, DeliveriesDoor.Path)) form = form with { Expired = true };
        var apply = posted.Fields.GetValueOrDefault("step") == "apply";
        FieldError? noReason = null;
        var reason = apply ? OpsActions.Reason(posted.Fields, out noReason) : "";
        if (noReason is not null) form = form with { Errors = [noReason] };
        if (!apply || form.HasErrors)
            return await ShowAsync(request, new(staff, time.GetUtcNow(), form, await reading.PreviewAsync(staff, chosen, cancellation), more),
                form.Expired ? StatusCodes.Status400BadRequest : form.HasErrors ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
        var results = await ApplyAsync(request, staff, chosen, reason, cancellation);
        return await ShowAsync(request, new(staff, time.GetUtcNow(), form, [], more, results), StatusCodes.Status200OK);
    }

    async Task<IReadOnlyList<RetryGroup<RetryResult>>> ApplyAsync(HttpRequest request, Staff staff, IReadOnlyList<DeliveryKey> chosen, string reason, CancellationToken cancellation)
    {
        var results = new List<RetryGroup<RetryResult>>();
        foreach (var (campaign, isSeen, keys) in await reading.GroupAsync(staff, chosen, cancellation))
            results.Add(new(campaign, !isSeen ? [.. DeliveryReading.Hidden(keys).Select(line => new RetryResult(line, line.Verdict.Why))]
                : campaign is null ? await retry.ApplyAsync(null, keys, reason, staff.Actor(Roles.Operator), cancellation)
                : await audited.OfOneAsync(request, campaign.Id, () => retry.ApplyAsync(campaign, keys, reason, staff.Actor(Roles.Operator), cancellation), IsDone, DeliveryJson.Facts, cancellation)));
        await retry.CountAgainAsync(chosen, cancellation);
        foreach (var (name, value) in DeliveryJson.Numbers(results.SelectMany(group => group.Lines))) AuditedDoor.Tell(request, name, value);
        return results;
    }

    static bool IsDone(IReadOnlyList<RetryResult> results) => results.Any(one => one.Refusal is null);

    /// <summary>What was chosen, no more than can be sent again at once, each once.</summary>
    async Task<(IReadOnlyList<DeliveryKey> Chosen, bool More, FieldError? Wrong)> ChosenAsync(Staff staff, PostedForm posted, DeliveryQuery query, CancellationToken cancellation)
    {
        if (posted.Fields.GetValueOrDefault("all") == "yes" || posted.Json?.TryGetProperty("all", out var all) == true && all.ValueKind == JsonValueKind.True)
        {
            var read = await reading.ReadAsync(staff, query with { After = null }, Limits.RetriedAtOnce, cancellation);
            return ([.. read.Page.Deliveries.Select(one => one.Key)], read.Page.Next is not null, read.Page.Deliveries.Count == 0 ? new("deliveries", "Required") : null);
        }
        var named = Named(posted).Distinct().ToList();
        var keys = named.Select(DeliveryKey.Parse).OfType<DeliveryKey>().ToList();
        return (keys, false, named.Count == 0 ? new("deliveries", "Required") : named.Count > Limits.RetriedAtOnce ? new("deliveries", "TooMany", [$"{Limits.RetriedAtOnce}"])
            : keys.Count < named.Count ? new("deliveries", "Unknown") : null);
    }

    static IEnumerable<string> Named(PostedForm posted) =>
        posted.Json is { } json && json.TryGetProperty("deliveries", out var list) && list.ValueKind == JsonValueKind.Array
        ? list.EnumerateArray().Select(one => one.ValueKind == JsonValueKind.String ? one.GetString()! : "")
        : posted.Fields.Where(field => field.Key.StartsWith(One, StringComparison.OrdinalIgnoreCase)).OrderBy(field => field.Key.Length).ThenBy(field => field.Key, StringComparer.Ordinal).Select(field => field.Value);

    async Task<IResult> ShowAsync(HttpRequest request, ResendView view, int status)
    {
        if (!request.AnswersJson()) return await request.PageAsync(view, status);
        if (view.Form.Expired) return Problem.Of(status, texts["Expired_Title"]);
        if (!view.Form.Errors.IsEmpty) return Problem.Of(texts, view.Form.Errors);
        return view.Results is { } results ? DeliveryJson.Results(results) : DeliveryJson.Preview(view);
    }
}
