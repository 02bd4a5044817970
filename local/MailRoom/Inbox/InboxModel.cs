using System.Globalization;
using Campaigns.Local.MailRoom.Faults;
using Campaigns.Local.MailRoom.Storage;

namespace Campaigns.Local.MailRoom.Inbox;

/// <summary>A line of the list.</summary>
public sealed record InboxRow(string Id, string To, string Sender, string Subject, DateTimeOffset At, int Files, Fate Fate);

/// <summary>What the inbox page shows.</summary>
/// <param name="Words">What was searched for; empty for everything.</param>
/// <param name="Listed">One page of the list, newest first.</param>
/// <param name="Found">How many there are on all pages.</param>
/// <param name="Page">1 and up.</param>
/// <param name="Wanted">Id of the message that the address names; null on the list itself.</param>
/// <param name="Open">The message beside the list: the one named, or else the newest.</param>
/// <param name="View">letter, text or headers.</param>
public sealed record InboxModel(
    string Words, IReadOnlyList<InboxRow> Listed, int Found, int Page, string? Wanted, MailMessage? Open, string View, DateTimeOffset Now, TimeZoneInfo Zone)
{
    const int PageSize = 40;

    /// <summary>How many pages the list has.</summary>
    public int Pages => Math.Max(1, (Found + PageSize - 1) / PageSize);

    internal static InboxModel Of(MailStore store, string? q, int? page, string? id, string? view, TimeProvider time)
    {
        var words = q?.Trim() ?? "";
        var all = store.Find(new MailQuery(Words: words.Length == 0 ? null : words));
        var number = Math.Clamp(page ?? 1, 1, Math.Max(1, (all.Count + PageSize - 1) / PageSize));
        Entry[] listed = [.. all.Skip((number - 1) * PageSize).Take(PageSize)];
        var open = id is null ? store.Open(listed.Take(1)).FirstOrDefault() : MessageDoors.Open(store, id);
        InboxRow[] rows = [.. listed.Select(entry => new InboxRow(entry.Id, entry.To, entry.Sender, entry.Subject, entry.At, entry.Files, entry.Fate))];
        return new InboxModel(words, rows, all.Count, number, id, open, Shown(open, view), time.GetUtcNow(), time.LocalTimeZone);
    }

    static string Shown(MailMessage? open, string? view) => view switch
    {
        "headers" => "headers",
        "text" when open?.Text is not null => "text",
        _ => open?.Html is null ? "text" : "letter",
    };

    /// <summary>Address of a message, of a page of the list, or of the list.</summary>
    public string Link(string? id = null, string? view = null, int? page = null)
    {
        var place = id is null ? "/" : "/read/" + Uri.EscapeDataString(id);
        string?[] query =
        [
            Words.Length > 0 ? "q=" + Uri.EscapeDataString(Words) : null,
            (page ?? Page) > 1 ? "page=" + (page ?? Page).ToString(CultureInfo.InvariantCulture) : null,
            view is null ? null : "view=" + view,
        ];
        var used = string.Join('&', query.Where(part => part is not null));
        return used.Length > 0 ? $"{place}?{used}" : place;
    }

    /// <summary>A time as short as it can be and still be right: the hour today, the day this year.</summary>
    public string When(DateTimeOffset instant)
    {
        var (then, today) = (Local(instant), Local(Now));
        var format = then.Date == today.Date ? "HH:mm" : then.Year == today.Year ? "d MMM" : "d MMM yyyy";
        return then.ToString(format, CultureInfo.InvariantCulture);
    }

    /// <summary>The whole time.</summary>
    public string Exactly(DateTimeOffset instant) =>
        Local(instant).ToString("dddd, d MMMM yyyy, HH:mm:ss", CultureInfo.InvariantCulture);

    DateTimeOffset Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone);
}
