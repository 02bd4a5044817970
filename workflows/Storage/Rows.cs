using System.Globalization;
using Azure.Data.Tables;

namespace Campaigns.Storage;

/// <summary>
/// Names of rows. Numbers are padded so that rows sort in their order. Changing one loses the rows that are stored under it.
/// </summary>
public static class Rows
{
    /// <summary>What a transaction holds at most, says the Table service.</summary>
    public const int OfATransaction = 100;

    public const string Campaign = "campaign";
    public const string Key = "key";
    public const string Header = "header";

    public const string Texts = "text|";
    public const string Addressees = "addressee|";
    public const string Covers = "cover|";
    public const string MustSigns = "mustsign|";
    public const string Letterhead = "letterhead";
    public const string Invitations = "invitation|";
    public const string Reminders = "reminder|";
    public const string Told = "told|";
    public const string Deliveries = "delivery|";
    public const string Letters = "letter|";
    /// <summary>Attempts at a letter before the latest.</summary>
    public const string Attempts = "attempt|";
    public const string JournalEntries = "journal|";
    public const string OutboxRows = "outbox|";
    public const string Mails = "mail|";
    public const string Signatures = "signature|";
    public const string LeafPages = "leaves|";
    /// <summary>Leaves of the list as it stood at a round of letters before the last.</summary>
    public const string RoundLeaves = "roundleaves|";
    public const string SharedLines = "line|";
    public const string Batches = "batch|";
    public const string Replies = "reply|";
    public const string ReplyPieces = "replyfile|";
    /// <summary>Updates to signatories: one row for each language of each.</summary>
    public const string Updates = "update|";
    /// <summary>Replies that came by mail.</summary>
    public const string Incoming = "incoming|";
    public const string Webhook = "webhook";
    public const string WebhookLog = "webhook|";
    /// <summary>Messages that waited when a copy was made, until an operator decides about them: the name of the outbox row follows.</summary>
    public const string SetAside = "held|";
    /// <summary>Stands in the partition of what is being restored, until all of it is there.</summary>
    public const string Restoring = "restoring";

    public static string Text(string language) => Texts + language;
    public static string Addressee(int number) => Invariant($"{Addressees}{number:D4}");
    public static string Cover(int number) => Invariant($"{Covers}{number:D2}");
    public static string MustSign(int number) => Invariant($"{MustSigns}{number:D4}");
    public static string Invitation(int number) => Invariant($"{Invitations}{number:D4}");
    public static string Reminder(int reminder, int invitation) => Invariant($"{Reminders}{reminder:D2}|{invitation:D4}");
    /// <param name="move">Of the deadline.</param>
    public static string ToldOf(int move, int invitation) => Invariant($"{Told}{move:D4}|{invitation:D4}");
    /// <param name="place">Which of the invitation's addresses.</param>
    public static string Delivery(int place, int invitation) => Invariant($"{Deliveries}{place:D2}|{invitation:D4}");
    public static string Letter(int round, int addressee) => Invariant($"{Letters}{round:D2}|{addressee:D4}");
    public static string AttemptsOf(int round, int addressee) => Invariant($"{Attempts}{round:D2}|{addressee:D4}|");
    public static string Attempt(int round, int addressee, int attempt) => Invariant($"{AttemptsOf(round, addressee)}{attempt:D3}");

    /// <summary>Sorts by time; <paramref name="id"/> tells entries of one instant apart, and makes writing one twice fail.</summary>
    public static string Journal(DateTimeOffset at, string id) => Invariant($"{JournalEntries}{at.UtcTicks:D19}|{id}");

    public static string Outbox(string id) => OutboxRows + id;
    public static string Mail(string id) => Mails + id;
    public static string Signature(string hash) => Signatures + hash;
    /// <param name="list">The beginning that the pages of one list have in common.</param>
    public static string LeafPage(string list, int number) => Invariant($"{list}{number:D6}");
    public static string RoundLeavesOf(int round, DateTimeOffset at) => Invariant($"{RoundLeaves}{round:D2}|{at.UtcTicks:D19}|");
    public static string Batch(string id) => Batches + id;
    public static string Reply(int addressee, string id) => Invariant($"{Replies}{addressee:D4}|{id}");
    public static string IncomingOf(int addressee) => Invariant($"{Incoming}{addressee:D4}|");
    public static string IncomingReply(int addressee, string id) => IncomingOf(addressee) + id;
    public static string ReplyPiecesOf(string id) => $"{ReplyPieces}{id}|";
    public static string ReplyPiece(string id, int number) => Invariant($"{ReplyPiecesOf(id)}{number:D2}");
    public static string UpdateOf(int number) => Invariant($"{Updates}{number:D3}|");
    public static string Update(int number, string language) => UpdateOf(number) + language;
    public static string SharedLine(string organisationKey) => SharedLines + organisationKey;

    /// <summary>Filter for the rows of a partition whose names begin with <paramref name="prefix"/>, one of the constants ending in a bar.</summary>
    public static string Filter(string partition, string prefix)
    {
        var end = prefix[..^1] + (char)(prefix[^1] + 1);
        return TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {prefix} and RowKey lt {end}");
    }

    static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
