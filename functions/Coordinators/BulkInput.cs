using System.Globalization;
using System.Security.Cryptography;
using Campaigns.Abuse;
using Campaigns.Checks;

namespace Campaigns.Functions.Coordinators;

/// <summary>Reads what a coordinator wants done to many signatures at once.</summary>
sealed class BulkInput(IReadOnlyDictionary<string, string> fields, Campaign campaign, DateTimeOffset now)
{
    public static readonly IReadOnlyList<(string Name, BulkAct Value)> Acts =
        [("hold", BulkAct.Hold), ("invalidate", BulkAct.Invalidate), ("release", BulkAct.Release)];

    public static readonly IReadOnlyList<(string Name, Alike Value)> Likenesses =
        [("no", Alike.No), ("name", Alike.Name), ("organisation", Alike.Organisation)];

    readonly FieldReader form = new(fields);

    public IReadOnlyList<FieldError> Errors => form.Errors;

    public string Step => form.Raw("step");

    public BulkAct Act() => form.Choice("act", Acts);

    public BulkPattern Pattern()
    {
        var (name, organisation, domain) = (Part("name"), Part("organisation"), Domain());
        var (from, to) = (Time("from"), Time("to"));
        var alike = form.Choice("alike", Likenesses, empty: Alike.No);
        if (from > to) form.Refuse("to", "BeforeOpening");
        var isOpen = name.Length == 0 && organisation.Length == 0 && domain.Length == 0 && from is null && to is null && alike == Alike.No;
        if (isOpen && form.Errors.Count == 0) form.Refuse("name", "NoPattern");
        return new(name, organisation, domain, from, Earlier(to is { } last ? EndOfMinute(last) : null, Seen()), alike);
    }

    /// <summary>When the preview was made: who signed after that was not seen, and is not meant. A script that made none means now.</summary>
    public DateTimeOffset Seen()
    {
        var typed = form.Raw("until");
        if (typed.Length == 0) return now;
        if (DateTimeOffset.TryParse(typed, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var until)) return until < now ? until : now;
        form.Refuse("until", "NotADate");
        return now;
    }

    public string Batch(bool optional)
    {
        var id = form.Raw("batch");
        if (id.Length == 0 && optional) return NewBatch();
        if (!BulkDesk.IsId(id)) form.Refuse("batch", id.Length == 0 ? "Required" : "Unknown");
        return id;
    }

    public static string NewBatch() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    public string Reason() => form.Text("reason", Limits.Reason, required: true);

    string Part(string field) => form.Text(field, Limits.Name, required: form.Raw(field).Length > 0);

    string Domain()
    {
        var typed = form.Raw("domain");
        if (typed.Length == 0) return "";
        if (EmailAddress.TryParse("a@" + typed[(typed.LastIndexOf('@') + 1)..], out var address)) return address.Domain;
        form.Refuse("domain", "NotADomain", "");
        return "";
    }

    DateTimeOffset? Time(string field)
    {
        var typed = form.Raw(field);
        if (typed.Length == 0) return null;
        if (ZonedTime.Read(typed, campaign.TimeZone) is { } at) return at;
        form.Refuse(field, "NotADate");
        return null;
    }

    static DateTimeOffset EndOfMinute(DateTimeOffset at) => at.Second == 0 && at.Millisecond == 0 ? at.AddMinutes(1).AddTicks(-1) : at;

    static DateTimeOffset Earlier(DateTimeOffset? one, DateTimeOffset other) => one < other ? one.Value : other;
}
