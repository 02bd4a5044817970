namespace Campaigns.Mail;

/// <summary>What the mail service answered this process in the last quarter of an hour: whether it takes messages at all. Only in memory.</summary>
public sealed class MailAnswers(TimeProvider time)
{
    /// <summary>How long an answer counts.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromMinutes(15);
    const int Most = 1_000;

    readonly Queue<(DateTimeOffset At, bool IsRefusal)> answers = new();
    (DateTimeOffset At, string Outcome)? last;
    int most;

    /// <param name="recipients">Of the one request.</param>
    public void Note(MailResult result, int recipients = 1)
    {
        lock (answers)
        {
            most = Math.Max(most, recipients);
            last = (time.GetUtcNow(), result.GetType().Name);
            if (result is not (MailResult.Accepted or MailResult.Rejected)) return; // whatever is busy or broken shows in what waits
            answers.Enqueue((time.GetUtcNow(), result is MailResult.Rejected));
            if (answers.Count > Most) answers.Dequeue();
        }
    }

    public MailService Look()
    {
        lock (answers)
        {
            while (answers.TryPeek(out var oldest) && time.GetUtcNow() - oldest.At > Memory) answers.Dequeue();
            return new(answers.Count(one => !one.IsRefusal), answers.Count(one => one.IsRefusal), answers.Where(one => one.IsRefusal).Select(one => (DateTimeOffset?)one.At).FirstOrDefault(), last?.At, last?.Outcome) { MostRecipients = most };
        }
    }
}

/// <summary>The mail service as this process knows it. Instants are UTC.</summary>
/// <param name="Taken">Requests that were accepted in the last quarter of an hour.</param>
/// <param name="RefusedSince">The first of the refusals that count.</param>
/// <param name="Outcome">Of the last answer: Accepted, Rejected, Busy or Unknown.</param>
public sealed record MailService(int Taken, int Refused, DateTimeOffset? RefusedSince, DateTimeOffset? AnsweredAt, string? Outcome)
{
    public static readonly MailService Silent = new(0, 0, null, null, null);

    /// <summary>Of one request, since this process began.</summary>
    public int MostRecipients { get; init; }
}
