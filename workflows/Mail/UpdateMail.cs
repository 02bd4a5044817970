using System.Globalization;
using Campaigns.Storage;

namespace Campaigns.Mail;

/// <summary>The names of the messages of updates: <c>update-003-{signature}</c>.</summary>
static class UpdateMail
{
    /// <summary>How the rows begin of those that wait, and of those that were sent. (They end in the sign whose successor ends a range.)</summary>
    public const string Waiting = Rows.OutboxRows + "update-";
    public const string Sent = Rows.Mails + "update-";

    public static string IdOf(int number, string signatureId) => string.Create(CultureInfo.InvariantCulture, $"update-{number:D3}-{signatureId}");

    public static int NumberOf(string row) => int.Parse(row.Split('-')[1], CultureInfo.InvariantCulture);

    public static string SignatureOf(string row) => row.Split('-')[2];
}
