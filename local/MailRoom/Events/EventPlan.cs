using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Campaigns.Local.MailRoom.Faults;
using Campaigns.Local.MailRoom.Storage;

namespace Campaigns.Local.MailRoom.Events;

/// <summary>Which events a request leads to, and when. The same request always leads to the same events, so none has to be stored.</summary>
static class EventPlan
{
    static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(20);
    static readonly TimeSpan Later = TimeSpan.FromMilliseconds(120);

    public static IEnumerable<MailEvent> Of(Sent sent, TimeSpan deferFor) =>
        from place in Enumerable.Range(0, sent.Envelopes.Count)
        from recipient in sent.Envelopes[place].Recipients.Select((mailbox, n) => new Recipient(sent, place, n, mailbox.Email))
        from step in Steps(sent.Envelopes[place].Fate, deferFor)
        select Event(recipient, step);

    static IEnumerable<Step> Steps(Fate fate, TimeSpan deferFor) => fate switch
    {
        Fate.Dropped => [],
        Fate.Bounced => [new("processed", Soon), new("bounce", Later)],
        Fate.Deferred => [new("processed", Soon), new("deferred", Later), new("delivered", Later + deferFor)],
        // Delivered before processed, then both again under their own id and once more under another one.
        Fate.Repeated =>
        [
            new("delivered", Soon), new("processed", Later), new("processed", Later * 2, 1), new("delivered", Later * 2, 1),
            new("delivered", Later * 3, 2, NewId: true), new("processed", Later * 3, 2, NewId: true),
        ],
        _ => [new("processed", Soon), new("delivered", Later)],
    };

    static MailEvent Event(Recipient recipient, Step step)
    {
        var due = recipient.Sent.At + step.After;
        var key = $"{recipient.Sent.Id}/{recipient.Place}/{recipient.Number}/{step.Name}";
        var id = Id(step.NewId ? $"{key}/{step.Copy}" : key);
        return new MailEvent($"{key}/{step.Copy}", due, due, Json(recipient, step, due, id));
    }

    static byte[] Json(Recipient recipient, Step step, DateTimeOffset at, string id)
    {
        var (sent, envelope) = (recipient.Sent, recipient.Sent.Envelopes[recipient.Place]);
        Dictionary<string, object> fields = new()
        {
            ["email"] = recipient.Email,
            ["timestamp"] = at.ToUnixTimeSeconds(),
            ["smtp-id"] = $"<{sent.Id}@mailroom.invalid>",
            ["event"] = step.Name,
            ["sg_event_id"] = id,
            ["sg_message_id"] = sent.MessageId(recipient.Place),
        };
        if (sent.Categories.Count > 0)
            fields["category"] = sent.Categories;
        Details(step.Name, fields);
        foreach (var (name, value) in envelope.CustomArgs)
            fields.TryAdd(name, value);
        return JsonSerializer.SerializeToUtf8Bytes(fields);
    }

    static void Details(string name, Dictionary<string, object> fields)
    {
        switch (name)
        {
            case "delivered":
                fields["response"] = "250 OK";
                break;
            case "deferred":
                fields["response"] = "451 4.7.1 Please try again later";
                fields["attempt"] = "1";
                break;
            case "bounce":
                fields["type"] = "bounce";
                fields["status"] = "5.1.1";
                fields["reason"] = "550 5.1.1 The email account that you tried to reach does not exist.";
                fields["bounce_classification"] = "Invalid Address";
                break;
        }
    }

    static string Id(string key) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 16));

    readonly record struct Recipient(Sent Sent, int Place, int Number, string Email);

    readonly record struct Step(string Name, TimeSpan After, int Copy = 0, bool NewId = false);
}
