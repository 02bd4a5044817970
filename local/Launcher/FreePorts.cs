using System.Net;
using System.Net.Sockets;

namespace Campaigns.Local.Launcher;

/// <summary>Ports on the loopback address that nobody listens on.</summary>
public static class FreePorts
{
    /// <summary>One free port. Another process may take it before you do: bind to port 0 where you can.</summary>
    public static int Take() => Take(1)[0];

    /// <summary>Several free ports, all different.</summary>
    public static int[] Take(int count)
    {
        var held = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToArray();
        try
        {
            foreach (var listener in held) listener.Start();
            return [.. held.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        }
        finally
        {
            foreach (var listener in held) listener.Dispose();
        }
    }

    /// <summary>Whether nobody listens on <paramref name="port"/> of the loopback address.</summary>
    public static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
