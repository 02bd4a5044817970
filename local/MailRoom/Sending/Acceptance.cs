using System.Buffers.Text;
using System.Security.Cryptography;
using Campaigns.Local.MailRoom.Faults;
using Campaigns.Local.MailRoom.Storage;

namespace Campaigns.Local.MailRoom.Sending;

/// <summary>Turns a request that passed the checks into what is stored.</summary>
static class Acceptance
{
    /// <summary>The request to store, and the bytes of its files in their order. Fates come from the faults in force.</summary>
    public static (Sent Sent, IReadOnlyList<byte[]> Files) Of(SendRequest request, FaultBook faults, DateTimeOffset now)
    {
        var files = request.Attachments ?? [];
        var sent = new Sent(
            NewId(),
            Microseconds(now),
            request.Content!.Find(part => part!.Type == Mime.Text)?.Value,
            request.Content.Find(part => part!.Type == Mime.Html)?.Value,
            request.ReplyTo is { } replyTo ? Box(replyTo) : null,
            [.. (request.Categories ?? [])!],
            [.. files.Select(file => Describe(file!))],
            [.. request.Personalizations!.Select(person => Envelope(request, person!, faults))]);
        return (sent, [.. files.Select(file => Convert.FromBase64String(file!.Content!))]);
    }

    static Envelope Envelope(SendRequest request, SendRequest.Person person, FaultBook faults)
    {
        var subject = SubjectOf(request, person);
        return new Envelope(
            Box(person.From ?? request.From!),
            Boxes(person.To),
            Boxes(person.Cc),
            Boxes(person.Bcc),
            subject,
            RequestCheck.Merged(request.Headers, person.Headers)!,
            RequestCheck.Merged(request.CustomArgs, person.CustomArgs)!,
            RequestCheck.Merged(null, person.Substitutions)!,
            faults.ForMessage(person.Everyone.Select(address => address!.Email!), subject));
    }

    /// <summary>A personalization's own subject, or the request's.</summary>
    public static string SubjectOf(SendRequest request, SendRequest.Person person) =>
        string.IsNullOrEmpty(person.Subject) ? request.Subject! : person.Subject;

    static StoredFile Describe(SendRequest.FilePart file) =>
        new(file.Filename!, file.Type ?? "application/octet-stream", file.Disposition, file.ContentId, 0, Convert.FromBase64String(file.Content!).Length);

    static Mailbox[] Boxes(List<SendRequest.Address?>? addresses) => [.. (addresses ?? []).Select(address => Box(address!))];

    static Mailbox Box(SendRequest.Address address) => new(address.Email!, address.Name);

    /// <summary>Many languages read times with six digits after the point, and not with seven.</summary>
    static DateTimeOffset Microseconds(DateTimeOffset time) => new(time.UtcTicks - time.UtcTicks % TimeSpan.TicksPerMicrosecond, TimeSpan.Zero);

    static string NewId() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
}
