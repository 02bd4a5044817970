using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Campaigns;

/// <summary>
/// How texts are hashed so that nothing can be moved from one to the next: each is written as its length in UTF-8 bytes, a
/// colon, the bytes and a line feed. Anyone can repeat it with a few lines of any language.
/// </summary>
static class CanonicalForm
{
    public static void AppendTexts(this IncrementalHash hash, params ReadOnlySpan<string> texts)
    {
        foreach (var text in texts)
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            hash.AppendData(Encoding.ASCII.GetBytes($"{Number(bytes.Length)}:"));
            hash.AppendData(bytes);
            hash.AppendData("\n"u8);
        }
    }

    public static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
