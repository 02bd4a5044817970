using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure.Data.Tables;

namespace Campaigns.Audit;

/// <summary>How far an act has come. A row is written for each; none is ever changed.</summary>
public static class AuditPart
{
    /// <summary>Written before the act: it may have been done from here on.</summary>
    public const string Begun = "begun";
    public const string Done = "done";
    /// <summary>Nothing was changed: the facts say by which HTTP status.</summary>
    public const string Refused = "refused";
    /// <summary>It broke off; what was changed is not known here.</summary>
    public const string Failed = "failed";
    /// <summary>Somebody has read something, which changes nothing: there is no second row.</summary>
    public const string Read = "read";
}

/// <summary>
/// One row of the audit trail. Its hash is the SHA-256 (hex, lower case) of <see cref="Canonical"/>, which holds the hash of the row before it and the
/// sealed form of what is sealed: when a key is destroyed, the words are gone and the chain still verifies.
/// </summary>
/// <param name="Number">From 1, without gaps.</param>
/// <param name="Act">The same in all rows of one act; random.</param>
/// <param name="Part">One of <see cref="AuditPart"/>.</param>
/// <param name="Role"><c>operator</c>, <c>coordinator</c> or <c>key</c>.</param>
/// <param name="Person">Keyed hash of the address of who was signed in; empty for the key.</param>
/// <param name="SealedPerson">That address, under the key of the trail.</param>
/// <param name="Action">As <c>ops.suspend</c>: the room and what was asked for there.</param>
/// <param name="Subject">Id of the campaign, draft or network; empty where there is none yet.</param>
/// <param name="Network">Network that the subject belongs to, or is; empty for none.</param>
/// <param name="Facts">A JSON object in one line: what stood there, and what was asked for. No personal data.</param>
/// <param name="SealedReason">Why, under the key of the subject.</param>
/// <param name="Previous">Hash of the row before; 64 zeros for the first.</param>
public sealed record AuditRow(
    long Number, DateTimeOffset At, string Act, string Part, string Role, string Person, byte[]? SealedPerson, string Action, string Subject, string Network,
    string Facts, byte[]? SealedReason, string Previous)
{
    public const string Format1 = "campaigns-audit-1";
    public const string Partition = "trail";
    public const string Head = "head";
    /// <summary>After every row's name, and before those of the head and the key.</summary>
    internal const string End = ":";
    public static readonly string Nothing = new('0', 64);
    const long Last = 999_999_999_999;

    public string Hash { get; init; } = "";
    /// <summary>HMAC of the hash under the key of the trail: who has only the tables cannot make a row.</summary>
    public byte[] Mark { get; init; } = [];

    /// <summary>The newest first.</summary>
    internal static string Key(long number) => (Last - number).ToString("D12", CultureInfo.InvariantCulture);

    /// <summary>UTF-8, <c>name: value</c>, a line feed after each line; what is sealed is base64, instants are UTC with seven digits.</summary>
    public string Canonical()
    {
        var text = new StringBuilder();
        Line("format", Format1);
        Line("number", Number.ToString(CultureInfo.InvariantCulture));
        Line("previous", Previous);
        Line("at", Instant(At));
        Line("act", Act);
        Line("part", Part);
        Line("role", Role);
        Line("person", Person);
        Line("sealedPerson", Convert.ToBase64String(SealedPerson ?? []));
        Line("action", Action);
        Line("subject", Subject);
        Line("network", Network);
        Line("facts", Facts);
        Line("sealedReason", Convert.ToBase64String(SealedReason ?? []));
        return text.ToString();

        void Line(string name, string value) => text.Append(name).Append(": ").Append(value).Append('\n');
    }

    public string HashNow() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Canonical())));

    public static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    internal TableEntity ToEntity()
    {
        var row = new TableEntity(Partition, Key(Number))
        {
            ["At"] = Instant(At),
            ["Act"] = Act,
            ["Part"] = Part,
            ["Role"] = Role,
            ["Person"] = Person,
            ["Action"] = Action,
            ["Subject"] = Subject,
            ["Network"] = Network,
            ["Facts"] = Facts,
            ["Previous"] = Previous,
            ["Hash"] = Hash,
            ["Mark"] = Mark,
        };
        if (SealedPerson is not null) row["SealedPerson"] = SealedPerson;
        if (SealedReason is not null) row["SealedReason"] = SealedReason;
        return row;
    }

    /// <summary>Whatever stands there: a row that was changed by hand is read, too.</summary>
    internal static AuditRow Of(TableEntity row)
    {
        var number = long.TryParse(row.RowKey, NumberStyles.None, CultureInfo.InvariantCulture, out var name) ? Last - name : 0;
        var at = DateTimeOffset.TryParse(Text("At"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? instant : default;
        return new(number, at, Text("Act"), Text("Part"), Text("Role"), Text("Person"), Bytes("SealedPerson"), Text("Action"), Text("Subject"), Text("Network"),
            Text("Facts"), Bytes("SealedReason"), Text("Previous"))
        { Hash = Text("Hash"), Mark = Bytes("Mark") ?? [] };

        string Text(string column) => row.TryGetValue(column, out var value) && value is string text ? text : "";
        byte[]? Bytes(string column) => row.TryGetValue(column, out var value) ? value as byte[] ?? (value as BinaryData)?.ToArray() : null;
    }
}
