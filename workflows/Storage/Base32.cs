using System.Security.Cryptography;

namespace Campaigns.Storage;

/// <summary>Lower-case base32 (a-z, 2-7) without padding: safe in addresses, row keys and when read aloud.</summary>
public static class Base32
{
    /// <summary>Characters of a 128-bit hash.</summary>
    public const int HashLength = 26;

    const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";

    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        var text = new char[(bytes.Length * 8 + 4) / 5];
        int buffer = 0, bits = 0, at = 0;
        foreach (var b in bytes)
        {
            buffer = (buffer << 8) | b;
            for (bits += 8; bits >= 5; bits -= 5) text[at++] = Alphabet[(buffer >> (bits - 5)) & 31];
            buffer &= (1 << bits) - 1;
        }
        if (bits > 0) text[at] = Alphabet[(buffer << (5 - bits)) & 31];
        return new string(text);
    }

    /// <summary>The bytes of a text that <see cref="Encode"/> could have made; false for every other text.</summary>
    public static bool TryDecode(string text, Span<byte> bytes)
    {
        int buffer = 0, bits = 0, at = 0;
        if (text.Length != (bytes.Length * 8 + 4) / 5) return false;
        foreach (var c in text)
        {
            if (ValueOf(c) is var value && value < 0) return false;
            buffer = (buffer << 5) | value;
            bits += 5;
            if (bits < 8) continue;
            bits -= 8;
            bytes[at++] = (byte)(buffer >> bits);
            buffer &= (1 << bits) - 1;
        }
        return buffer == 0;
    }

    /// <summary>Random characters of the alphabet, five bits each.</summary>
    public static string Random(int length) => RandomNumberGenerator.GetString(Alphabet, length);

    /// <summary>The value of one character, or -1.</summary>
    public static int ValueOf(char c) => Alphabet.IndexOf(c, StringComparison.Ordinal);

    /// <summary>Whether <paramref name="text"/> has only characters of the alphabet.</summary>
    public static bool Is(string? text) => !string.IsNullOrEmpty(text) && text.All(c => ValueOf(c) >= 0);
}
