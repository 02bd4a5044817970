using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Campaigns.Letters.Evidence;

/// <summary>
/// A zip that is written as it grows, and remembers the hash of every file. The same files in the same order give the same bytes: each carries the
/// same time. Names are ASCII, with slashes.
/// </summary>
sealed class EvidenceZip(ZipArchive zip, DateTimeOffset at, CancellationToken cancellation)
{
    /// <summary>What the hashes stand in: a line for each other file, as <c>sha256sum</c> writes it and checks it.</summary>
    public const string Sums = "SHA256SUMS";

    readonly StringBuilder sums = new();

    public Task AddAsync(string path, string text) => AddAsync(path, Encoding.UTF8.GetBytes(text));

    public Task AddAsync(string path, byte[] content, CompressionLevel level = CompressionLevel.Optimal) =>
        AddAsync(path, async file => await file.WriteAsync(content, cancellation), level);

    /// <param name="write">Writes the file's content; it is hashed on its way.</param>
    public async Task AddAsync(string path, Func<Stream, Task> write, CompressionLevel level = CompressionLevel.Optimal)
    {
        using var hash = SHA256.Create();
        await using (var file = new CryptoStream(await OpenAsync(path, level), hash, CryptoStreamMode.Write)) await write(file);
        sums.Append(Convert.ToHexStringLower(hash.Hash!)).Append("  ").Append(path).Append('\n');
    }

    /// <summary>The last file.</summary>
    public async Task FinishAsync()
    {
        await using var file = await OpenAsync(Sums, CompressionLevel.Optimal);
        await file.WriteAsync(Encoding.ASCII.GetBytes(sums.ToString()), cancellation);
    }

    Task<Stream> OpenAsync(string path, CompressionLevel level)
    {
        var entry = zip.CreateEntry(path, level);
        entry.LastWriteTime = at.ToUniversalTime();
        return entry.OpenAsync(cancellation);
    }
}
