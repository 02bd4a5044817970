using Microsoft.Win32.SafeHandles;

namespace Campaigns.Local.MailRoom.Storage;

/// <summary>The bytes of all attachments, one after another; their places stand in the journal. <see cref="MailStore"/> guards it.</summary>
sealed class Attachments(string path) : IDisposable
{
    readonly SafeFileHandle file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

    public long Add(byte[] bytes)
    {
        var at = RandomAccess.GetLength(file);
        RandomAccess.Write(file, bytes, at);
        return at;
    }

    public byte[] Read(StoredFile stored)
    {
        var bytes = new byte[stored.Length];
        for (var done = 0; done < bytes.Length;)
        {
            var read = RandomAccess.Read(file, bytes.AsSpan(done), stored.Offset + done);
            if (read == 0)
                throw new EndOfStreamException("The file of attachments is shorter than the journal says.");
            done += read;
        }
        return bytes;
    }

    public void Clear() => RandomAccess.SetLength(file, 0);

    public void Dispose() => file.Dispose();
}
