using System.Security.Cryptography;
using Campaigns.Functions.Doors;
using Microsoft.AspNetCore.Http;

namespace Campaigns.Functions.Coordinators;

/// <summary>Tells a form posted twice from two campaigns that are alike: from the form's hidden input, or a script's Idempotency-Key.</summary>
static class LaunchKey
{
    public const string Field = "launch";
    const string Header = "Idempotency-Key";

    public static string New() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    public static string Of(HttpRequest request, PostedForm posted) =>
        request.Headers[Header] is [{ Length: > 0 } header] ? header
        : posted.Json is null && posted.Fields.GetValueOrDefault(Field) is { Length: > 0 } typed ? typed
        : New();
}
