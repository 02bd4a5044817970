using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Campaigns.Letters;

namespace Campaigns.Tests.Simulation;

/// <summary>The mail service's side: what it accepted, what became of it, and the signed events that it posts back.</summary>
sealed class MailService(World world)
{
    static readonly ECDsa Key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    static readonly TimeSpan Patience = TimeSpan.FromHours(24);

    readonly Random luck = Seeds.Stream(world.Plan.Seed, "delivery");
    readonly Dictionary<string, List<Action<SimulatedMail>>> readers = [];
    int number;

    public string WebhookKey { get; } = Convert.ToBase64String(Key.ExportSubjectPublicKeyInfo());
    public List<SimulatedMail> Accepted { get; } = [];

    /// <summary>From now on the reader sees the mail to this address.</summary>
    public void Read(string address, Action<SimulatedMail> reader) =>
        (readers.TryGetValue(address, out var known) ? known : readers[address] = []).Add(reader);

    /// <returns>The id of the message.</returns>
    public string Accept(SimulatedMail mail)
    {
        var accepted = mail with { At = world.Agenda.Now, Id = $"m{++number}" };
        Accepted.Add(accepted);
        world.Trace.Say($"The mail service takes {(mail.Letter is null ? $"“{mail.Subject}”" : $"letter {mail.Letter}")} to {mail.To}.");
        var (events, arrives) = Fate();
        foreach (var (name, after) in events)
            if (accepted.Letter is not null) PostLater(Event(accepted, name), world.Agenda.Now + after, after, world.Agenda.Now + Patience);
        if (arrives) world.Agenda.In(TimeSpan.FromSeconds(luck.Next(1, 20)), () => Deliver(accepted));
        return accepted.Id;
    }

    (List<(string Name, TimeSpan After)> Events, bool Arrives) Fate()
    {
        List<(string, TimeSpan)> usual = [("processed", Soon()), ("delivered", Soon() * 2)];
        if (!world.Faults.Strike(FaultKinds.MailIsLost)) return (usual, true);
        return luck.Next(4) switch
        {
            0 => ([("processed", Soon()), ("bounce", Soon() * 3)], false),
            1 => ([("processed", Soon()), ("deferred", Soon()), ("delivered", Soon() * 200)], true),
            2 => ([], false),
            _ => ([("delivered", Soon()), ("processed", Soon() * 2), ("delivered", Soon() * 9), ("processed", Soon() * 50), ("delivered", Soon() * 90)], true),
        };

        TimeSpan Soon() => TimeSpan.FromSeconds(1 + 9 * luck.NextDouble());
    }

    void Deliver(SimulatedMail mail)
    {
        foreach (var reader in readers.GetValueOrDefault(mail.To, [])) reader(mail);
    }

    void PostLater(string body, DateTimeOffset at, TimeSpan pause, DateTimeOffset until) => world.Agenda.At(at, async () =>
    {
        var signed = Sign(body);
        var reply = await world.AskAsync(app => app.Get<DeliveryEvents>().TakeAsync(signed.Body, signed.Signature, signed.Timestamp, _ => Task.CompletedTask));
        if (reply is { IsAnswered: true, Value: DeliveryEventsResult.Taken }) return;
        if (reply.IsAnswered) world.Violate($"The webhook answered {reply.Value} to a genuine event.");
        if (world.Agenda.Now < until) PostLater(body, world.Agenda.Now + pause, pause * 2, until);
    });

    (byte[] Body, string Signature, string Timestamp) Sign(string body)
    {
        var timestamp = world.Agenda.Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = Key.SignData(Encoding.UTF8.GetBytes(timestamp + body), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return (Encoding.UTF8.GetBytes(body), Convert.ToBase64String(signature), timestamp);
    }

    string Event(SimulatedMail mail, string name) => JsonSerializer.Serialize(new[]
    {
        new Dictionary<string, object>
        {
            ["email"] = mail.To,
            ["event"] = name,
            ["letter"] = mail.Letter!,
            ["timestamp"] = world.Agenda.Now.ToUnixTimeSeconds(),
            ["sg_event_id"] = $"{mail.Id}-{name}-{++number}",
            ["sg_message_id"] = mail.Id,
            ["reason"] = $"550 5.1.1 <{mail.To}>: Recipient address rejected",
        },
    });
}
