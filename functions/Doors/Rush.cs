using Campaigns.Access;
using Campaigns.Functions.Pages;
using Campaigns.Storage;
using Microsoft.AspNetCore.Http;

namespace Campaigns.Functions.Doors;

/// <summary>The rates that guard the machine: past one the answer is 429 with <c>Retry-After</c>, and the form is kept.</summary>
public sealed class Rush(RateGate gate, KeyRing keys, Texts texts)
{
    /// <summary>Null when the request is within the rate; otherwise the answer, whose page <paramref name="page"/> makes.</summary>
    public Task<IResult>? Refuse(HttpRequest request, PostedForm posted, Rate rate, string what, string who, Func<Task<IResult>> page)
    {
        if (gate.Take(rate, what, who) is not { } wait) return null;
        request.HttpContext.Response.Headers.RetryAfter = $"{(int)Math.Ceiling(wait.TotalSeconds)}";
        return request.AnswersJson()
            ? Task.FromResult(Problem.Of(StatusCodes.Status429TooManyRequests, texts["Busy_Title"]))
            : page();
    }

    /// <summary>As what a person is counted: a keyed hash of the address.</summary>
    public string Of(string email) => keys.Access.Hash("rate", email);
}
