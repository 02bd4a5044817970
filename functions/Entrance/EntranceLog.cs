using Campaigns.Access;
using Campaigns.Functions.Doors;
using Campaigns.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Campaigns.Functions.Entrance;

/// <summary>
/// Who was let in and who was not, for the operator's log: what was decided, at which door, why. Never who, from where, or what was typed; people stand
/// in the audit trail, sealed. Everything is counted (<see cref="Meters.Entrance"/>); of one kind no more lines are written than
/// <see cref="Rates.EntranceLines"/>, so that nobody can fill the log from outside.
/// </summary>
public sealed class EntranceLog(RateGate gate, ILogger<EntranceLog> log)
{
    public const string ByLink = "link", ByCode = "code", ByPasskey = "passkey", ByProvider = "provider";

    static readonly EventId In = new(1001, "SignedIn"), NotIn = new(1002, "NotSignedIn"), Closed = new(1003, "Refused"), Input = new(1004, "InputRefused");

    /// <summary>A session was opened; or, where a second factor is still waited for, the first half of it.</summary>
    /// <param name="way">One of the constants here.</param>
    public void SignedIn(string way, bool half = false)
    {
        var what = half ? "half" : "whole";
        if (Counts(In, $"{way}, {what}")) log.LogInformation(In, "Signed in by {Way}: {What}", way, what);
    }

    /// <param name="why">In few words of ours.</param>
    public void NotSignedIn(string way, string why)
    {
        if (Counts(NotIn, $"{way}, {why}")) log.LogWarning(NotIn, "Not signed in by {Way}: {Why}", way, why);
    }

    /// <summary>Somebody was not let in.</summary>
    public void Refused(HttpRequest request, string why)
    {
        if (Counts(Closed, why)) log.LogWarning(Closed, "Refused at {Door}: {Why}", DoorName.Of(request.HttpContext), why);
    }

    /// <summary>Somebody without a session was led to sign in, as happens to everybody after twelve hours.</summary>
    public void LedToSignIn(HttpRequest request)
    {
        if (Counts(Closed, "no session")) log.LogInformation(Closed, "Refused at {Door}: {Why}", DoorName.Of(request.HttpContext), "no session");
    }

    /// <summary>What was sent could not be read or taken.</summary>
    public void InputRefused(HttpContext http, int status)
    {
        if (Counts(Input, $"{status}")) log.LogInformation(Input, "Input refused at {Door}: {Status}", DoorName.Of(http), status);
    }

    bool Counts(EventId what, string why)
    {
        Meters.Entrance.Add(1, Meters.Tag("event", what.Name!), Meters.Tag("why", why));
        return gate.Take(Rates.EntranceLines, "entrance", $"{what.Name}, {why}") is null;
    }
}
