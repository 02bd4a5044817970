using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Campaigns.Tests.Webhooks;

/// <summary>Another program: takes what it is told and checks the signature as Standard Webhooks says, with nothing but the secret.</summary>
sealed class Receiver : HttpMessageHandler
{
    readonly List<(string Id, string Body, string Timestamp, string Signature)> told = [];

    /// <summary>What it answers.</summary>
    public HttpStatusCode Answer { get; set; } = HttpStatusCode.NoContent;

    /// <summary>Before it answers.</summary>
    public Func<Task> Meanwhile { get; set; } = () => Task.CompletedTask;

    public IReadOnlyList<string> Ids => [.. told.Select(one => one.Id)];
    public IReadOnlyList<string> Bodies => [.. told.Select(one => one.Body)];

    public void Check(string secret)
    {
        var key = Convert.FromBase64String(secret["whsec_".Length..]);
        foreach (var (id, body, timestamp, signature) in told)
            Assert.Equal($"v1,{Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{id}.{timestamp}.{body}")))}", signature);
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string Header(string name) => request.Headers.GetValues(name).Single();
        told.Add((Header("webhook-id"), await request.Content!.ReadAsStringAsync(cancellationToken), Header("webhook-timestamp"), Header("webhook-signature")));
        await Meanwhile();
        return new(Answer);
    }
}
