using System.Security.Cryptography;
using System.Text;

namespace Campaigns.Local.DurableTask.Replay;

/// <summary>Ids of version 5 (RFC 9562): the hash of a name inside a name space, the same on each replay.</summary>
static class DeterministicGuid
{
    // The official worker's name space. Another one would give running instances other ids after a move.
    static readonly Guid Space = new("9e952958-5e33-4daf-827f-2fa12937b875");

    public static Guid Create(string instanceId, DateTime now, int counter)
    {
        var name = Encoding.UTF8.GetBytes($"{instanceId}_{now:o}_{counter}");
        byte[] text = [.. Space.ToByteArray(bigEndian: true), .. name];
#pragma warning disable CA5350 // the format asks for SHA-1; nothing is kept secret by it
        var hash = SHA1.HashData(text).AsSpan(0, 16);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash, bigEndian: true);
    }
}
