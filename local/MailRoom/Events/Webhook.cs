using System.Globalization;
using System.Net.Http.Headers;

namespace Campaigns.Local.MailRoom.Events;

/// <summary>Posts the events to the app, signed, one post after another, until the app takes them.</summary>
sealed class Webhook(MailRoomOptions options, EventQueue queue, WebhookKey key, ILogger<Webhook> log) : BackgroundService
{
    readonly HttpClient client = new() { Timeout = TimeSpan.FromSeconds(10) };
    TaskCompletionSource addressed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    bool down;

    /// <summary>Where the events go. Null keeps them.</summary>
    public Uri? Address
    {
        get;
        set
        {
            field = value;
            Interlocked.Exchange(ref addressed, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
        }
    } = options.WebhookUrl;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var moved = Volatile.Read(ref addressed).Task;
            if (Address is not { } address)
            {
                await moved.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                continue;
            }
            var (batch, nextDue, added) = queue.Next(options.Time.GetUtcNow());
            if (batch.Count > 0)
                await Tell(address, batch, stoppingToken);
            else
                await Wait(nextDue, added, stoppingToken);
        }
    }

    async Task Wait(DateTimeOffset? nextDue, Task added, CancellationToken stopping)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var wait = nextDue is { } due ? due - options.Time.GetUtcNow() : Timeout.InfiniteTimeSpan;
        // A timer counts whole milliseconds: rounded up, or it would come too early and come again.
        var ticks = nextDue is null ? wait : TimeSpan.FromMilliseconds(Math.Max(1, Math.Ceiling(wait.TotalMilliseconds)));
        await Task.WhenAny(added, Task.Delay(ticks, options.Time, enough.Token));
        await enough.CancelAsync();
    }

    async Task Tell(Uri address, IReadOnlyList<MailEvent> batch, CancellationToken stopping)
    {
        var (taken, answered) = await Post(address, Body(batch), stopping);
        if (stopping.IsCancellationRequested && !taken)
            return;
        if (taken)
            queue.Tell(batch);
        else
            queue.Postpone(batch, options.Time.GetUtcNow(), answered);
        if (down == taken)
            log.LogInformation("{Message}", taken ? "The webhook is answered again." : $"The webhook at {address.GetLeftPart(UriPartial.Path)} is not answered; events are kept and repeated.");
        down = !taken;
    }

    async Task<(bool Taken, bool Answered)> Post(Uri address, byte[] body, CancellationToken stopping)
    {
        var timestamp = options.Time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        request.Headers.Add("X-Twilio-Email-Event-Webhook-Signature", key.Sign(timestamp, body));
        request.Headers.Add("X-Twilio-Email-Event-Webhook-Timestamp", timestamp);
        try
        {
            using var answer = await client.SendAsync(request, stopping);
            return (answer.IsSuccessStatusCode, true);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return (false, false);
        }
    }

    /// <summary>SendGrid writes an event a line.</summary>
    static byte[] Body(IReadOnlyList<MailEvent> batch)
    {
        using var body = new MemoryStream();
        body.WriteByte((byte)'[');
        foreach (var item in batch)
        {
            body.Write(body.Length == 1 ? ""u8 : ","u8);
            body.Write("\r\n"u8);
            body.Write(item.Json);
        }
        body.Write("\r\n]\r\n"u8);
        return body.ToArray();
    }

    public override void Dispose()
    {
        client.Dispose();
        base.Dispose();
    }
}
