using System.IO.Compression;
using System.Text;
using Azure.Data.Tables;

namespace Campaigns.Local.DurableTask.Storage;

/// <summary>
/// Text in a row's columns. Up to 45 KB it stands in the column itself; above, it is packed (gzip) into as many
/// binary columns (name_0, name_1, ...) as it needs. A row holds 1 MB and up to three payloads, so what is above 300 KB
/// when packed is refused.
/// </summary>
static class Payloads
{
    /// <summary>UTF-16 characters in 45 KB, where the official provider moves to blobs.</summary>
    const int LongestPlain = 45 * 1024 / 2;

    const int PartSize = 60_000;
    const int LargestPacked = 300_000;

    /// <summary>All columns that a payload of this name may take.</summary>
    public static IEnumerable<string> Columns(string name) =>
        Enumerable.Range(0, (LargestPacked + PartSize - 1) / PartSize).Select(part => $"{name}_{part}").Prepend(name);

    public static void Put(TableEntity row, string name, string? text)
    {
        if (text is null) return;
        if (text.Length <= LongestPlain)
        {
            row[name] = text;
            return;
        }

        var packed = Pack(text);
        var parts = 0;
        for (var at = 0; at < packed.Length; at += PartSize)
            row[$"{name}_{parts++}"] = packed.AsSpan(at, Math.Min(PartSize, packed.Length - at)).ToArray();
    }

    public static string? Get(TableEntity row, string name)
    {
        if (row.TryGetValue(name, out var plain)) return (string)plain!;
        if (!row.ContainsKey(name + "_0")) return null;
        using var packed = new MemoryStream();
        for (var part = 0; row.TryGetValue($"{name}_{part}", out var bytes); part++) packed.Write((byte[])bytes!);
        packed.Position = 0;
        using var unpacked = new GZipStream(packed, CompressionMode.Decompress);
        using var reader = new StreamReader(unpacked, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    /// <exception cref="ArgumentException">The payload does not fit into a row, even packed.</exception>
    public static void Check(string? text)
    {
        if (text is null || text.Length <= LargestPacked / 3) return;
        var size = Pack(text).Length;
        if (size > LargestPacked)
            throw new ArgumentException($"A payload of {text.Length} characters takes {size} bytes packed; at most {LargestPacked} are kept here.");
    }

    /// <summary>About how many bytes a row takes in a request.</summary>
    public static int Weight(TableEntity row) => 800 + ((IDictionary<string, object>)row).Values.Sum(value => value switch
    {
        string text => Encoding.UTF8.GetByteCount(text) * 5 / 4,
        byte[] bytes => bytes.Length * 4 / 3,
        _ => 40,
    });

    static byte[] Pack(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }
}
