using System.Text;

namespace Campaigns.Tests.Telemetry;

/// <summary>A protobuf message as it travels, read without its schema: fields by number. What is not a message, a text or bytes is passed over.</summary>
sealed class Wire
{
    readonly List<(int Field, ReadOnlyMemory<byte> Bytes)> parts = [];

    public Wire(ReadOnlyMemory<byte> bytes)
    {
        for (var rest = bytes; rest.Length > 0;)
        {
            var (tag, after) = Number(rest);
            var (skipped, length) = (tag & 7) switch
            {
                0 => (0, after.Length - Number(after).After.Length),
                1 => (0, 8),
                2 => (after.Length - Number(after).After.Length, checked((int)Number(after).Value)),
                5 => (0, 4),
                var kind => throw new InvalidDataException($"There is no kind {kind} of field."),
            };
            if ((tag & 7) == 2) parts.Add(((int)(tag >> 3), after.Slice(skipped, length)));
            rest = after[(skipped + length)..];
        }
    }

    /// <summary>The messages in this field, and what is in this field of those, and so on.</summary>
    public IEnumerable<Wire> Of(int field, params int[] deeper)
    {
        var found = parts.Where(part => part.Field == field).Select(part => new Wire(part.Bytes));
        return deeper.Length == 0 ? found : found.SelectMany(one => one.Of(deeper[0], deeper[1..]));
    }

    public ReadOnlyMemory<byte> Bytes(int field) => parts.LastOrDefault(part => part.Field == field).Bytes;

    public string Text(int field) => Encoding.UTF8.GetString(Bytes(field).Span);

    public string Hex(int field) => Convert.ToHexStringLower(Bytes(field).Span);

    /// <summary>Key and value of each attribute in this field; a value that is no text is empty.</summary>
    public IEnumerable<(string Key, string Value)> Attributes(int field) => Of(field).Select(one => (one.Text(1), string.Concat(one.Of(2).Select(value => value.Text(1)))));

    static (ulong Value, ReadOnlyMemory<byte> After) Number(ReadOnlyMemory<byte> bytes)
    {
        var (value, at) = (0UL, 0);
        for (; ; at++)
        {
            var one = bytes.Span[at];
            value |= (ulong)(one & 0x7f) << (7 * at);
            if (one < 0x80) return (value, bytes[(at + 1)..]);
        }
    }
}
