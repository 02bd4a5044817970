using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Azure.Data.Tables.Wire;

/// <summary>What Azure refuses and Azurite lets pass: refused here with Azure's codes, so that it shows before Azure sees it.</summary>
internal static partial class AzureLimits
{
    private const int BadRequest = 400, MostProperties = 252, LongestKey = 512, LongestName = 255, LargestProperty = 64 * 1024, LargestRow = 1024 * 1024;

    // A row whose JSON is shorter than this breaks none of the limits of size: most rows are not looked at again.
    private const int SurelySmall = 16 * 1024;

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9]{2,62}$")]
    private static partial Regex TableName { get; }

    /// <summary>3 to 63 letters and digits, a letter first, and not the service's own word "tables".</summary>
    public static void RequireTableName(string name)
    {
        if (!TableName.IsMatch(name) || name.Equals("tables", StringComparison.OrdinalIgnoreCase))
            throw new RequestFailedException(BadRequest, $"'{name}' cannot be a table's name: 3 to 63 letters and digits, a letter first.", "InvalidResourceName", null);
    }

    /// <summary>1 KiB each in UTF-16, and none of <c>/ \ # ?</c> and control characters.</summary>
    public static void RequireKeys(string partitionKey, string rowKey)
    {
        foreach (var key in (ReadOnlySpan<string>)[partitionKey, rowKey])
        {
            if (key.Length > LongestKey) throw new RequestFailedException(BadRequest, $"A key has at most {LongestKey} characters, not {key.Length}.", "KeyValueTooLarge", null);
            foreach (var sign in key)
                if (sign is '/' or '\\' or '#' or '?' || char.IsControl(sign))
                    throw new RequestFailedException(BadRequest, $"A key cannot hold the character U+{(int)sign:X4}.", "OutOfRangeInput", null);
        }
    }

    /// <summary>64 KiB a property (text in UTF-16), 1 MiB a row, 255 characters a name.</summary>
    /// <param name="row">As it is sent.</param>
    public static void RequireSmallRow(ReadOnlySpan<byte> row)
    {
        if (row.Length < SurelySmall) return;
        var json = new Utf8JsonReader(row);
        var (size, name, isBinary) = (4, "", false);
        while (json.Read())
        {
            if (json.TokenType == JsonTokenType.PropertyName)
            {
                name = json.GetString()!;
                continue;
            }
            if (name.EndsWith("@odata.type", StringComparison.Ordinal))
            {
                isBinary = json.ValueTextEquals("Edm.Binary"u8);
                continue;
            }
            var value = SizeOf(ref json, isBinary);
            isBinary = false;
            if (value > LargestProperty) throw new RequestFailedException(BadRequest, $"The property {name} has {value} bytes; a property has at most {LargestProperty}.", "PropertyValueTooLarge", null);
            if (name.Length > LongestName) throw new RequestFailedException(BadRequest, $"A property's name has at most {LongestName} characters.", "PropertyNameTooLong", null);
            size += 8 + 2 * name.Length + value;
        }
        if (size > LargestRow) throw new RequestFailedException(BadRequest, $"The row has {size} bytes; a row has at most {LargestRow}.", "EntityTooLarge", null);
    }

    private static int SizeOf(ref Utf8JsonReader json, bool isBinary) => json.TokenType switch
    {
        JsonTokenType.String when isBinary => Base64Bytes(json.ValueSpan),
        JsonTokenType.String => 2 * (json.ValueIsEscaped ? json.GetString()!.Length : Encoding.UTF8.GetCharCount(json.ValueSpan)),
        _ => 8,
    };

    private static int Base64Bytes(ReadOnlySpan<byte> text) => text.Length / 4 * 3 - text.Count((byte)'=');

    /// <summary>Keys and timestamp not counted.</summary>
    public static void RequireFewProperties(int count)
    {
        if (count > MostProperties)
            throw new RequestFailedException(BadRequest, $"A row has at most {MostProperties} properties, not {count}.", "TooManyProperties", null);
    }

    public static void RequireOnePartition(string first, string partitionKey, int index)
    {
        if (partitionKey != first)
            throw new TableTransactionFailedException(new RequestFailedException(
                BadRequest, $"{index}:All rows of a transaction are of one partition.", "CommandsInBatchActOnDifferentPartitions", null));
    }
}
