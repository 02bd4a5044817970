using System.Globalization;
using System.IO.Compression;
using System.Text;
using Campaigns.Checks;

namespace Campaigns.Letters.Replies.Inbound;

/// <summary>Makes one file of what came with a mail. Pure: the same files give the same bytes.</summary>
static class InboundFiles
{
    /// <summary>Of entries of a zip: the mail's time is not part of its content.</summary>
    static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <param name="words">The whole text, where the row cannot hold it; null: it can.</param>
    /// <returns>The file, or its zip where there are several; no name: none. What did not fit is named.</returns>
    public static (string Name, byte[] Bytes, IReadOnlyList<string> LeftOut) Pack(IReadOnlyList<InboundFile> files, string? words)
    {
        var named = files.Select((file, index) => file with { Name = NameOf(file.Name, index + 1) }).ToList();
        if (words is not null) named.Insert(0, new("mail.txt", Encoding.UTF8.GetBytes(words)));
        var (kept, leftOut, room) = (new List<InboundFile>(), new List<string>(), Limits.ReplyFile - Overhead(named.Count));
        foreach (var file in named)
            if (file.Bytes is { Length: > 0 } bytes && bytes.Length <= room)
            {
                kept.Add(file);
                room -= bytes.Length;
            }
            else if (file.Bytes is not { Length: 0 }) leftOut.Add(file.Name);
        return kept switch
        {
            [] => ("", [], leftOut),
            [var only] => (only.Name, only.Bytes!, leftOut),
            _ => ("attachments.zip", Zip(kept), leftOut),
        };
    }

    static byte[] Zip(List<InboundFile> files)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
            for (var index = 0; index < files.Count; index++)
            {
                var entry = zip.CreateEntry(string.Create(CultureInfo.InvariantCulture, $"{index + 1}-{files[index].Name}"), CompressionLevel.NoCompression);
                entry.LastWriteTime = NoTime;
                using var content = entry.Open();
                content.Write(files[index].Bytes);
            }
        return bytes.ToArray();
    }

    /// <summary>Bytes that a zip has beside its files: two headers and the name each.</summary>
    static int Overhead(int files) => files < 2 ? 0 : 100 + (files * (200 + (Limits.Name * 8)));

    static string NameOf(string name, int number)
    {
        var last = SingleLine.Read(name.Split('/', '\\')[^1], Limits.Name, required: true, out var error);
        return error is null ? last : string.Create(CultureInfo.InvariantCulture, $"attachment-{number}");
    }
}
