using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace Campaigns.Tests.Accounts.Passkeys;

/// <summary>A device with passkeys, plugged into a browser of the tests (WebAuthn of the Chrome DevTools protocol).</summary>
sealed class VirtualKey
{
    readonly ICDPSession session;
    readonly string id;

    VirtualKey(ICDPSession session, string id) => (this.session, this.id) = (session, id);

    public static async Task<VirtualKey> PlugInAsync(IPage page)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("WebAuthn.enable");
        var added = await session.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "usb",
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
        return new(session, added!.Value.GetProperty("authenticatorId").GetString()!);
    }

    public async Task<JsonObject> OnlyAsync()
    {
        var all = await session.SendAsync("WebAuthn.getCredentials", new() { ["authenticatorId"] = id });
        return JsonNode.Parse(all!.Value.GetProperty("credentials").EnumerateArray().Single().GetRawText())!.AsObject();
    }

    /// <summary>As if the key had been copied before it was last used.</summary>
    public async Task TurnBackAsync(JsonObject to)
    {
        await session.SendAsync("WebAuthn.clearCredentials", new() { ["authenticatorId"] = id });
        await session.SendAsync("WebAuthn.addCredential", new() { ["authenticatorId"] = id, ["credential"] = to });
    }
}
