using Microsoft.AspNetCore.Http;

namespace Campaigns.Functions.Doors;

/// <summary>The function that answers a request: its name may be logged, the address may not.</summary>
static class DoorName
{
    public static void Keep(HttpContext http, string function) => http.Items[typeof(DoorName)] = function;

    public static string Of(HttpContext http) => http.Items[typeof(DoorName)] as string ?? "";
}
