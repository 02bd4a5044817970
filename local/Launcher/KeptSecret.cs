using System.Buffers.Text;
using System.Security.Cryptography;

namespace Campaigns.Local.Launcher;

/// <summary>Random secrets that are made once and kept in a file that only this user may read.</summary>
static class KeptSecret
{
    /// <summary>The secret in this file; base64 of 32 random bytes when it has to be made.</summary>
    public static string Master(string path) => ReadOrMake(path, Convert.ToBase64String);

    /// <summary>The same, of letters, digits, '-' and '_' only: fit for a header, an address and a shell.</summary>
    public static string Key(string path) => ReadOrMake(path, bytes => Base64Url.EncodeToString(bytes));

    static string ReadOrMake(string path, Func<byte[], string> encode)
    {
        if (!File.Exists(path)) WritePrivate(path, encode(RandomNumberGenerator.GetBytes(32)) + "\n");
        return File.ReadAllText(path).Trim();
    }

    /// <summary>Writes the whole file or nothing (a reader never sees half of it), for this user's eyes.</summary>
    public static void WritePrivate(string path, string text)
    {
        var draft = $"{path}.{Environment.ProcessId}";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var writer = new StreamWriter(draft, options)) writer.Write(text);
        File.Move(draft, path, overwrite: true);
    }
}
