using System.Net;
using System.Net.Sockets;

namespace Campaigns.Local.Launcher;

/// <summary>Ports on the loopback address that nobody listens on.</summary>
public static class FreePorts
{
    /// <summary>One free port. Another process may take it before you do: bind to port 0 where you can.</summary>
    public static int Take() => Take(1)[0];

    /// <summary>
    /// Several free ports, all different, below the range from which systems take the ports of outgoing connections:
    /// such a port is still free when a process that was killed is started on it again.
    /// </summary>
    public static int[] Take(int count)
    {
        var ports = new HashSet<int>();
        while (ports.Count < count)
        {
            var port = Random.Shared.Next(20_000, 32_000);
            if (IsFree(port)) ports.Add(port);
        }
        return [.. ports];
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
