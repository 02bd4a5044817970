using Microsoft.Win32.SafeHandles;

namespace Campaigns.Local.MailRoom.Storage;

/// <summary>
/// A file that only grows, a record a line. <see cref="Append"/> returns when the operating system has the bytes, so a record outlives the
/// process whatever kills it. A last line without its end is a record nobody was told about: it is cut off at opening. One process at a time.
/// </summary>
sealed class Journal : IDisposable
{
    readonly Lock gate = new();
    readonly SafeFileHandle file;
    long end;

    public Journal(string path)
    {
        file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        end = RandomAccess.GetLength(file);
    }

    /// <summary>Writes one record and says where it lies.</summary>
    public Span Append(ReadOnlySpan<byte> record)
    {
        var line = new byte[record.Length + 1];
        record.CopyTo(line);
        line[^1] = (byte)'\n';
        lock (gate)
        {
            var at = end;
            RandomAccess.Write(file, line, at);
            end += line.Length;
            return new Span(at, record.Length);
        }
    }

    /// <summary>Reads one record.</summary>
    public byte[] Read(Span span)
    {
        var bytes = new byte[span.Length];
        for (var done = 0; done < bytes.Length;)
        {
            var read = RandomAccess.Read(file, bytes.AsSpan(done), span.Offset + done);
            if (read == 0)
                throw new EndOfStreamException("The record is not in the file any more.");
            done += read;
        }
        return bytes;
    }

    /// <summary>Every whole record from the beginning. Called once, before anything is appended.</summary>
    public IEnumerable<(Span Span, byte[] Record)> ReadAll()
    {
        long at = 0;
        using var line = new MemoryStream();
        var buffer = new byte[1 << 16];
        for (long position = 0; position < end;)
        {
            var read = RandomAccess.Read(file, buffer, position);
            position += read;
            for (var from = 0; from < read;)
            {
                var stop = Array.IndexOf(buffer, (byte)'\n', from, read - from);
                line.Write(buffer, from, (stop < 0 ? read : stop) - from);
                if (stop < 0)
                    break;
                yield return (new Span(at, (int)line.Length), line.ToArray());
                at += line.Length + 1;
                line.SetLength(0);
                from = stop + 1;
            }
        }
        Truncate(at);
    }

    /// <summary>Forgets everything.</summary>
    public void Clear() => Truncate(0);

    public void Dispose() => file.Dispose();

    void Truncate(long length)
    {
        lock (gate)
        {
            RandomAccess.SetLength(file, length);
            end = length;
        }
    }

    /// <summary>Where a record lies, without the end of its line.</summary>
    public readonly record struct Span(long Offset, int Length);
}
