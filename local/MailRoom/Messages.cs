using Campaigns.Local.MailRoom.Storage;

namespace Campaigns.Local.MailRoom;

/// <summary>What a mail room in this process has received, newest first.</summary>
public sealed class Messages
{
    readonly MailStore store;
    readonly Action empty;

    internal Messages(MailStore store, Action empty) => (this.store, this.empty) = (store, empty);

    /// <summary>How many there are.</summary>
    public int Count => store.Find(new MailQuery()).Count;

    /// <summary>The messages to a whole address and with this in the subject; null does not narrow.</summary>
    public IReadOnlyList<MailMessage> Find(string? to = null, string? subject = null, DateTimeOffset? after = null) =>
        [.. store.Open(store.Find(new MailQuery(to, subject, AfterTime: after)))];

    /// <summary>The newest such message; waits for it when it has not come yet.</summary>
    /// <param name="timeout">Real time; 10 seconds when null.</param>
    /// <exception cref="TimeoutException">None came in time.</exception>
    public async Task<MailMessage> WaitAsync(string? to = null, string? subject = null, TimeSpan? timeout = null)
    {
        using var patience = new CancellationTokenSource(timeout ?? TimeSpan.FromSeconds(10));
        while (true)
        {
            var next = store.NextArrival();
            if (Find(to, subject) is [var found, ..])
                return found;
            await next.WaitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (patience.IsCancellationRequested)
                throw new TimeoutException($"No message to {to ?? "anyone"} with \"{subject}\" in its subject; there are {Count} messages.");
        }
    }

    /// <summary>The bytes of an attachment.</summary>
    public byte[] Bytes(MailMessage message, int number) =>
        store.File(message.Id, $"{number}")?.Bytes ?? throw new KeyNotFoundException("The message is gone, or has fewer attachments.");

    /// <summary>Empties the inbox.</summary>
    public void Empty() => empty();
}
