using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Campaigns.Webhooks;

/// <summary>Posts to addresses that coordinators typed: never to this machine or its network, and never to where a redirect leads.</summary>
public sealed class WebhookSender(HttpMessageHandler handler, TimeProvider time) : IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    readonly HttpClient http = new(handler) { Timeout = Patience };

    /// <param name="inside">Also to addresses of this machine and its network (<see cref="CampaignsOptions.WebhooksInside"/>).</param>
    public static WebhookSender ToTheWorld(bool inside, TimeProvider time) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ConnectCallback = async (context, cancellation) => await ConnectAsync(context.DnsEndPoint, inside, cancellation),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    }, time);

    /// <returns>HTTP's status; 0 when there was no answer.</returns>
    public async Task<int> PostAsync(Webhook webhook, byte[] secret, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, webhook.Address) { Content = new StringContent(webhook.Pending!.Body, Encoding.UTF8, "application/json") };
        WebhookSignature.Sign(request, secret, webhook.Pending, time.GetUtcNow());
        try
        {
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            return (int)answer.StatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return 0;
        }
    }

    public void Dispose() => http.Dispose();

    /// <summary>The address is looked at after the name was resolved, and that very address is connected to: no name can change its mind in between.</summary>
    static async Task<Stream> ConnectAsync(DnsEndPoint to, bool inside, CancellationToken cancellation)
    {
        var addresses = await Dns.GetHostAddressesAsync(to.Host, cancellation);
        if (!inside) addresses = [.. addresses.Where(IsOutside)];
        if (addresses.Length == 0) throw new HttpRequestException("The name leads to no address outside.");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, to.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Whether anybody on the internet has this address, rather than a machine of one's own network.</summary>
    internal static bool IsOutside(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (IPAddress.IsLoopback(address)) return false;
        var bytes = address.GetAddressBytes();
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? (bytes[0] & 0xE0) == 0x20 // the only global block
            : bytes[0] is not (0 or 10 or 127 or >= 224)
                && (bytes[0], bytes[1]) is not ((172, >= 16 and <= 31) or (192, 168) or (169, 254) or (100, >= 64 and <= 127) or (198, 18 or 19));
    }
}
