using System.Globalization;
using System.Text.RegularExpressions;
using Campaigns.Local.MailRoom.Faults;

namespace Campaigns.Local.MailRoom.Inbox;

/// <summary>Small things put in words.</summary>
static partial class Words
{
    /// <summary>What is unusual about a message's way; null for one that simply arrives.</summary>
    public static string? Of(Fate fate) => fate switch
    {
        Fate.Bounced => "returned to sender",
        Fate.Deferred => "delayed",
        Fate.Dropped => "lost on the way",
        Fate.Repeated => "reported several times",
        _ => null,
    };

    /// <summary>"312 bytes", "48 KB", "1.2 MB".</summary>
    public static string Size(int bytes) => bytes switch
    {
        < 1000 => $"{bytes} bytes",
        < 1_000_000 => $"{bytes / 1000} KB",
        _ => (bytes / 1_000_000.0).ToString("0.0", CultureInfo.InvariantCulture) + " MB",
    };

    /// <summary>"Name &lt;address&gt;", or the address alone.</summary>
    public static string Of(Mailbox mailbox) => mailbox.Name is { Length: > 0 } name ? $"{name} <{mailbox.Email}>" : mailbox.Email;

    /// <summary>Plain text cut into pieces, those that are web addresses marked.</summary>
    public static IEnumerable<(string Piece, bool IsLink)> Linked(string text)
    {
        var at = 0;
        foreach (Match match in WebAddress().Matches(text))
        {
            yield return (text[at..match.Index], false);
            yield return (match.Value, true);
            at = match.Index + match.Length;
        }
        yield return (text[at..], false);
    }

    [GeneratedRegex(@"https?://[^\s<>""']*[^\s<>""'.,;:!?)\]]")]
    private static partial Regex WebAddress();
}
