using System.Globalization;

namespace Campaigns.Deliveries;

/// <summary>
/// Names one letter or mail as somebody saw it. Says nothing of a person (rows are named by numbers and keyed hashes). What was tried again since has another version, so
/// that an order that is given twice is carried out once.
/// </summary>
/// <param name="Version">Letters: the attempt. Mails that wait: how often they were tried; the others: when they changed, in ticks.</param>
public sealed record DeliveryKey(string Partition, string Row, long Version)
{
    const int Longest = 200;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Partition}/{Row}/{Version}");

    public static DeliveryKey? Parse(string? text) =>
        text?.Length <= Longest && text.Split('/') is [var partition, var row, var version] && IsName(partition) && IsName(row)
        && DeliveryRows.Prefixes.Any(prefix => row.StartsWith(prefix, StringComparison.Ordinal))
        && long.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new(partition, row, number)
            : null;

    static bool IsName(string text) => text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '|' or '_' or '.');
}
