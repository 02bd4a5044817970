using System.Buffers.Text;
using System.Security.Cryptography;

namespace Campaigns.Access;

/// <summary>Random secrets of links and cookies. Tables hold only their keyed hashes.</summary>
internal static class Secrets
{
    const int Size = 32;

    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Size));

    /// <summary>Whether the text has the form of a secret; most of what is not one never reaches the table.</summary>
    public static bool IsWellFormed(string? text) => text?.Length == 43 && Base64Url.IsValid(text);
}
