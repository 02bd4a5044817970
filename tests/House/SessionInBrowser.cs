using Campaigns.Tests.Desk;
using Microsoft.Playwright;

namespace Campaigns.Tests.House;

static class SessionInBrowser
{
    /// <summary>
    /// Goes on in a browser as somebody who is signed in already. The cookie is one for https, as the settings of the houses say; browsers send such cookies
    /// to their own machine without it, but do not let them be put there under such an address.
    /// </summary>
    public static Task TakeOverAsync(this IBrowserContext context, HttpClient signedIn, DeskHouse house)
    {
        var cookie = signedIn.DefaultRequestHeaders.GetValues("Cookie").Single().Split('=', 2);
        return context.AddCookiesAsync([new() { Name = cookie[0], Value = cookie[1], Url = new UriBuilder(house.Address) { Scheme = Uri.UriSchemeHttps }.Uri.ToString(), Secure = true }]);
    }
}
