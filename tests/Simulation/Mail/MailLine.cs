using System.Net;
using System.Net.Sockets;

namespace Campaigns.Tests.Simulation;

/// <summary>The line from one process of the app to the mail service.</summary>
sealed class MailLine(World world, AppProcess process) : HttpMessageHandler
{
    static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);
    readonly Random luck = Seeds.Stream(world.Plan.Seed, "mail", process.Number);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var mail = SimulatedMail.Read(await request.Content!.ReadAsStringAsync(cancellationToken));
        foreach (var one in mail) world.Watch.Mailed(one);
        var answer = new TaskCompletionSource<HttpResponseMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (process.IsAlive) world.Agenda.In(Latency(), () => Arrive(mail, answer));
        return await answer.Task;
    }

    void Arrive(IReadOnlyList<SimulatedMail> mail, TaskCompletionSource<HttpResponseMessage> answer)
    {
        if (!process.IsAlive && luck.Chance(0.5)) return;
        if (process.IsAlive && world.Faults.Strike(FaultKinds.Deaths))
        {
            var afterwards = luck.Chance(0.5);
            if (afterwards) AcceptAll(mail);
            world.Kill(process, $"{(afterwards ? "after" : "before")} the mail service took a message");
        }
        else if (world.Faults.Strike(FaultKinds.MailRefuses)) Refuse(mail, answer);
        else if (world.Faults.Strike(FaultKinds.MailHangs)) Hang(mail, answer);
        else Say(answer, Accepted(AcceptAll(mail)));
    }

    void Refuse(IReadOnlyList<SimulatedMail> mail, TaskCompletionSource<HttpResponseMessage> answer)
    {
        switch (luck.Next(8))
        {
            case 0 or 1:
                var busy = Status(429);
                busy.Headers.RetryAfter = new(TimeSpan.FromSeconds(luck.Next(1, 90)));
                Say(answer, busy);
                break;
            case 2 or 3:
                Say(answer, Status(500));
                break;
            case 4:
                Say(answer, Status(503));
                break;
            case 5:
                if (luck.Chance(0.5)) AcceptAll(mail);
                Say(answer, Status(502));
                break;
            case 6:
                Say(answer, Status(400));
                break;
            default:
                Fail(answer, Latency(), new HttpRequestException("refused", new SocketException((int)SocketError.ConnectionRefused)));
                break;
        }
    }

    void Hang(IReadOnlyList<SimulatedMail> mail, TaskCompletionSource<HttpResponseMessage> answer)
    {
        AcceptAll(mail);
        world.Trace.Say("... and does not answer.");
        if (luck.Chance(0.5)) Fail(answer, Timeout, new TaskCanceledException("The request was canceled due to the configured time-out."));
        else Fail(answer, Latency(), new HttpRequestException(HttpRequestError.ResponseEnded, "The response ended."));
    }

    /// <returns>The id of the request.</returns>
    string AcceptAll(IReadOnlyList<SimulatedMail> mail) => mail.Select(world.Mail.Accept).ToList()[0];

    static HttpResponseMessage Status(int status) => new((HttpStatusCode)status)
    {
        Content = new StringContent("""{"errors":[{"message":"no","field":"content","help":null}]}"""),
    };

    static HttpResponseMessage Accepted(string id)
    {
        var accepted = new HttpResponseMessage(HttpStatusCode.Accepted);
        accepted.Headers.Add("X-Message-Id", id);
        return accepted;
    }

    void Say(TaskCompletionSource<HttpResponseMessage> answer, HttpResponseMessage said) => world.Agenda.In(Latency(), () =>
    {
        if (process.IsAlive) answer.TrySetResult(said);
    });

    void Fail(TaskCompletionSource<HttpResponseMessage> answer, TimeSpan after, Exception error) => world.Agenda.In(after, () =>
    {
        if (process.IsAlive) answer.TrySetException(error);
    });

    TimeSpan Latency() => TimeSpan.FromMilliseconds(5 + 60 * luck.NextDouble());
}
